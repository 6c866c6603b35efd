import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Reply } from '#shared/bridge.ts';
import type { Keychain } from '../../src/main/key/keychain.ts';
import { type StoreState, startSession } from '../../src/main/session.ts';
import type { StoreAnswer, StoreAsk, StoreEvents } from '../../src/main/store-process.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hilo-session-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const good: StoreAnswer = { reply: { ok: true, value: null } };
const plainKeychain: Keychain = {
  available: () => true,
  seal: (text) => Buffer.from(text),
  open: (sealed) => sealed.toString(),
};

type Options = {
  keychain?: Keychain;
  demo?: boolean;
  answer?: (ask: StoreAsk, times: number) => StoreAnswer | Promise<StoreAnswer>;
};

const desk = ({ keychain = plainKeychain, demo = false, answer = () => good }: Options = {}) => {
  const folder = join(home, 'store');
  const states: StoreState[] = [];
  const pages: string[] = [];
  const waits: number[] = [];
  const opened: number[] = [];
  const asked: StoreAsk[] = [];
  const started: StoreEvents[] = [];
  const clock = { now: Date.UTC(2026, 10, 24, 9, 0, 0) };
  const session = startSession({
    folder,
    desk: { person: { id: 'ana', name: 'Ana' }, company: '' },
    demo: demo ? () => ({ seed: 1, anchor: clock.now }) : null,
    keychain,
    startStore: (events) => {
      started.push(events);
      return {
        ask: async (ask) => {
          asked.push(ask);
          if (ask.verb === 'open' && !existsSync(join(folder, 'hilo.db')))
            writeFileSync(join(folder, 'hilo.db'), 'x');
          return answer(ask, asked.length);
        },
        end: async () => undefined,
      };
    },
    opened: () => opened.push(asked.length),
    watch: () => undefined,
    changed: (state) => states.push(state),
    page: (store, ref) => pages.push(typeof store === 'string' ? `${store} ${ref !== ''}` : 'here'),
    now: () => clock.now,
    wait: async (ms) => {
      waits.push(ms);
    },
    log: () => undefined,
  });
  const settled = async () => {
    for (let n = 0; n < 50; n += 1) await new Promise((next) => setImmediate(next));
  };
  return { session, folder, states, pages, waits, opened, asked, started, clock, settled };
};

const phases = (states: StoreState[]) => states.map((state) => state.phase);

test('with a keychain the desk opens by itself, and the second time it is not fresh', async () => {
  const one = desk();
  await one.session.begin();
  expect(phases(one.states)).toEqual(['starting', 'working', 'ready']);
  expect(one.asked[0]).toMatchObject({ verb: 'open', folder: one.folder, fresh: true });
  expect(one.pages).toEqual(['here']);
  const two = desk();
  await two.session.begin();
  expect(two.asked[0]).toMatchObject({ fresh: false });
});

test('a store that was never opened stays fresh', async () => {
  const one = desk({ answer: () => ({ trouble: 'disk-full', ref: 'R' }) });
  await one.session.begin();
  const two = desk();
  await two.session.begin();
  expect(two.asked[0]).toMatchObject({ fresh: true });
});

test('the demo is loaded before the desk is ready, and its progress shown', async () => {
  const one = desk({ demo: true });
  await one.session.begin();
  expect(one.asked.map((ask) => ask.verb)).toEqual(['open', 'load-demo']);
  expect(one.session.state()).toEqual({ phase: 'ready' });
  expect(one.opened).toEqual([1]);
});

test.each(['wrong-key', 'damaged', 'missing', 'newer', 'disk-full'] as const)(
  'a store that is %s is a trouble of its own and nothing is touched',
  async (what) => {
    const one = desk({ answer: () => ({ trouble: what, ref: 'R1' }) });
    await one.session.begin();
    expect(one.session.state()).toEqual({ phase: 'trouble', what, folder: one.folder, ref: 'R1' });
    expect(one.pages).toEqual(['trouble true']);
    expect(readdirSync(one.folder).sort()).toEqual(['hilo.db', 'key.json']);
  },
);

test('a fault while opening is told as such, a full disk as a full disk', async () => {
  const fault = (code: 'internal' | 'disk-full'): StoreAnswer => ({
    reply: { ok: false, fault: { code, what: '', ref: 'R2' } },
  });
  const one = desk({ answer: () => fault('internal') });
  await one.session.begin();
  expect(one.session.state()).toMatchObject({ phase: 'trouble', what: 'stopped', ref: 'R2' });
  const two = desk({ answer: () => fault('disk-full') });
  await two.session.begin();
  expect(two.session.state()).toMatchObject({ phase: 'trouble', what: 'disk-full' });
});

test('a store that goes bad while it is open is told at once, and retry opens it anew', async () => {
  const one = desk();
  await one.session.begin();
  one.started[0]?.trouble('damaged', 'R3');
  expect(one.session.state()).toMatchObject({ phase: 'trouble', what: 'damaged', ref: 'R3' });
  expect(one.pages.at(-1)).toBe('trouble true');
  await one.session.begin();
  expect(one.session.state().phase).toBe('ready');
  expect(one.started).toHaveLength(2);
});

test('a crashed store comes back after a pause, three times a minute and no more', async () => {
  const one = desk();
  await one.session.begin();
  for (let n = 0; n < 3; n += 1) {
    one.started.at(-1)?.crashed(9);
    expect(one.session.state()).toMatchObject({ phase: 'working', what: 'opening' });
    await one.settled();
    expect(one.session.state().phase).toBe('ready');
  }
  expect(one.waits).toEqual([250, 1000, 4000]);
  one.started.at(-1)?.crashed(9);
  await one.settled();
  expect(one.session.state()).toMatchObject({ phase: 'trouble', what: 'stopped' });
  expect(one.started).toHaveLength(4);
});

test('a crash an hour later starts counting anew', async () => {
  const one = desk();
  await one.session.begin();
  for (let n = 0; n < 6; n += 1) {
    one.started.at(-1)?.crashed(9);
    await one.settled();
    one.clock.now += 61_000;
  }
  expect(one.session.state().phase).toBe('ready');
});

test('a process that was replaced can say what it wants', async () => {
  const one = desk();
  await one.session.begin();
  await one.session.begin();
  const states = one.states.length;
  one.started[0]?.crashed(9);
  one.started[0]?.trouble('damaged', 'R');
  one.started[0]?.progress({ what: 'migrating', done: 1, total: 2 });
  await one.settled();
  expect(one.states).toHaveLength(states);
});

const noKeychain: Keychain = { ...plainKeychain, available: () => false };

test('a new passphrase must be long enough, a wrong one is said, the right one opens', async () => {
  const one = desk({ keychain: noKeychain });
  await one.session.begin();
  expect(one.session.state()).toEqual({ phase: 'passphrase', mode: 'new', wrong: false });
  expect(await one.session.passphrase('elevenchars')).toMatchObject({ fault: { code: 'bad-input' } });
  expect(existsSync(join(one.folder, 'key.json'))).toBe(false);
  await one.session.passphrase('twelve chars');
  await one.settled();
  expect(one.session.state().phase).toBe('ready');

  const two = desk({ keychain: noKeychain });
  await two.session.begin();
  const both = await Promise.all([two.session.passphrase('wrong'), two.session.passphrase('twelve chars')]);
  expect(both.map((reply: Reply<null>) => reply.ok)).toEqual([true, false]);
  expect(two.session.state()).toEqual({ phase: 'passphrase', mode: 'enter', wrong: true });
  await two.session.passphrase('twelve chars');
  await two.settled();
  expect(two.session.state().phase).toBe('ready');
  expect(await two.session.passphrase('twelve chars')).toMatchObject({ fault: { code: 'bad-input' } });
});

test('setting aside renames the whole folder, keeps every byte and starts anew', async () => {
  let bad = true;
  const one = desk({ answer: () => (bad ? { trouble: 'damaged', ref: 'R' } : good) });
  await one.session.begin();
  const key = readFileSync(join(one.folder, 'key.json'), 'utf8');
  bad = false;
  expect(await one.session.setAside()).toEqual({ ok: true, value: null });
  const aside = join(home, 'store-set-aside-20261124-090000');
  expect(readFileSync(join(aside, 'key.json'), 'utf8')).toBe(key);
  expect(readFileSync(join(aside, 'hilo.db'), 'utf8')).toBe('x');
  expect(one.session.state().phase).toBe('ready');
  expect(readFileSync(join(one.folder, 'key.json'), 'utf8')).not.toBe(key);
});

test('a good store, or one on a full disk, is not set aside', async () => {
  const one = desk();
  await one.session.begin();
  expect(await one.session.setAside()).toMatchObject({ fault: { code: 'bad-input' } });
  const two = desk({ answer: () => ({ trouble: 'disk-full', ref: 'R' }) });
  await two.session.begin();
  expect(await two.session.setAside()).toMatchObject({ fault: { code: 'bad-input' } });
  expect(readdirSync(home)).toEqual(['store']);
});

test('a keychain that throws where it should not is a trouble, not a crash', async () => {
  const throwing = (): never => {
    throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
  };
  const one = desk({ keychain: { ...plainKeychain, seal: throwing } });
  await one.session.begin();
  expect(one.session.state()).toMatchObject({ phase: 'trouble', what: 'disk-full' });
});
