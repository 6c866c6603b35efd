import { expect, test } from 'vitest';
import type { EventEnvelope } from '#shared/case/events.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import type { QueueView } from '#shared/views/queue.ts';
import type { StoryEntry } from '#shared/views/story.ts';
import { customer, noon, openCase, order, pageOf, place, storeAt } from './fixture.ts';

const day = 86_400_000;
const made: EventEnvelope = {
  id: '0190b7a4-0000-7000-8000-000000000001:0',
  type: 'promise.made.2',
  customerId: 'c1',
  caseId: null,
  at: noon,
  by: 'lucia',
  data: {
    promiseId: 'p1',
    text: 'It leaves today',
    until: noon + 3_600_000,
    proof: { orderId: '1001', event: 'shipped' },
    zone: 'Europe/Madrid',
  },
};
const kept: EventEnvelope = {
  ...made,
  id: made.id.replace(':0', ':50'),
  type: 'promise.ended.1',
  at: noon + 2 * day,
  by: 'hilo',
  data: { promiseId: 'p1', outcome: 'kept', text: '' },
};

test('a promise that kept itself is shown as kept by Hilo, with how late, where it was made and where it ended', async () => {
  const store = await storeAt(place());
  store.absorb(pageOf(0, [customer('c1'), order('1001', 'c1'), made]));
  const view = () => store.view({ view: 'customer', customerId: 'c1' }) as CustomerView;
  expect(view().promises).toMatchObject([
    { state: 'pending', proof: { orderId: '1001', event: 'shipped' }, ended: null },
  ]);
  expect((store.view({ view: 'queue' }) as QueueView).promises).toMatchObject([
    { id: 'p1', zone: 'Europe/Madrid', place: { country: null, region: null } },
  ]);
  store.absorb(pageOf(3, [kept]));
  expect(view().promises).toMatchObject([
    { state: 'kept', ended: { at: noon + 2 * day, by: { id: 'hilo', name: 'Hilo' } } },
  ]);
  expect((store.view({ view: 'queue' }) as QueueView).promises).toEqual([]);
  const told = view().story.entries.filter(({ kind }) => kind.startsWith('promise')) as StoryEntry[];
  expect(told).toMatchObject([
    { kind: 'promise-ended', by: { name: 'Hilo' }, late: 2, proof: 'shipped', orderId: '1001' },
    { kind: 'promise', state: 'kept', late: 2 },
  ]);
});

test('time on a case is summed, is no entry of the story and moves it nowhere in the queue', async () => {
  const store = await storeAt(place());
  store.absorb(pageOf(0, [customer('c1')]));
  const open = openCase('c1');
  store.record([open]);
  const lastAt = () => (store.view({ view: 'queue' }) as QueueView).mine[0]?.lastAt;
  const before = lastAt();
  const spend = { type: 'time.spend', customerId: 'c1', caseId: open.caseId, data: { seconds: 90 } } as const;
  store.record([spend, spend]);
  const { cases, story } = store.view({ view: 'customer', customerId: 'c1' }) as CustomerView;
  expect(cases[0]?.spent).toEqual([{ by: { id: 'lucia', name: 'Lucía Ferrer' }, seconds: 180 }]);
  expect(story.entries).toHaveLength(1);
  expect(lastAt()).toBe(before);
});
