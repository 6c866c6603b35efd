import { expect, test } from 'vitest';
import type { Reply } from '#shared/bridge.ts';
import type { SessionAsk } from '#shared/session/asks.ts';
import { sessionAnswerer } from '../../src/main/bridge/answer.ts';
import { isBearable } from '../../src/main/bridge/limits.ts';
import { keepSettings } from '../../src/main/settings.ts';

const desk = (act?: (ask: SessionAsk) => Promise<Reply<null>>) => {
  const acted: SessionAsk[] = [];
  const refused: string[] = [];
  const keeper = keepSettings({ read: () => undefined, write: () => undefined }, ['en']);
  const answer = sessionAnswerer({
    answer: () => ({ state: { phase: 'starting' }, settings: keeper.now() }),
    act: async (ask) => {
      acted.push(ask);
      if (ask.ask === 'settings') keeper.change(ask.change);
      return act ? act(ask) : { ok: true, value: null };
    },
    refused: (why) => refused.push(why),
    newRef: () => 'REF',
    now: () => 0,
  });
  return { answer, acted, refused, keeper };
};

/** As it comes out of a structured clone: `__proto__` as a plain property. */
const polluted = (text: string): unknown => structuredClone(JSON.parse(text));
const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });
const circle: Record<string, unknown> = { ask: 'state' };
circle.self = circle;

const hostile: [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a number', 7],
  ['a text', 'state'],
  ['a list', ['state']],
  ['an empty object', {}],
  ['an unknown ask', { ask: 'command' }],
  ['an ask that is a list', { ask: ['state'] }],
  ['one property too many', { ask: 'state', sql: 'DROP TABLE event' }],
  ['a channel', { ask: 'state', channel: 'news' }],
  ['a prototype at the top', polluted('{"ask":"state","__proto__":{"admin":true}}')],
  ['a prototype in the keys', polluted('{"ask":"settings","change":{"keys":{"__proto__":"KeyA"}}}')],
  ['a constructor in the keys', polluted('{"ask":"settings","change":{"keys":{"constructor":"KeyA"}}}')],
  ['a prototype in the change', polluted('{"ask":"settings","change":{"__proto__":{"theme":"dark"}}}')],
  ['a language of no country', { ask: 'settings', change: { language: 'xx' } }],
  ['a setting that is none', { ask: 'settings', change: { admin: true } }],
  ['a huge passphrase', { ask: 'passphrase', text: 'x'.repeat(1001) }],
  ['an enormous passphrase', { ask: 'passphrase', text: 'x'.repeat(50_000_000) }],
  ['an empty passphrase', { ask: 'passphrase', text: '' }],
  ['a passphrase of bytes', { ask: 'passphrase', text: new Uint8Array(8) }],
  [
    'a hundred thousand keys',
    {
      ask: 'settings',
      change: { keys: Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`k${n}`, 'KeyA'])) },
    },
  ],
  ['a million items', Array.from({ length: 1_000_000 }, () => 0)],
  ['a well of objects', { ask: 'settings', change: { keys: deep(5000) } }],
  ['a circle', circle],
  ['a date', new Date()],
  ['a map', new Map([['ask', 'state']])],
  ['a set', new Set(['state'])],
  ['an error', new Error('state')],
  ['a buffer', new ArrayBuffer(8)],
  ['a big number', { ask: 10n }],
  ['a function', { ask: () => 'state' }],
  ['a symbol', { ask: Symbol('state') }],
  ['a sparse list', { ask: 'settings', change: { keys: new Array(4_000_000_000) } }],
  ['a text with a getter-like name', { 'get ask': 'state' }],
];

test.each(hostile)('%s is answered with bad-input and does nothing', async (_name, value) => {
  const { answer, acted, refused, keeper } = desk();
  const before = keeper.now();
  expect(await answer(true, value)).toMatchObject({ ok: false, fault: { code: 'bad-input', ref: 'REF' } });
  expect(acted).toEqual([]);
  expect(refused).toHaveLength(1);
  expect(keeper.now()).toEqual(before);
  expect(({} as Record<string, unknown>).admin).toBeUndefined();
});

test('another sender gets nothing, whatever it asks', async () => {
  const { answer, acted, refused } = desk();
  for (const value of [{ ask: 'state' }, { ask: 'quit' }, { ask: 'set-aside' }])
    expect((await answer(false, value)).ok).toBe(false);
  expect(acted).toEqual([]);
  expect(refused).toEqual(['sender', 'sender', 'sender']);
});

test('an honest question is answered, and settings change as they should', async () => {
  const { answer, keeper } = desk();
  expect(await answer(true, { ask: 'state' })).toMatchObject({
    ok: true,
    value: { state: { phase: 'starting' } },
  });
  await answer(true, { ask: 'settings', change: { language: 'es-ES', keys: { note: 'KeyM' } } });
  expect(keeper.now()).toEqual({
    language: 'es-ES',
    theme: 'system',
    letterKeys: true,
    keys: { note: 'KeyM' },
  });
});

test('what goes wrong inside is answered with a reference and without its message', async () => {
  const { answer } = desk(async () => {
    throw new Error('María López +34600112233');
  });
  const reply = await answer(true, { ask: 'retry' });
  expect(reply).toEqual({ ok: false, fault: { code: 'internal', what: 'session failed', ref: 'REF' } });
});

test('a page that asks without end is told to come back later', async () => {
  const { answer } = desk();
  for (let n = 0; n < 200; n += 1) expect((await answer(true, { ask: 'state' })).ok).toBe(true);
  expect(await answer(true, { ask: 'state' })).toMatchObject({ fault: { code: 'retry' } });
});

test('what is bearable is plain data', () => {
  expect(isBearable({ a: [1, 'b', null, undefined, true] })).toBe(true);
  expect(isBearable(Object.create(null))).toBe(false);
  expect(isBearable(deep(15))).toBe(true);
  expect(isBearable(deep(17))).toBe(false);
});
