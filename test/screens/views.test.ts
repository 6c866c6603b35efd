import { expect, test } from 'vitest';
import type { Reply } from '#shared/bridge.ts';
import type { ViewRequest } from '#shared/views.ts';
import { createViewCache, keyOf, touches } from '../../src/renderer/live/view-cache.ts';

const queue: ViewRequest = { view: 'queue' };
const customer = (id: string): ViewRequest => ({ view: 'customer', customerId: id });

/** A store that answers when it is told to. */
const desk = () => {
  const asked: { request: ViewRequest; answer: (value: unknown) => void; fail: () => void }[] = [];
  const cache = createViewCache(
    (request) =>
      new Promise<Reply<unknown>>((resolve) => {
        asked.push({
          request,
          answer: (value) => resolve({ ok: true, value }),
          fail: () => resolve({ ok: false, fault: { code: 'retry', what: 'x', ref: 'r' } }),
        });
      }),
  );
  const seen = (request: ViewRequest) => cache.store.getState().entries.get(keyOf(request));
  return { asked, cache, seen };
};
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

test('a question that two screens put is asked once', async () => {
  const { asked, cache, seen } = desk();
  cache.use(keyOf(queue), queue);
  cache.use(keyOf({ ...queue }), { ...queue });
  expect(asked.length).toBe(1);
  asked[0]?.answer('q1');
  await settled();
  expect(seen(queue)).toMatchObject({ value: 'q1', loading: false, fault: null });
});

test('a change asks again and keeps the old value on the screen meanwhile', async () => {
  const { asked, cache, seen } = desk();
  cache.use(keyOf(customer('a')), customer('a'));
  asked[0]?.answer('old');
  await settled();
  cache.changed(['b']);
  expect(asked.length).toBe(1);
  cache.changed(['a']);
  expect(asked.length).toBe(2);
  expect(seen(customer('a'))?.value).toBe('old');
  asked[1]?.answer('new');
  await settled();
  expect(seen(customer('a'))?.value).toBe('new');
});

test('an answer that a change overtook is asked once more, however many changes there were', async () => {
  const { asked, cache, seen } = desk();
  cache.use(keyOf(customer('a')), customer('a'));
  cache.changed(['a']);
  cache.changed('all');
  cache.changed(['a']);
  expect(asked.length).toBe(1);
  asked[0]?.answer('of before the change');
  await settled();
  expect(asked.length).toBe(2);
  asked[1]?.answer('of after');
  await settled();
  expect(seen(customer('a'))).toMatchObject({ value: 'of after', loading: false });
  expect(asked.length).toBe(2);
});

test('what came with a ring is shown without a question, and asked again only after a change', async () => {
  const { asked, cache, seen } = desk();
  cache.seed({ view: 'customer', customerId: 'a' }, null);
  cache.use(keyOf(customer('a')), customer('a'));
  expect(asked.length).toBe(0);
  expect(seen(customer('a'))).toMatchObject({ value: null, loading: false });
  cache.changed(['a']);
  expect(asked.length).toBe(1);
});

test('a value that nobody shows is not asked again until somebody does', async () => {
  const { asked, cache } = desk();
  const leave = cache.use(keyOf(customer('a')), customer('a'));
  asked[0]?.answer('v');
  await settled();
  leave();
  cache.changed(['a']);
  expect(asked.length).toBe(1);
  cache.use(keyOf(customer('a')), customer('a'));
  expect(asked.length).toBe(2);
});

test('a fault keeps the last value and goes away with the next answer', async () => {
  const { asked, cache, seen } = desk();
  cache.use(keyOf(queue), queue);
  asked[0]?.answer('q1');
  await settled();
  cache.changed('all');
  asked[1]?.fail();
  await settled();
  expect(seen(queue)).toMatchObject({ value: 'q1', fault: { code: 'retry' }, loading: false });
  cache.again(queue);
  asked[2]?.answer('q2');
  await settled();
  expect(seen(queue)).toMatchObject({ value: 'q2', fault: null });
});

test('which questions a change touches', () => {
  expect(touches(customer('a'), ['a', 'b'])).toBe(true);
  expect(touches(customer('c'), ['a', 'b'])).toBe(false);
  expect(touches(queue, ['a'])).toBe(true);
  expect(touches({ view: 'ring', from: '1' }, ['a'])).toBe(false);
  expect(touches({ view: 'ring', from: '1' }, 'all')).toBe(true);
  expect(touches({ view: 'drafts' }, 'all')).toBe(false);
});

test('the name of a question does not depend on the order of its fields', () => {
  expect(keyOf({ view: 'search', text: 'a', limit: 5 })).toBe(keyOf({ limit: 5, text: 'a', view: 'search' }));
});
