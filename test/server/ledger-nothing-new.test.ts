import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { nothingNew } from '#server/ledger/nothing-new.ts';
import { noLink } from '#shared/sync/chain.ts';
import { emptyHead } from '#shared/sync/standing.ts';
import { note } from '../store/fixture.ts';
import { sent } from './desk.ts';

const [linkOfEs, other] = ['a'.repeat(64), 'b'.repeat(64)];
const heads = {
  isFresh: () => true,
  epoch: () => 'e1',
  of: (team: string) => (team === 'es' ? { n: 7, link: linkOfEs } : emptyHead),
};
const es = { team: 'es', epoch: 'e1', n: 7, link: linkOfEs };
const fr = { team: 'fr', epoch: null, n: 0, link: noLink };
const ask = { cursors: [es, fr], commands: [], witnessed: [] };

test('a desk that brings nothing and is at the head of each of its teams hears so', () => {
  expect(nothingNew(heads, ['es', 'fr'], ask, 5)).toEqual({
    v: 1,
    at: 5,
    answers: [],
    recovered: [],
    heads: [
      { team: 'es', epoch: 'e1', n: 7 },
      { team: 'fr', epoch: 'e1', n: 0 },
    ],
    forks: [],
    snapshots: [],
  });
});

test.each([
  ['it is behind', { cursors: [{ ...es, n: 6, link: other }, fr] }],
  ['it is ahead of what this process has heard', { cursors: [{ ...es, n: 8, link: other }, fr] }],
  ['its link is another', { cursors: [{ ...es, link: other }, fr] }],
  ['it has nothing of a team yet', { cursors: [es] }],
  ['it has nothing at all', { cursors: [] }],
  ['it brings a command', { commands: [sent(note('c1', null))] }],
  [
    'it brings back what a ledger may have lost',
    { witnessed: [{ team: 'es', event: { id: randomUUID() } as never }] },
  ],
])('there is something to be done when %s', (_, differs) => {
  expect(nothingNew(heads, ['es', 'fr'], { ...ask, ...differs }, 5)).toBeNull();
});

test('memory that may be old answers nobody', () => {
  expect(nothingNew({ ...heads, isFresh: () => false }, ['es', 'fr'], ask, 5)).toBeNull();
});
