import { expect, test } from 'vitest';
import type { CommandAsk } from '#shared/case/commands.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import type { QueueView } from '#shared/views/queue.ts';
import type { StoryPage } from '#shared/views/story.ts';
import { myClaimsSql, offeredClaimsSql } from '#store/views/claims.ts';
import { customer, noon, openCase, pageOf, place, storeAt } from './fixture.ts';
import { shown, shownAnew } from './shown.ts';

const day = 86_400_000;
const caseId = 'a1b2c3d4-0000-4000-8000-000000000001';

function claim(claimId: string, dueAt: number | null): CommandAsk {
  return {
    type: 'claim.open',
    customerId: 'c1',
    caseId,
    data: {
      claimId,
      against: 'carrier',
      name: 'NorteLog',
      reference: '',
      orderId: null,
      trackingNumber: 'NL1',
      amount: { minor: 2500, currency: 'EUR' },
      reason: 'lost',
      text: 'It never arrived',
      filed: false,
      dueAt,
    },
  };
}

async function claiming() {
  const store = await storeAt(place());
  store.absorb(pageOf(0, [customer('c1', { name: 'Carmen Ruiz' })]));
  store.record([
    openCase('c1', caseId),
    claim('late', noon + 9 * day),
    claim('soon', noon + day),
    claim('never', null),
  ]);
  return store;
}

const queue = (store: Awaited<ReturnType<typeof claiming>>) =>
  (store.view({ view: 'queue' }) as QueueView).claims.map(({ claimId }) => claimId);

test('open claims stand in the queue, the nearest first, also of a solved case', async () => {
  const store = await claiming();
  expect(queue(store)).toEqual(['soon', 'late', 'never']);
  store.record([{ type: 'case.solve', customerId: 'c1', caseId, data: { how: 'Sent again' } }]);
  expect((store.view({ view: 'queue' }) as QueueView).mine).toEqual([]);
  expect(queue(store)).toEqual(['soon', 'late', 'never']);
  const back = { minor: 2000, currency: 'EUR' };
  store.record([
    {
      type: 'claim.close',
      customerId: 'c1',
      caseId,
      data: { claimId: 'soon', outcome: 'partly-paid', back, text: '' },
    },
  ]);
  expect(queue(store)).toEqual(['late', 'never']);
  const { cases } = store.view({ view: 'customer', customerId: 'c1' }) as CustomerView;
  expect(cases[0]?.claims.map(({ id, status }) => [id, status])).toEqual([
    ['never', 'open'],
    ['late', 'open'],
    ['soon', 'closed'],
  ]);
  const story = store.view({ view: 'story', customerId: 'c1', after: null, limit: 50 }) as StoryPage;
  expect(story.entries.map(({ kind }) => kind)).toEqual([
    'claim-closed',
    'case-solved',
    'claim-opened',
    'claim-opened',
    'claim-opened',
    'case-opened',
  ]);
});

test('a claim that somebody asked this person to take stands first; taken, it stays when the case moves on', async () => {
  const store = await claiming();
  const event = (n: number, by: string, type: string, data: object, at = noon) => ({
    id: `e${n}:0`,
    type,
    customerId: 'c2',
    caseId: 'k2',
    at,
    by,
    data,
  });
  const { number: _, ...data } = { number: null, ...claim('theirs', noon + 30 * day).data } as Record<
    string,
    unknown
  >;
  store.absorb(
    pageOf(1, [
      customer('c2'),
      event(1, 'mateo', 'case.opened.1', {
        number: '123456789012',
        subject: 'Lost',
        words: '',
        kind: 'lost',
        orderId: null,
      }),
      event(2, 'mateo', 'claim.opened.1', data),
      event(3, 'mateo', 'claim.offered.1', { claimId: 'theirs', to: 'lucia', why: 'You know them' }),
    ]),
  );
  expect(queue(store)).toEqual(['theirs', 'soon', 'late', 'never']);
  store.record([
    { type: 'claim.take', customerId: 'c2', caseId: 'k2', data: { claimId: 'theirs', from: 'mateo' } },
  ]);
  expect(queue(store)).toEqual(['soon', 'late', 'theirs', 'never']);
  store.absorb(pageOf(5, [event(6, 'tom', 'case.taken.1', { from: 'mateo' })]));
  expect(queue(store)).toEqual(['soon', 'late', 'theirs', 'never']);
});

test('made anew they are the same, and the queue finds them by an index', async () => {
  const store = await claiming();
  const before = shown(store);
  expect(before.claim_now).toHaveLength(3);
  expect(await shownAnew(store)).toEqual(before);
  const plan = (sql: string) =>
    store.db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all('lucia')
      .map((row) => (row as { detail: string }).detail)
      .join('\n');
  expect(plan(myClaimsSql)).toContain('claim_now_mine');
  expect(plan(offeredClaimsSql)).toContain('claim_now_offered');
});
