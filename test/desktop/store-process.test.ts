import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { FromStore, ToStore } from '../../src/main/store/door.ts';
import { type Child, forkAhead, startStoreProcess } from '../../src/main/store-process.ts';

const start = (answersClose = true) => {
  const emitter = new EventEmitter();
  const sent: ToStore[] = [];
  const seen: string[] = [];
  let kills = 0;
  const child: Child = {
    postMessage: (message) => {
      sent.push(message);
      if (message.verb === 'close' && answersClose)
        queueMicrotask(() => emitter.emit('message', { id: message.id, reply: { ok: true, value: null } }));
    },
    on: (event: string, listener: (value: never) => void) =>
      emitter.on(event, listener as (...values: unknown[]) => void),
    kill: () => {
      kills += 1;
      queueMicrotask(() => emitter.emit('exit', 0));
      return true;
    },
  };
  const store = startStoreProcess(
    () => child,
    {
      progress: ({ what }) => seen.push(`progress ${what}`),
      trouble: (what, ref) => seen.push(`trouble ${what} ${ref}`),
      watch: ({ lockAfter }) => seen.push(`watch ${lockAfter}`),
      crashed: (code) => seen.push(`crashed ${code}`),
    },
    () => 'REF',
  );
  const say = (message: FromStore) => emitter.emit('message', message);
  return { store, sent, seen, say, exit: (code: number) => emitter.emit('exit', code), kills: () => kills };
};

test('each question gets its own answer', async () => {
  const { store, sent, say } = start();
  const [one, two] = [store.ask({ verb: 'page' }), store.ask({ verb: 'page' })];
  const [first, second] = sent.map((message) => message.id);
  if (first === undefined || second === undefined) throw new Error('nothing was sent');
  say({ id: second, trouble: 'newer', ref: 'X' });
  say({ id: first, reply: { ok: true, value: 1 } });
  expect([await one, await two]).toEqual([{ reply: { ok: true, value: 1 } }, { trouble: 'newer', ref: 'X' }]);
});

test('progress and trouble are told without being asked for', () => {
  const { seen, say } = start();
  say({ progress: { what: 'migrating', done: 1, total: 2 } });
  say({ trouble: 'disk-full', ref: 'Y' });
  say({ id: 77, reply: { ok: true, value: null } });
  expect(seen).toEqual(['progress migrating', 'trouble disk-full Y']);
});

test('a crash is told first, then everything open and everything later is answered with retry', async () => {
  const { store, seen, exit } = start();
  const open = store.ask({ verb: 'page' }).then((answer) => {
    seen.push('answered');
    return answer;
  });
  exit(139);
  const retry = { reply: { ok: false, fault: { code: 'retry', ref: 'REF' } } };
  expect(await open).toMatchObject(retry);
  expect(await store.ask({ verb: 'page' })).toMatchObject(retry);
  expect(seen).toEqual(['crashed 139', 'answered']);
});

test('ending closes the store first and is no crash', async () => {
  const { store, sent, seen, kills } = start();
  await store.end();
  expect(sent.map((message) => message.verb)).toEqual(['close']);
  expect([seen, kills()]).toEqual([[], 1]);
  await store.end();
});

test('a store that does not answer is ended by force', async () => {
  const { store, kills } = start(false);
  await store.end(20);
  expect(kills()).toBeGreaterThanOrEqual(1);
});

test('the process that was forked ahead is handed over once; one that ended meanwhile is not', () => {
  const forked: EventEmitter[] = [];
  const ahead = forkAhead(() => {
    const emitter = new EventEmitter();
    forked.push(emitter);
    return {
      postMessage: () => undefined,
      on: (event: string, listener: (value: never) => void) =>
        emitter.on(event, listener as (...values: unknown[]) => void),
      kill: () => true,
    };
  });
  ahead.prepare();
  ahead.prepare();
  expect(forked.length).toBe(1);
  ahead.take();
  expect(forked.length).toBe(1);
  ahead.take();
  expect(forked.length).toBe(2);
  ahead.prepare();
  forked[2]?.emit('exit', 1);
  ahead.take();
  expect(forked.length).toBe(4);
});
