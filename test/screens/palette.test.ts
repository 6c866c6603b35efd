import { expect, test } from 'vitest';
import type { SearchHit } from '#shared/views/search.ts';
import { choicesOf, meantBy } from '../../src/renderer/desk/palette/choices.ts';
import { keyedActions } from '../../src/renderer/desk/palette/keyed.ts';
import { matchText } from '../../src/renderer/desk/palette/match-text.ts';
import type { PaletteAction } from '../../src/renderer/desk/palette/use-actions.ts';
import type { Handler } from '../../src/renderer/keys/use-key.ts';

const card = (id: string): SearchHit['card'] => ({
  id,
  name: id,
  guest: false,
  city: null,
  country: null,
  emails: [],
  phones: [],
  orderCount: 0,
  openCases: 0,
  lastAt: null,
  also: [],
  remarks: [],
});
const hit = (id: string, orderId: string | null = null): SearchHit => ({
  by: orderId === null ? 'name' : 'order',
  match: id,
  card: card(id),
  caseId: null,
  orderId,
});
const dark: PaletteAction = { id: 'theme-dark', label: 'Theme: dark', key: null, run: () => undefined };
const listed = (hits: SearchHit[], text = 'x') => choicesOf(text, hits, [dark]);
const first = (hits: SearchHit[]) => listed(hits)[0] ?? null;

test('an Enter before the answer means what was marked, wherever it stands in the answer', () => {
  const answer = listed([hit('b'), hit('a')]);
  expect(meantBy(first([hit('a')]), answer)).toBe(answer[1]);
  const actions = listed([hit('a')], 'dark');
  expect(meantBy(listed([], 'da')[0] ?? null, actions)).toBe(actions[1]);
});

test('what was marked and is not found any more is not taken; the only one is', () => {
  const seen = first([hit('a', 'order-1')]);
  const only = listed([hit('b', 'order-2')]);
  expect(meantBy(seen, only)).toBe(only[0]);
  expect(meantBy(null, only)).toBe(only[0]);
  expect(meantBy(seen, listed([hit('a', 'order-2'), hit('b')]))).toBeNull();
});

test('of several that nobody has seen none is guessed, and of none nothing is taken', () => {
  expect(meantBy(null, listed([hit('a'), hit('b')]))).toBeNull();
  expect(meantBy(null, [])).toBeNull();
  expect(meantBy(first([hit('a')]), [])).toBeNull();
});

test('what somebody was found by stands as it is written everywhere else', () => {
  expect(matchText({ by: 'case', match: '618757705134' })).toBe('6187 5770 5134');
  expect(matchText({ by: 'tracking', match: 'nl6262996941es' })).toBe('NL6262996941ES');
  expect(matchText({ by: 'order', match: 'es828617' })).toBe('ES828617');
  expect(matchText({ by: 'email', match: 'carmen.ruiz@example.com' })).toBe('carmen.ruiz@example.com');
});

test('an action that can be about several things is offered once for each, and its key does it with the first', () => {
  const done: string[] = [];
  const about = (id: string) => ({ id, label: `voucher ${id}`, run: () => void done.push(id) });
  const bound: Handler[] = [
    { action: 'note', run: () => undefined, each: () => [] },
    { action: 'answerRequest', run: () => undefined, each: () => [about('a'), about('b')] },
    { action: 'save', run: () => undefined, each: () => [] },
  ];
  const actions = keyedActions(bound, { label: (name) => name, key: () => 'X' });
  expect(actions.map(({ id, label, key }) => [id, label, key])).toEqual([
    ['note', 'note', 'X'],
    ['answerRequest-a', 'answerRequest · voucher a', 'X'],
    ['answerRequest-b', 'answerRequest · voucher b', null],
  ]);
  actions.at(-1)?.run();
  expect(done).toEqual(['b']);
});

test('an action is found by its words in any order, before who only has a name that begins alike and behind who was found', () => {
  const alike: SearchHit = { ...hit('Theo Darnell'), by: 'similar' };
  const ids = (hits: SearchHit[], text: string) => listed(hits, text).map(({ id }) => id);
  expect(ids([alike], 'dark the')).toEqual(['action-theme-dark', 'hit-0']);
  expect(ids([alike], 'theo')).toEqual(['hit-0']);
  expect(ids([hit('Dark')], ' dark ')).toEqual(['hit-0', 'action-theme-dark']);
});
