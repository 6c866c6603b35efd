import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { nothingNewAt } from '#server/ledger/nothing-new.ts';
import { noLink } from '#shared/sync/chain.ts';
import { exchangeAnswer } from '#shared/sync/exchange.ts';
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
const teams = ['es', 'fr'];
const nothingNew = nothingNewAt(heads);
const read = (text: string | null) => text && JSON.parse(text);

const answer = {
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
  pages: [],
};

test('a desk that brings nothing and is at the head of each of its teams hears so', () => {
  const said = read(nothingNew(teams, ask, 5));
  expect(said).toEqual(answer);
  expect(exchangeAnswer.parse(said)).toEqual(answer);
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
  expect(nothingNew(teams, { ...ask, ...differs }, 5)).toBeNull();
});

test('memory that may be old answers nobody', () => {
  expect(nothingNewAt({ ...heads, isFresh: () => false })(teams, ask, 5)).toBeNull();
});

test('the same ask hears what is so when it comes: another time, epoch or teams, and nothing when a head moved or is not known', () => {
  let now = { fresh: true, epoch: 'e1', head: { n: 7, link: linkOfEs } };
  const said = nothingNewAt({
    isFresh: () => now.fresh,
    epoch: () => now.epoch,
    of: (team) => (team === 'es' ? now.head : emptyHead),
  });
  expect(read(said(teams, ask, 5))).toEqual(answer);
  expect(read(said(teams, ask, 6))).toEqual({ ...answer, at: 6 });
  expect(read(said(['es'], ask, 6)).heads).toEqual([{ team: 'es', epoch: 'e1', n: 7 }]);
  expect(said(['es', 'it'], ask, 6)).toBeNull();
  for (const other of [
    { fresh: false },
    { head: { n: 8, link: linkOfEs } },
    { head: { n: 7, link: noLink } },
    { head: emptyHead },
  ]) {
    const before = now;
    now = { ...now, ...other };
    expect(said(teams, ask, 6)).toBeNull();
    now = before;
  }
  expect(read(said(teams, ask, 6))).toEqual({ ...answer, at: 6 });
  now.epoch = 'e2';
  expect(read(said(teams, ask, 7)).heads).toEqual([
    { team: 'es', epoch: 'e2', n: 7 },
    { team: 'fr', epoch: 'e2', n: 0 },
  ]);
});
