import { expect, test } from 'vitest';
import { repeatAlarm } from '#shared/story/repeat.ts';
import { contact, day, facts, hour, matter, now, omar } from './sample.ts';

const about = (caseId: string | null, ages: number[]) =>
  ages.map((age, n) => contact(`${caseId}${n}`, now - age * day, { caseId, ...(n % 2 ? { by: omar } : {}) }));

test('one contact about an open case is no repeat', () => {
  expect(repeatAlarm(facts({ cases: [matter('k1')], entries: about('k1', [1]) }), now)).toEqual({
    level: 'none',
    contacts: 0,
    people: 0,
    caseId: null,
  });
});

test('the second contact in 30 days is told, the third is an alarm', () => {
  const cases = [matter('k1')];
  expect(repeatAlarm(facts({ cases, entries: about('k1', [1, 29]) }), now)).toEqual({
    level: 'second',
    contacts: 2,
    people: 2,
    caseId: 'k1',
  });
  const four = about('k1', [1, 2, 3, 29]);
  expect(repeatAlarm(facts({ cases, entries: four }), now)).toEqual({
    level: 'third-or-more',
    contacts: 4,
    people: 2,
    caseId: 'k1',
  });
});

test('what does not count: 30 days ago, outgoing, wrong numbers, solved cases', () => {
  const solved = matter('k2', { status: 'solved', solvedAt: now });
  const entries = [
    ...about('k1', [1, 30, 31]),
    ...about('k2', [1, 2, 3]),
    contact('out', now - hour, { caseId: 'k1', direction: 'out' }),
    contact('wrong', now - hour, { caseId: 'k1', code: 'wrong-number' }),
  ];
  expect(repeatAlarm(facts({ cases: [matter('k1'), solved], entries }), now).level).toBe('none');
});

test('a call that nobody answered counts, but nobody was spoken to', () => {
  const entries = [
    ...about('k1', [1, 2]),
    contact('lost', now - hour, { caseId: 'k1', by: null, seconds: null }),
  ];
  expect(repeatAlarm(facts({ cases: [matter('k1')], entries }), now)).toMatchObject({
    contacts: 3,
    people: 2,
  });
});

test('a letter has no length: who read it is one of those who answered', () => {
  const entries = ['a', 'b'].map((id, n) =>
    contact(id, now - hour, { caseId: 'k1', channel: 'email', seconds: null, ...(n ? { by: omar } : {}) }),
  );
  expect(repeatAlarm(facts({ cases: [matter('k1')], entries }), now)).toMatchObject({
    contacts: 2,
    people: 2,
  });
});

test('of two matters the one with more contacts, of equals the newest case', () => {
  const cases = [matter('old', { openedAt: now - 9 * day }), matter('new', { openedAt: now - day })];
  const same = [...about('old', [1, 2]), ...about('new', [1, 2])];
  expect(repeatAlarm(facts({ cases, entries: same }), now).caseId).toBe('new');
  expect(repeatAlarm(facts({ cases, entries: [...same, ...about('old', [5])] }), now).caseId).toBe('old');
});

test('contacts that nobody wrote a case about are one matter', () => {
  expect(repeatAlarm(facts({ entries: about(null, [1, 2, 3]) }), now)).toMatchObject({
    level: 'third-or-more',
    caseId: null,
  });
});
