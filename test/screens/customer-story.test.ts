import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoryEntry } from '#shared/views/story.ts';
import { countGroups, groupOf } from '../../src/renderer/desk/customer/story/groups.ts';
import { heightGuess } from '../../src/renderer/desk/customer/story/row-height.ts';
import { everything, passing, rowsOf } from '../../src/renderer/desk/customer/story/rows.ts';
import { behind } from '../../src/renderer/desk/customer/story/targets.ts';
import { joined, lastFirst } from '../../src/renderer/desk/customer/story/use-whole-story.ts';
import { plain } from '../../src/renderer/ui/plain-text.ts';
import { entries, entry } from './customer-entries.ts';

test('every entry of the story stands under at most one heading of its own day, in the order it came', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4e12 }), { maxLength: 60 }), (times) => {
      const list = times.map((at, n) => entry('note', { id: `n${n}`, at, text: 'x', about: 'note' }));
      const rows = rowsOf(list);
      expect(rows.flatMap((row) => (row.row === 'entry' ? [row.key] : []))).toEqual(
        list.map((one) => one.id),
      );
      expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
      let day = '';
      for (const row of rows) {
        if (row.row === 'day') day = new Date(row.at).toDateString();
        else expect(new Date(row.entry.at).toDateString()).toBe(day);
      }
    }),
  );
});

test('a row is guessed at the height that its text will have', () => {
  const note = (text: string) =>
    heightGuess({ row: 'entry', key: 'n', entry: entry('note', { id: 'n', at: 0, text, about: 'note' }) });
  expect(heightGuess({ row: 'day', key: 'd', at: 0 })).toBe(35);
  expect(note('')).toBe(38);
  expect(note('one line')).toBe(64);
  expect(note('two\nlines')).toBe(85);
  expect(note('x'.repeat(89))).toBe(85);
});

test('two headings in a row never happen', () => {
  const rows = rowsOf(entries);
  expect(rows.length).toBeGreaterThan(entries.length);
  rows.forEach((row, n) => {
    if (row.row === 'day') expect(rows[n + 1]?.row).toBe('entry');
  });
});

test('chips count every kind once, and a kind that is not understood nowhere', () => {
  const counts = countGroups(entries);
  const understood = entries.filter((one) => groupOf(one.kind) !== null).length;
  expect(Object.values(counts).reduce((a, b) => a + b, 0)).toBe(understood);
  expect(understood).toBe(entries.length - 1);
});

test('chosen chips show the union of their kinds, and none chosen shows everything', () => {
  expect(passing(entries, everything)).toEqual(entries);
  const shown = passing(entries, { ...everything, groups: new Set(['calls', 'notes']) });
  expect(new Set(shown.map((one) => one.kind))).toEqual(new Set(['contact', 'note', 'playbook-answered']));
});

test('a text finds entries without accents and in any order of its words', () => {
  const note = entry('note', { text: 'La señora Núñez llamó dos veces', about: 'note' });
  const found = (text: string) => passing([note], { ...everything, text }).length;
  expect(found('nunez senora')).toBe(1);
  expect(found('LLAMO')).toBe(1);
  expect(found('nunez tres')).toBe(0);
  expect(plain('Ñandú')).toBe('nandu');
});

test('a text finds who did it', () => {
  const note = entry('note', { text: 'x', about: 'note', by: { id: 'p1', name: 'Eva Núñez' } });
  expect(passing([note], { ...everything, text: 'nunez' })).toHaveLength(1);
});

test('one case and one order can be picked out', () => {
  expect(passing(entries, { ...everything, caseId: 'k1' }).every((one) => one.caseId === 'k1')).toBe(true);
  expect(passing(entries, { ...everything, orderId: 'o1' }).length).toBeGreaterThan(0);
  expect(passing(entries, { ...everything, caseId: 'nobody' })).toEqual([]);
});

test('what an entry opens is its case, or the order of what a shop did', () => {
  expect(behind(entry('note', { text: 'x', about: 'note', caseId: 'k1' }))).toEqual({
    to: 'case',
    caseId: 'k1',
  });
  expect(behind(entry('order-cancelled', { number: '#1', orderId: 'o1' }))).toEqual({
    to: 'order',
    orderId: 'o1',
  });
  const linked = entry('order-linked', { number: '1', orderNumber: '#1', caseId: 'k1', orderId: 'o1' });
  expect(behind(linked)).toEqual({ to: 'order', orderId: 'o1' });
  expect(behind(entry('note', { text: 'x', about: 'note' }))).toBeNull();
});

test('older pages are put behind the newest one without showing anything twice', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => entry('note', { id, text: id, about: 'note' }));
  if (!a || !b || !c) throw new Error('three entries');
  expect(joined([a, b], [b, c])).toEqual([a, b, c]);
});

test('of what somebody saved in one go the last stands first, and nothing else changes its place', () => {
  const by = { id: 'lucia', name: 'Lucía Ferrer' };
  const one = (id: string, at: number, who: typeof by | null = by) =>
    ({ ...entry('note', { id, at, text: id, about: 'note' }), by: who }) as StoryEntry;
  const other = { id: 'mateo', name: 'Mateo Quiroga' };
  const kept = [
    one('z', 9),
    one('a', 5),
    one('b', 5),
    one('c', 5),
    one('d', 5, other),
    one('p', 4, null),
    one('q', 4, null),
  ];
  expect(lastFirst(kept).map(({ id }) => id)).toEqual(['z', 'c', 'b', 'a', 'd', 'p', 'q']);
});
