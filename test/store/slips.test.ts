import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { signingOf } from '#server/identity/signing.ts';
import type { CommandAsk } from '#shared/case/commands.ts';
import type { EventEnvelope } from '#shared/case/events.ts';
import { lifeOf, type Slip, slipKind } from '#shared/recovery/slip.ts';
import type { RemediesView } from '#shared/views/remedies.ts';
import { sinceSql } from '#store/slips.ts';
import { openStore, type Store } from '#store/store.ts';
import { accountIn } from '#store/sync/account.ts';
import { compensationOf, slipOf } from '../recovery/sample.ts';
import { customer, desk, noon, openCase, pageOf, place } from './fixture.ts';

const signing = signingOf(randomBytes(32));
const device = '7d1c9a52-6c3f-4a7e-9a51-0a2d2f1f7d22';
/** Of November, with what the manual gives nobody: seventy euros at a time, ninety in the month, of which twenty are spent. */
const hers = (more: Partial<Slip> = {}): Slip =>
  slipOf({
    period: '2026-11',
    once: 7000,
    month: 9000,
    spent: [{ minor: 2000, currency: 'EUR' }],
    n: 4,
    issued: noon,
    ...lifeOf('2026-11', noon),
    ...more,
  });

/** A store of Lucía's with a customer of the team es, at a moment that a test moves. */
async function seat(slips: readonly string[] | null): Promise<{
  store: Store;
  at: (moment: number) => void;
  signIn: (slips: readonly string[] | null) => void;
}> {
  let clock = noon;
  const store = await openStore({ ...place(), fresh: true, desk, now: () => clock });
  store.absorb(pageOf(0, [customer('c1')]));
  const signIn = (slips: readonly string[] | null) =>
    accountIn(store.db).keep({
      person: { ...desk.person, role: 'agent', skills: [], level: 1 },
      company: '',
      teams: [
        { id: 'home', name: 'Home' },
        { id: 'es', name: 'España' },
      ],
      token: 't',
      tokenUntil: noon,
      refresh: 'r',
      device,
      ...(slips === null ? {} : { centreKey: signing.publicKey, slips: [...slips] }),
    });
  signIn(slips);
  store.record([openCase('c1', 'k1')]);
  return {
    store,
    signIn,
    at: (moment) => {
      clock = moment;
    },
  };
}

const give = (id: string, minor: number): CommandAsk => ({
  type: 'compensation.give',
  customerId: 'c1',
  caseId: 'k1',
  data: compensationOf(id, { orderId: id, amount: { minor, currency: 'EUR' } }),
});
const view = (store: Store) => store.view({ view: 'remedies', customerId: 'c1' }) as RemediesView;
const carried = (store: Store): unknown[] =>
  store.db
    .prepare<[], Buffer>("SELECT bytes FROM outbox WHERE type LIKE 'compensation.%' ORDER BY seq")
    .pluck()
    .all()
    .map((bytes) => JSON.parse(bytes.toString('utf8')).slip);

test('what a slip allows is what it left and what was given here since; what is given carries it, and no page sees it', async () => {
  const text = signing.sign(slipKind, hers());
  const { store } = await seat([text]);
  expect(view(store).may).toMatchObject({
    terms: { once: 7000, month: 9000, currency: 'EUR' },
    spent: [{ minor: 2000 }],
    until: hers().until,
  });
  store.record([give('g1', 3000)]);
  expect(view(store).may).toMatchObject({ spent: [{ minor: 5000, currency: 'EUR' }] });
  expect(carried(store)).toEqual([text]);
  expect(JSON.stringify(view(store))).not.toContain(text.split('.')[2]);
});

test('what the slip counts already is not counted twice, nor what was given in another month or by somebody else', async () => {
  const { store, signIn } = await seat([signing.sign(slipKind, hers({ n: 4 }))]);
  const given = (id: string, more: Partial<EventEnvelope> = {}): EventEnvelope => ({
    id: `${randomUUID()}:0`,
    type: 'compensation.given.1',
    customerId: 'c1',
    caseId: 'k9',
    at: noon - 1000,
    by: 'lucia',
    data: compensationOf(id, { orderId: id, amount: { minor: 500, currency: 'EUR' } }),
    ...more,
  });
  const { subject, words, kind, orderId } = (openCase('c1') as Extract<CommandAsk, { type: 'case.open' }>)
    .data;
  const opened = {
    ...given('x'),
    type: 'case.opened.1',
    data: { subject, words, kind, orderId, number: '123456789012' },
  };
  // Numbers 2 to 6: the slip was issued when the stream ended at 4.
  store.absorb(
    pageOf(1, [
      opened,
      given('a'),
      given('b'),
      given('c', {
        type: 'compensation.given.2',
        data: {
          ...compensationOf('c'),
          amount: { minor: 500, currency: 'EUR' },
          besides: { minor: 790, currency: 'EUR' },
        },
      }),
      given('d', { by: 'mateo' }),
      given('e', { at: Date.UTC(2026, 9, 31) }),
    ]),
  );
  expect(view(store).may).toMatchObject({ spent: [{ minor: 2500 }] });
  signIn([signing.sign(slipKind, hers({ n: 5, spent: [{ minor: 2500, currency: 'EUR' }] }))]);
  expect(view(store).may).toMatchObject({ spent: [{ minor: 2500 }] });
});

test('when the month is over nothing may be given at once, and a slip of the new month makes it good again', async () => {
  const { store, at, signIn } = await seat([signing.sign(slipKind, hers())]);
  at(Date.UTC(2026, 10, 29));
  expect(view(store).may).toEqual({ why: 'age', period: '2026-11' });
  at(Date.UTC(2026, 11, 1));
  expect(view(store).may).toEqual({ why: 'month', period: '2026-11' });
  // It was said to the customer: it is kept, and has nothing to show for it.
  store.record([give('g1', 100)]);
  expect(carried(store)).toEqual([undefined]);
  const issued = Date.UTC(2026, 11, 1);
  signIn([
    signing.sign(slipKind, hers({ period: '2026-12', issued, spent: [], ...lifeOf('2026-12', issued) })),
  ]);
  expect(view(store).may).toMatchObject({ spent: [{ minor: 100 }] });
});

test.each<[string, () => string]>([
  ['with another key', () => signingOf(randomBytes(32)).sign(slipKind, hers())],
  ['about something else', () => signing.sign('wipe', hers())],
  ['for somebody else', () => signing.sign(slipKind, hers({ person: 'mateo' }))],
  ['for another machine', () => signing.sign(slipKind, hers({ device: randomUUID() }))],
  ['for another team', () => signing.sign(slipKind, hers({ team: 'home' }))],
])('a slip that was signed %s allows nothing', async (_, text) => {
  const { store } = await seat([text()]);
  expect(view(store).may).toEqual({ why: 'none', period: null });
  store.record([give('g1', 100)]);
  expect(carried(store)).toEqual([undefined]);
});

test('where the centre gives out no slips, the manual and the role say it', async () => {
  const { store } = await seat(null);
  store.record([give('g1', 100)]);
  expect(view(store)).toMatchObject({ may: null, spent: [{ minor: 100 }] });
  expect(carried(store)).toEqual([undefined]);
});

test('what was given since is found by its person and month, and each case by its key', async () => {
  const { store } = await seat(null);
  const bound = { by: 'lucia', month: '2026-11', team: 'es', n: 1 };
  const plan = store.db.prepare(`EXPLAIN QUERY PLAN ${sinceSql}`).all(bound) as { detail: string }[];
  const text = plan.map(({ detail }) => detail).join('\n');
  expect(text).toContain('SEARCH g USING INDEX given_now_by (by=? AND month=?)');
  expect(text).toContain('SEARCH e USING PRIMARY KEY (customer_id=? AND stream=? AND n<?)');
  expect(text).not.toContain('SCAN');
});
