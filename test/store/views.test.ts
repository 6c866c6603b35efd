import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CustomerView } from '#shared/views/customer.ts';
import type { QueueItem } from '#shared/views/queue.ts';
import type { RingView, SearchHit } from '#shared/views/search.ts';
import type { Store } from '#store/store.ts';
import { quarantineSql, unreadSql } from '#store/views/aside.ts';
import { cardSql } from '#store/views/cards.ts';
import { casesSql, contactsSql, ordersSql, recentSql, toldTwiceSql } from '#store/views/customer.ts';
import {
  dueSql,
  flaggedSql,
  longOpenSql,
  mineSql,
  offeredSql,
  supervisorSql,
  watchedSql,
} from '#store/views/queue.ts';
import { answersSql, remediedSql, requestsSql, spentSql } from '#store/views/remedies.ts';
import { phoneSql } from '#store/views/ring.ts';
import { beginningsOf, foundSql, nameQuery } from '#store/views/search.ts';
import { olderSql, storySql } from '#store/views/story.ts';
import { customer, noon, openCase, order, pageOf, place, storeAt } from './fixture.ts';

const phone = (e164: string, country: string) => ({ raw: e164, e164, country });

async function peopled(): Promise<Store> {
  const store = await storeAt(place());
  store.absorb(
    pageOf(0, [
      customer('carmen', {
        name: 'Carmen Ruiz Ortega',
        emails: ['Carmen.Ruiz@example.org'],
        phones: [phone('+34600112233', 'ES'), phone('+34910000101', 'ES')],
      }),
      customer('jose', { name: 'José Ñúñez Ruiz', phones: [phone('+34910000101', 'ES')] }),
      customer('ana', { name: 'Ana María Pérez', phones: [phone('+5491123456789', 'AR')] }),
      order('1001', 'carmen', {
        shipments: [
          {
            id: 's1',
            leftAt: noon,
            carrier: 'NorteLog',
            tracking: 'NL-4411 2299',
            trackingUrl: null,
            lines: [{ lineId: '1', quantity: 1 }],
            promisedAt: null,
            deliveredAt: null,
            signedBy: null,
            events: [],
          },
        ],
      }),
      order('1002', 'ana', { number: 'PED-2026-01042' }),
      order('1003', 'jose', { number: 'WC-77' }),
    ]),
  );
  return store;
}

test.each([
  ['name', 'carmen', ['carmen']],
  ['name without accents, in any order', 'nunez jose', ['jose']],
  ['name with accents', 'PÉREZ ma', ['ana']],
  ['the beginnings of words', 'rui ort', ['carmen']],
  ['a phone written for humans', '600 11 22 33', ['carmen']],
  ['a phone half typed', '+34 6001', ['carmen']],
  ['a phone half typed without its country', '60011', ['carmen']],
  ['the last four digits', '2233', ['carmen']],
  ['a shared number', '910 00 01 01', ['carmen', 'jose']],
  ['an Argentine number as it is said', '2345-6789', ['ana']],
  ['an e-mail in other case', 'carmen.ruiz@EX', ['carmen']],
  ['an order as people say it', '#1001', ['carmen']],
  ['the digits of an order as they are read aloud', '202601042', ['ana']],
  ['the last digits of an order, without zeros', '1042', ['ana']],
  ['the last digits of an order, with zeros', '01042', ['ana']],
  ['an order half typed', 'PED-20', ['ana']],
  ['the digits of an order half typed', '2026', ['ana']],
  ['a short number that is just that', '77', ['jose']],
  ['digits that are of half a shop', '202', []],
  ['a tracking number with other blanks', 'nl44112299', ['carmen']],
  ['nobody', 'xyzzy', []],
  ['quotes and operators are text', '"carmen* OR', ['carmen']],
])('search finds by %s', async (_, text, ids) => {
  const store = await peopled();
  const hits = store.view({ view: 'search', text, limit: 20 }) as SearchHit[];
  expect([...new Set(hits.map((h) => h.card.id))].sort()).toEqual(ids);
});

test.each([
  ['+34600112233', ['carmen']],
  ['0034 600 11 22 33', ['carmen']],
  ['sip:+34600112233@pbx.example.org', ['carmen']],
  ['910000101', ['carmen', 'jose']],
  ['+541123456789', ['ana']],
  ['anonymous', []],
  ['2233', []],
  ['+34699999999', []],
])('a ring from %s matches %j', async (from, ids) => {
  const store = await peopled();
  const ring = store.view({ view: 'ring', from }) as RingView;
  expect(ring.matches.map((m) => m.id).sort()).toEqual(ids);
  expect(ring.customer?.customer.id ?? null).toBe(ids.length === 1 ? ids[0] : null);
});

test('a withheld number says so', async () => {
  const store = await peopled();
  expect(store.view({ view: 'ring', from: 'anonymous' })).toMatchObject({
    number: { withheld: true },
    matches: [],
  });
});

test('money of several currencies stands apart, refunds and cancellations taken off', async () => {
  const store = await storeAt(place());
  const refund = {
    id: 'r',
    kind: 'refund',
    status: 'done',
    at: noon,
    amount: { minor: 500, currency: 'EUR' },
    method: null,
  } as const;
  store.absorb(
    pageOf(0, [
      customer('c1'),
      order('a', 'c1', { total: 2500, payments: [refund] }),
      order('b', 'c1', { total: -300, kind: 'cancellation' }),
      order('c', 'c1', { total: 9900, currency: 'GBP' }),
      order('d', 'c1', { total: 777, cancelledAt: noon }),
    ]),
  );
  expect(store.view({ view: 'customer', customerId: 'c1' })).toMatchObject({
    totals: {
      orders: 3,
      spent: [
        { minor: 9900, currency: 'GBP' },
        { minor: 1700, currency: 'EUR' },
      ],
    },
  });
});

test('a case about a failure says what its orders are of and who carried them, another one does not', async () => {
  const store = await peopled();
  const open = (kind: 'damaged' | 'question') => ({
    ...openCase('carmen', randomUUID(), kind),
    data: { subject: kind, words: '', kind, orderId: '1001' },
  });
  store.record([open('damaged'), open('question')]);
  const { cases } = store.view({ view: 'customer', customerId: 'carmen' }) as CustomerView;
  const concerns = Object.fromEntries(cases.map((one) => [one.subject, one.concerns]));
  expect(concerns).toEqual({
    damaged: { products: ['Toner'], carriers: ['NorteLog'] },
    question: { products: [], carriers: [] },
  });
});

test.each([
  ['story', storySql, ['c', 9], 'PRIMARY KEY (customer_id=?)'],
  ['older story', olderSql, ['c', 1, 1, 'x', 9], 'PRIMARY KEY (customer_id=? AND at<?)'],
  ['cases', casesSql, ['c'], 'PRIMARY KEY (customer_id=?)'],
  ['orders', ordersSql, ['c'], 'PRIMARY KEY (customer_id=?)'],
  ['contacts', contactsSql, ['c'], 'PRIMARY KEY (customer_id=?)'],
  ['told of links twice', toldTwiceSql, ['c', 'd'], 'PRIMARY KEY (customer_id=?)'],
  ['recent contacts', recentSql, ['c', 1], 'PRIMARY KEY (customer_id=? AND at>?)'],
  ['queue', mineSql, ['lucia'], 'case_now_mine (owner=?)'],
  ['queue, flagged', flaggedSql, ['lucia'], 'case_now_flagged (owner=?)'],
  ['queue, asked', offeredSql, ['lucia'], 'case_now_offered (offered_to=?)'],
  ['given by one person', spentSql, ['lucia', '2026-11'], 'given_now_by (by=? AND month=?)'],
  ['cases with remedies', remediedSql, ['c'], 'PRIMARY KEY (customer_id=?)'],
  ['answers to read', answersSql, ['lucia'], 'answer_now_asked (asked_by=?)'],
  ['requests', requestsSql, [], 'case_now_requested'],
  ['promises of others', dueSql, ['lucia'], 'case_now_due'],
  ['who asked for a supervisor', supervisorSql, [], 'case_now_supervisor'],
  ['flagged facts', watchedSql, [noon], 'case_now_flagged_at (flagged_at>?)'],
  ['open for long', longOpenSql, [noon, 'lucia'], 'case_now_opened'],
  ['phone', phoneSql, ['34'], 'PRIMARY KEY (kind=? AND value=?)'],
  ['cards', cardSql, ['c'], 'SEARCH n USING PRIMARY KEY (customer_id=?)'],
  ['numbers', foundSql, ['phone', '3', '4', 9], 'PRIMARY KEY (kind=? AND value>? AND value<?)'],
])('the list of %s is read through its index', async (_, sql, bound, index) => {
  const store = await storeAt(place());
  const plan = store.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...bound) as { detail: string }[];
  expect(plan.map((step) => step.detail).join('\n')).toContain(index);
  expect(plan.some((step) => /^SCAN (?!name_search)/.test(step.detail))).toBe(false);
});

test('what is kept aside is read in its order, no more of it than is shown, and its events by their key', async () => {
  const store = await storeAt(place());
  const planOf = (sql: string) => {
    const plan = store.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(9) as { detail: string }[];
    return plan.map((step) => step.detail).join('\n');
  };
  expect(planOf(unreadSql)).toBe('SCAN unread');
  expect(planOf(quarantineSql)).toContain('PRIMARY KEY (customer_id=? AND stream=? AND n=?)');
  expect(planOf(quarantineSql)).not.toContain('TEMP B-TREE');
});

test('a name query never lets an operator of the search language through', () => {
  expect(nameQuery('Ana OR NEAR(x) -y "z')).toBe('"Ana"* AND "OR"* AND "NEAR"* AND "x"* AND "y"* AND "z"*');
  expect(nameQuery('123 --')).toBeNull();
});

// With its four calls: a story of which the first answer holds all, one that just fills it, one that just does not, a long one.
test.each([95, 96, 97, 300])(
  'every contact of the last month is counted, however much else happened since: %i orders',
  async (much) => {
    const store = await storeAt(place());
    const call = (at: number, direction: 'in' | 'out') => ({
      id: `${randomUUID()}:0`,
      type: 'contact.recorded.1',
      customerId: 'c1',
      caseId: null,
      at,
      by: 'mateo',
      data: {
        contactId: randomUUID(),
        channel: 'call',
        direction,
        number: null,
        start: at,
        end: at,
        code: null,
      },
    });
    const day = 86_400_000;
    const noise = Array.from({ length: much }, (_, i) => order(`o${i}`, 'c1', { placedAt: noon - i * 1000 }));
    const calls = [
      call(noon - day, 'in'),
      call(noon - 29 * day, 'in'),
      call(noon - 31 * day, 'in'),
      call(noon, 'out'),
    ];
    store.absorb(pageOf(0, [customer('c1'), ...noise, ...calls]));
    const view = store.view({ view: 'customer', customerId: 'c1' }) as CustomerView;
    expect(view.recentContacts.map((one) => one.at)).toEqual([noon - day, noon - 29 * day]);
    expect(view.totals).toMatchObject({ contacts: 4, lastContactAt: noon, storyEntries: much + 4 });
    expect(view.story.next === null).toBe(much < 96);
  },
);

test('a view that cannot be made ends its reading: what a person writes then is kept', async () => {
  const store = await storeAt(place());
  store.absorb(pageOf(0, [customer('c1')]));
  store.db.exec("UPDATE customer_now SET body = 'no object'");
  expect(() => store.view({ view: 'customer', customerId: 'c1' })).toThrow(SyntaxError);
  expect(store.db.inTransaction).toBe(false);
  store.draft({ key: 'shell.x', body: '1' });
  expect(store.view({ view: 'drafts' })).toMatchObject([{ key: 'shell.x' }]);
});

test('names come before e-mails unless an @ is typed, and many orders never hide a phone', async () => {
  const store = await storeAt(place());
  const orders = Array.from({ length: 30 }, (_, i) => order(`2233${100 + i}`, 'many'));
  store.absorb(
    pageOf(0, [
      customer('named', { name: 'Agu Ferrer' }),
      customer('mailed', { name: 'Somebody', emails: ['agu@example.org'] }),
      customer('rung', { phones: [phone('+34600112233', 'ES')] }),
      customer('many'),
      ...orders,
    ]),
  );
  const find = (text: string) => store.view({ view: 'search', text, limit: 10 }) as SearchHit[];
  expect(find('agu').map((h) => h.card.id)).toEqual(['named', 'mailed']);
  expect(find('agu@')[0]?.card.id).toBe('mailed');
  expect(find('2233').map((h) => h.card.id)).toContain('rung');
  expect(find('2233')).toHaveLength(10);
});

test('what a supervisor sees besides: cases of others that are open for long, the oldest first', async () => {
  const store = await storeAt(place());
  const day = 86_400_000;
  const opened = (caseId: string, by: string, at: number) => ({
    id: `${randomUUID()}:0`,
    type: 'case.opened.1',
    customerId: 'c1',
    caseId,
    at,
    by,
    data: { number: '204512345678', subject: caseId, words: '', kind: 'late', orderId: null },
  });
  const solved = {
    id: `${randomUUID()}:0`,
    type: 'case.solved.1',
    customerId: 'c1',
    caseId: 'k4',
    at: noon,
    by: 'tom',
    data: { how: 'Told' },
  };
  store.absorb(
    pageOf(0, [
      customer('c1'),
      opened('k1', 'mateo', noon - 20 * day),
      opened('k2', 'tom', noon - 40 * day),
      opened('k3', 'lucia', noon - 40 * day),
      opened('k4', 'tom', noon - 40 * day),
      opened('k5', 'tom', noon - 5 * day),
      solved,
    ]),
  );
  const view = store.view({ view: 'long-open' }) as QueueItem[];
  expect(view.map(({ caseId }) => caseId)).toEqual(['k2', 'k1']);
});

test('of a name that nobody has, names that begin alike are shown, and said to be no more than that', async () => {
  const store = await storeAt(place());
  store.absorb(
    pageOf(0, [
      customer('rosa', { name: 'Rosa Agüero Cañizares' }),
      customer('ana', { name: 'Ana Agudo', emails: ['agueror@example.org'] }),
    ]),
  );
  const found = (text: string) =>
    (store.view({ view: 'search', text, limit: 9 }) as SearchHit[]).map(({ by, card }) => [by, card.id]);
  expect(found('Aguero Canisares')).toEqual([['similar', 'rosa']]);
  expect(found('Rosa Agueor')).toEqual([['similar', 'rosa']]);
  // As long as somebody is called that, nobody else is named.
  expect(found('aguero')).toEqual([
    ['name', 'rosa'],
    ['email', 'ana'],
  ]);
  // Of a number nothing is guessed, nor of what is short enough to be right.
  for (const text of ['ES-999999', 'Rosa 12345', 'agueror@nowhere', 'Xavi', 'Tobias'])
    expect(found(text)).toEqual([]);
  expect(beginningsOf('Ana')).toBeNull();
  expect(beginningsOf('María del Carmen')).toBe('Marí del Carm');
});
