import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import type { News } from '#shared/bridge.ts';
import { newsDesk, type PagePort, pageCalls } from '../../src/main/bridge/page-calls.ts';

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** Both ends of a line: the page's as the preload sees it, the store's as a MessagePort. */
const line = () => {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const page: PagePort = {
    post: (message) => port1.postMessage(message),
    close: () => port1.close(),
    listen: (received, closed) => {
      port1.on('message', received);
      port1.on('close', closed);
    },
  };
  return { page, store: port2 };
};

type Asked = { id: number; verb: string; text?: string };
const echo = (store: MessagePort) =>
  store.on('message', (asked: Asked) =>
    store.postMessage({ id: asked.id, reply: { ok: true, value: asked.text } }),
  );

test('answers find their questions, in whatever order they come', async () => {
  const calls = pageCalls(() => undefined);
  const { page, store } = line();
  const held: Asked[] = [];
  store.on('message', (asked: Asked) => {
    held.push(asked);
    if (held.length < 3) return;
    for (const one of held.reverse()) store.postMessage({ id: one.id, reply: { ok: true, value: one.text } });
  });
  calls.adopt(page);
  const replies = ['a', 'b', 'c'].map((text) => calls.call({ verb: 'view', text }));
  expect(await Promise.all(replies)).toEqual(['a', 'b', 'c'].map((value) => ({ ok: true, value })));
});

test('a question asked before the store is there waits for it', async () => {
  const calls = pageCalls(() => undefined);
  const early = calls.call({ verb: 'view', text: 'early' });
  const { page, store } = line();
  echo(store);
  calls.adopt(page);
  expect(await early).toEqual({ ok: true, value: 'early' });
});

test('when the store goes, what it was asked is answered, and later questions wait for the next', async () => {
  const calls = pageCalls(() => undefined);
  const first = line();
  calls.adopt(first.page);
  const lost = calls.call({ verb: 'view' });
  first.store.close();
  expect(await lost).toMatchObject({ ok: false, fault: { code: 'retry' } });
  const later = calls.call({ verb: 'view', text: 'later' });
  const second = line();
  echo(second.store);
  calls.adopt(second.page);
  expect(await later).toEqual({ ok: true, value: 'later' });
});

test('what main says about the store reaches the pending questions with its reference', async () => {
  const calls = pageCalls(() => undefined);
  const { page } = line();
  calls.adopt(page);
  const lost = calls.call({ verb: 'command' });
  calls.lose('ABCD2345');
  expect(await lost).toEqual({
    ok: false,
    fault: { code: 'retry', what: 'the store went away', ref: 'ABCD2345' },
  });
});

test('while the store is in trouble nothing waits and nothing hangs', async () => {
  const calls = pageCalls(() => undefined);
  const waiting = calls.call({ verb: 'view' });
  calls.refuse('REF');
  const during = calls.call({ verb: 'view' });
  for (const reply of [await waiting, await during])
    expect(reply).toMatchObject({ ok: false, fault: { code: 'store-trouble', ref: 'REF' } });
  const { page, store } = line();
  echo(store);
  calls.adopt(page);
  expect((await calls.call({ verb: 'view' })).ok).toBe(true);
});

test('an old line that speaks or closes late changes nothing', async () => {
  const calls = pageCalls(() => undefined);
  const [old, next] = [line(), line()];
  calls.adopt(old.page);
  echo(next.store);
  calls.adopt(next.page);
  old.store.postMessage({ id: 1, reply: { ok: true, value: 'stale' } });
  old.store.close();
  expect(await calls.call({ verb: 'view', text: 'new' })).toEqual({
    ok: true,
    value: 'new',
  });
});

test('what cannot be sent is refused, and the rest goes on', async () => {
  const calls = pageCalls(() => undefined);
  const { page, store } = line();
  echo(store);
  calls.adopt(page);
  const bad = calls.call({ verb: 'view', text: () => 1 });
  expect(await bad).toMatchObject({ ok: false, fault: { code: 'bad-input' } });
  expect((await calls.call({ verb: 'view' })).ok).toBe(true);
});

test('waiting has an end: the thousand and first is told to come back', async () => {
  const calls = pageCalls(() => undefined);
  for (let n = 0; n < 1000; n += 1) void calls.call({ verb: 'view' });
  expect(await calls.call({ verb: 'view' })).toMatchObject({ ok: false, fault: { code: 'retry' } });
});

test('changes are passed on; noise on the line is not', async () => {
  const seen: unknown[] = [];
  const calls = pageCalls((customers) => seen.push(customers));
  const { page, store } = line();
  echo(store);
  calls.adopt(page);
  for (const noise of [null, 'x', 7, {}, { id: 99, reply: { ok: true, value: 1 } }, { id: 'a' }])
    store.postMessage(noise);
  store.postMessage({ changed: ['c1'] });
  store.postMessage({ changed: 'all' });
  await calls.call({ verb: 'view' });
  expect(seen).toEqual([['c1'], 'all']);
});

test('a ring that comes before the page listens is heard once by who listens first', () => {
  const desk = newsDesk();
  const ring: News = { news: 'ring', ring: { callId: '1', from: '600', at: 0, source: 'link' } };
  desk.tell(ring);
  desk.tell({ news: 'changed', customers: 'all' });
  const first: News[] = [];
  const second: News[] = [];
  const stop = desk.on((news) => first.push(news));
  desk.on((news) => second.push(news));
  expect([first, second]).toEqual([[ring], []]);
  stop();
  desk.tell({ news: 'open-case', case: '1' });
  expect([first.length, second.length]).toEqual([1, 1]);
});

test('of what was said of the session before the page listens, the last word is heard first', () => {
  const desk = newsDesk();
  const settings = { language: 'es', theme: 'system', letterKeys: true, keys: {} } as const;
  const said = (phase: 'starting' | 'passphrase'): News => ({
    news: 'session',
    answer: {
      settings,
      state: phase === 'starting' ? { phase } : { phase, mode: 'enter', wrong: false, person: null },
    },
  });
  desk.tell(said('starting'));
  desk.tell(said('passphrase'));
  const heard: News[] = [];
  desk.on((news) => heard.push(news));
  expect(heard).toEqual([said('passphrase')]);
});
