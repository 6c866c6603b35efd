import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { SignedIn } from '#shared/sync/identity.ts';
import type { SyncView } from '#shared/views/sync.ts';
import { openDatabase } from '#store/database.ts';
import type { Shut } from '#store/door.ts';
import { openStore } from '#store/store.ts';
import { isShutIn } from '#store/sync/farewell.ts';
import { usualPace } from '#store/sync/pace.ts';
import { startSync } from '#store/sync/sync.ts';
import { folderOf, peopleHere } from '../../src/main/person/people-here.ts';
import { wipesIn } from '../../src/main/person/wipe.ts';
import { poolOf } from '../server/centre.ts';
import { centreOn, staffedDatabase } from '../server/staffed.ts';
import { note } from './fixture.ts';

const key = randomBytes(32);

async function centreHere() {
  const url = await staffedDatabase();
  const centre = await centreOn(url);
  const server = await centre.app.listen({ host: '127.0.0.1', port: 0 });
  const admin = await centre.signIn('nuria');
  const revoke = async ({ device, token }: SignedIn, how: 'revoke' | 'wipe' = 'revoke') => {
    expect((await centre.post(`/devices/${device}/${how}`, {}, admin.token)).statusCode).toBe(204);
    // Every process hears of it a moment after it was committed.
    const status = async () => (await centre.get('/me', token)).statusCode;
    await expect.poll(status, { interval: 10 }).toBe(401);
  };
  return { ...centre, pool: poolOf(url), server, revoke };
}

/** Hilo's own folder, gone after the test. */
function home(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-home-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Lucía's desk at a centre, as it stands in Hilo's folder. `net`: what it may ask for. */
async function deskIn(at: string, server: string, signedIn: SignedIn | null, net = (_path: string) => true) {
  const folder = folderOf(at, { server, id: 'lucia' });
  const fresh = !existsSync(folder);
  mkdirSync(folder, { recursive: true });
  const store = await openStore({
    folder,
    key,
    fresh,
    desk: { person: { id: 'lucia', name: 'Lucía' }, company: '' },
  });
  const told: (Shut | null)[] = [];
  const orders: { device: string; nonce: string }[] = [];
  const sync = startSync({
    store,
    location: { folder, key },
    person: 'lucia',
    server,
    signedIn,
    transport: {
      fetch: (async (url: string, init?: RequestInit) => {
        if (!net(new URL(url).pathname)) throw new TypeError('fetch failed');
        return fetch(url, init);
      }) as typeof fetch,
    },
    changed: () => undefined,
    shut: (shut) => told.push(shut),
    wipe: (order) => orders.push(order),
    failed: (error) => expect.unreachable(String(error)),
    pace: { ...usualPace, backoff: [20, 200] },
  });
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    await sync.close();
    store.close();
  };
  onTestFinished(close);
  const view = () => store.view({ view: 'sync' }) as SyncView;
  return { store, sync, folder, told, orders, close, view };
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

test('a desk with 50 things unsent is shut out: all of them are in quarantine, none in the ledger, and nothing is left of its store', async () => {
  const { server, signIn, revoke, pool } = await centreHere();
  const at = home();
  let isUp = true;
  const lucia = await signIn('lucia');
  const desk = await deskIn(at, server, lucia, () => isUp);
  const wait = { timeout: 20_000, interval: 20 };
  await expect.poll(() => desk.view().lastAnswerAt, wait).not.toBeNull();
  isUp = false;
  for (let i = 1; i <= 50; i += 1) desk.store.record([note('c1', null, `never sent ${i}`)]);
  const sums = desk.store.db
    .prepare<[], Buffer>('SELECT bytes FROM outbox ORDER BY seq')
    .pluck()
    .all()
    .map(sha256);
  expect(sums).toHaveLength(50);
  const { rows: devices } = await pool.query("SELECT id, key FROM device WHERE person = 'lucia'");
  expect(devices).toEqual([{ id: lucia.device, key: expect.any(String) }]);
  await revoke(lucia);
  isUp = true;
  const began = performance.now();
  desk.sync.now();
  await expect.poll(() => desk.told.length, wait).toBeGreaterThan(0);
  // From the way back of the network to the end of reading.
  expect(performance.now() - began).toBeLessThan(5_000);
  await expect.poll(() => desk.orders.length, wait).toBe(1);
  expect(desk.told.at(-1)).toMatchObject({ step: 'handing-in', handed: 50, left: 0 });

  const { rows } = await pool.query('SELECT hash, person, verdict FROM quarantine ORDER BY n');
  expect(rows).toEqual(sums.map((hash) => ({ hash, person: 'lucia', verdict: null })));
  const inLedger = await pool.query("SELECT 1 FROM change WHERE body LIKE '%never sent%'");
  expect(inLedger.rowCount).toBe(0);

  // What main does with the order.
  const people = peopleHere(at);
  const wipes = wipesIn(at, people, Date.now);
  const [order] = desk.orders;
  if (!order) throw new Error('no order');
  expect(await wipes.run({ server, id: 'lucia', handed: 0, ...order }, desk.close)).toBe(true);
  expect(readdirSync(join(at, 'people'))).toEqual([]);
  expect(() => openDatabase({ folder: desk.folder, key, fresh: false })).toThrow(/not where it was/);
});

test('what cannot be handed in now is kept, also over a start without a network, and shows nothing; then it goes', async () => {
  const { server, signIn, revoke, pool } = await centreHere();
  const at = home();
  const net = { up: true, quarantine: false };
  const may = (path: string) => net.up && (net.quarantine || path !== '/quarantine/hand-in');
  const lucia = await signIn('lucia');
  const first = await deskIn(at, server, lucia, may);
  const wait = { timeout: 20_000, interval: 20 };
  await expect.poll(() => first.view().lastAnswerAt, wait).not.toBeNull();
  net.up = false;
  first.store.record([note('c1', null, 'kept')]);
  await revoke(lucia);
  net.up = true;
  first.sync.now();
  await expect.poll(() => first.told[0], wait).toBeDefined();
  await expect.poll(() => first.view().trouble?.what, wait).toBe('offline');
  expect(first.told[0]).toEqual({ step: 'handing-in', handed: 0, left: 1, files: 0 });
  expect(first.orders).toEqual([]);
  net.up = false;
  await first.close();

  const second = await deskIn(at, server, null, may);
  expect(isShutIn(second.store.db)).toBe(true);
  await expect.poll(() => second.view().trouble?.what, wait).toBe('offline');
  expect(second.orders).toEqual([]);
  net.up = true;
  net.quarantine = true;
  second.sync.now();
  await expect.poll(() => second.orders.length, wait).toBe(1);
  expect((await pool.query('SELECT 1 FROM quarantine')).rowCount).toBe(1);
});

test('signed out, a machine that is shut out proves itself by its key; contents that were not sent wait for a second order', async () => {
  const { server, signIn, revoke } = await centreHere();
  const at = home();
  const lucia = await signIn('lucia');
  const first = await deskIn(at, server, lucia);
  const wait = { timeout: 20_000, interval: 20 };
  await expect.poll(() => first.view().lastAnswerAt, wait).not.toBeNull();
  await first.sync.signOut();
  first.store.db.prepare("INSERT INTO upload VALUES ('a', 'c', 'c1', '', 'hash', 1, NULL, 0)").run();
  // As main says it where the sign-in was answered so.
  first.store.db.prepare("INSERT INTO meta VALUES ('shut', 'true')").run();
  await first.close();
  await revoke(lucia);
  const second = await deskIn(at, server, null);
  await expect.poll(() => second.told.at(-1), wait).toEqual({ step: 'held', handed: 0, left: 0, files: 1 });
  expect(second.orders).toEqual([]);
  await revoke(lucia, 'wipe');
  second.sync.now();
  await expect.poll(() => second.orders.length, wait).toBe(1);
});

test('a machine that only thinks that it was shut out opens again, and nothing was lost', async () => {
  const { server, signIn } = await centreHere();
  const at = home();
  const first = await deskIn(at, server, await signIn('lucia'));
  const wait = { timeout: 20_000, interval: 20 };
  await expect.poll(() => first.view().lastAnswerAt, wait).not.toBeNull();
  await first.sync.idle();
  first.store.record([note('c1', null, 'still here')]);
  first.store.db.prepare("INSERT INTO meta VALUES ('shut', 'true')").run();
  await first.close();
  const second = await deskIn(at, server, null);
  await expect.poll(() => second.told, wait).toEqual([null]);
  await expect.poll(() => second.view().unsent, wait).toBe(0);
  expect(second.orders).toEqual([]);
});
