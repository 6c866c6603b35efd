import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CommandAsk } from '#shared/case/commands.ts';
import type { Compensation } from '#shared/case/compensation.ts';
import type { RemediesView, RequestItem } from '#shared/views/remedies.ts';
import type { StoryPage } from '#shared/views/story.ts';
import type { Store } from '#store/store.ts';
import { compensationOf } from '../recovery/sample.ts';
import { customer, noon, openCase, pageOf, place, storeAt } from './fixture.ts';

const give = (caseId: string, id: string, more: Partial<Compensation> = {}): CommandAsk => ({
  type: 'compensation.give',
  customerId: 'c1',
  caseId,
  data: compensationOf(id, more),
});
const event = (type: string, by: string, data: object) => ({
  id: `${randomUUID()}:0`,
  type,
  customerId: 'c1',
  caseId: 'k9',
  at: noon,
  by,
  data,
});
const opened = { number: '204512345678', subject: 'Ink', words: '', kind: 'late', orderId: null };
const remedies = (store: Store, customerId: string) =>
  store.view({ view: 'remedies', customerId }) as RemediesView;
const requests = (store: Store) => store.view({ view: 'requests' }) as RequestItem[];

async function desk(): Promise<Store> {
  const store = await storeAt(place());
  const ids: [string, string] = ['c1', 'c2'];
  const twin = { type: 'twin' as const, id: 't', customerIds: ids, why: 'same-address' as const };
  store.absorb(pageOf(0, [customer('c1'), customer('c2'), twin]));
  store.record([openCase('c1', 'k1', 'Toner'), openCase('c1', 'k2', 'Paper')]);
  return store;
}

test('what was given to a customer, and to who may be the same person, is shown before anything is given', async () => {
  const store = await desk();
  store.record([give('k1', 'g1')]);
  store.record([give('k2', 'g2', { orderId: 'o2', amount: { minor: 500, currency: 'EUR' } })]);
  const of = (id: string) =>
    remedies(store, id).earlier.map(({ compensation, subject, why }) => [
      compensation.compensationId,
      subject,
      why,
    ]);
  expect(of('c1')).toEqual([
    ['g2', 'Paper', 'same-customer'],
    ['g1', 'Toner', 'same-customer'],
  ]);
  expect(of('c2')).toEqual([
    ['g2', 'Paper', 'same-address'],
    ['g1', 'Toner', 'same-address'],
  ]);
  expect(remedies(store, 'c1').spent).toEqual([{ currency: 'EUR', minor: 1500 }]);
});

test('what was given under another record of the same person is shown as theirs, and to their twins', async () => {
  const store = await desk();
  store.absorb(pageOf(3, [customer('c3')]));
  store.record([give('k1', 'g1')]);
  const data = { into: 'c3', why: 'said so' };
  store.record([{ type: 'customer.link', customerId: 'c1', caseId: null, data }]);
  const of = (id: string) =>
    remedies(store, id).earlier.map(({ compensation: c, why }) => [c.compensationId, why]);
  expect([of('c3'), of('c1'), of('c2')]).toEqual([
    [['g1', 'same-customer']],
    [['g1', 'same-customer']],
    [['g1', 'same-address']],
  ]);
});

test('what is taken back is neither spent nor shown as given', async () => {
  const store = await desk();
  store.record([give('k1', 'g1')]);
  const data = { compensationId: 'g1', text: 'The wrong customer' };
  store.record([{ type: 'compensation.withdraw', customerId: 'c1', caseId: 'k1', data }]);
  expect(remedies(store, 'c1')).toEqual({ spent: [], may: null, earlier: [] });
});

test('what is asked for waits where whoever decides sees it, and is spent by nobody until then', async () => {
  const store = await desk();
  store.record([
    {
      type: 'compensation.request',
      customerId: 'c1',
      caseId: 'k1',
      data: { ...compensationOf('r1'), why: 'Ten years with us' },
    },
  ]);
  expect(requests(store)).toMatchObject([
    {
      caseId: 'k1',
      customerName: 'Customer c1',
      compensation: { compensationId: 'r1', state: 'requested', why: 'Ten years with us' },
    },
  ]);
  expect(remedies(store, 'c1')).toMatchObject({
    spent: [],
    earlier: [{ compensation: { state: 'requested' } }],
  });
  const data = { compensationId: 'r1', text: '' };
  expect(() =>
    store.record([{ type: 'compensation.approve', customerId: 'c1', caseId: 'k1', data }]),
  ).toThrow('own-request');
});

test('whoever would ask again sees that it was declined, and why', async () => {
  const store = await desk();
  store.absorb(
    pageOf(3, [
      event('case.opened.1', 'lucia', opened),
      event('compensation.requested.1', 'lucia', { ...compensationOf('r1'), why: 'Ten years with us' }),
      event('compensation.declined.1', 'ines', { compensationId: 'r1', text: 'The carrier pays' }),
    ]),
  );
  expect(remedies(store, 'c1')).toMatchObject({
    spent: [],
    earlier: [{ compensation: { state: 'declined', answered: { text: 'The carrier pays' } } }],
  });
});

test('whoever asked finds the answer in their queue until they have read it', async () => {
  const store = await desk();
  const asked = { ...compensationOf('r1'), why: 'Ten years with us' };
  const answers = () => store.view({ view: 'answers' }) as RequestItem[];
  store.absorb(
    pageOf(3, [
      event('case.opened.1', 'lucia', opened),
      event('compensation.requested.1', 'lucia', asked),
      event('compensation.requested.1', 'tom', { ...asked, compensationId: 'r2' }),
      event('compensation.requested.1', 'lucia', { ...asked, compensationId: 'r3' }),
    ]),
  );
  expect(answers()).toEqual([]);
  const yes = (compensationId: string) =>
    event('compensation.approved.1', 'ines', { compensationId, text: 'Of course' });
  store.absorb(pageOf(7, [yes('r1'), yes('r2')]));
  expect(answers()).toMatchObject([
    {
      subject: 'Ink',
      compensation: { compensationId: 'r1', state: 'given', answered: { text: 'Of course' } },
    },
  ]);
  const amount = { minor: 400, currency: 'EUR' };
  store.absorb(
    pageOf(9, [event('compensation.approved.2', 'ines', { compensationId: 'r3', text: '', amount })]),
  );
  expect(answers().find(({ compensation }) => compensation.compensationId === 'r3')).toMatchObject({
    compensation: { amount, askedFor: asked.amount },
  });
  const data = { compensationId: 'r1' };
  store.record([{ type: 'compensation.read-answer', customerId: 'c1', caseId: 'k9', data }]);
  expect(answers()).toEqual([]);
  // It says nothing to the customer's story.
  const { entries } = store.view({ view: 'story', customerId: 'c1', after: null, limit: 20 }) as StoryPage;
  expect(entries.filter(({ kind }) => kind === 'compensation-answered')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ answer: 'approved', amount, askedFor: asked.amount }),
      expect.objectContaining({ amount: asked.amount, askedFor: null }),
    ]),
  );
  expect(entries.find((one) => one.kind === 'compensation')).toMatchObject({
    why: 'Ten years with us',
  });
  expect(entries.filter(({ kind }) => kind === 'newer')).toEqual([]);
});
