import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { mostWaiting } from '#server/quarantine/room.ts';
import { pieceOnPort } from '#shared/attachment/asks.ts';
import type { SignedIn } from '#shared/sync/identity.ts';
import type { SyncView } from '#shared/views/sync.ts';
import { openDatabase } from '#store/database.ts';
import type { Shut } from '#store/door.ts';
import { vaultFolder } from '#store/files/vault.ts';
import { openStore, type Store } from '#store/store.ts';
import { isShutIn } from '#store/sync/farewell.ts';
import { startSync } from '#store/sync/sync.ts';
import { folderOf, peopleHere } from '../../src/main/person/people-here.ts';
import { wipesIn } from '../../src/main/person/wipe.ts';
import { png } from '../attachment/content.ts';
import { poolOf } from '../server/centre.ts';
import { centreOn, staffedDatabase } from '../server/staffed.ts';
import { note } from './fixture.ts';
import { nearlyUsual } from './synced.ts';

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
async function deskIn(
  at: string,
  server: string,
  signedIn: SignedIn | null,
  net = (_path: string, _init?: RequestInit): boolean | 'hangs' => true,
) {
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
        const way = net(new URL(url).pathname, init);
        if (!way) throw new TypeError('fetch failed');
        if (way === 'hangs') await once(init?.signal ?? AbortSignal.abort(), 'abort');
        return fetch(url, init);
      }) as typeof fetch,
    },
    changed: () => undefined,
    shut: (shut) => told.push(shut),
    wipe: (order) => orders.push(order),
    failed: (error) => expect.unreachable(String(error)),
    pace: nearlyUsual,
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

/** Attaches a content as a page does. Its hash. */
async function attach({ store }: { store: Store }, content: Buffer): Promise<string> {
  const from = store.files.incoming();
  const id = randomUUID();
  await store.files.answer({ file: 'begin', id, bytes: content.length }, from);
  for (let at = 0; at < content.length; at += pieceOnPort)
    await store.files.answer(
      { file: 'part', id, part: new Uint8Array(content.subarray(at, at + pieceOnPort)) },
      from,
    );
  await store.files.answer({ file: 'end', id }, from);
  const hash = sha256(content);
  const about = { name: 'rota.png', mime: 'image/png', orderId: null, about: '' };
  const data = { attachmentId: id, hash, bytes: content.length, ...about };
  store.record([{ type: 'attachment.add', customerId: 'c1', caseId: null, data }]);
  return hash;
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

test('a desk with 50 things unsent is shut out: all of them are in quarantine, none in the ledger, and nothing is left of its store', async () => {
  const { server, signIn, revoke, pool } = await centreHere();
  const at = home();
  let isUp = true;
  const lucia = await signIn('lucia');
  const desk = await deskIn(at, server, lucia, () => isUp);
  const wait = { timeout: 60_000, interval: 20 };
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
  expect(await wipes.run({ server, id: 'lucia', handed: 0, lost: 0, ...order }, desk.close)).toBe(true);
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
  const wait = { timeout: 60_000, interval: 20 };
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

test("a shut-out desk hands in photos that were not sent, goes on after a kill, and is over; accepted they are the case's, declined they are gone", async () => {
  const { server, signIn, revoke, pool, get, post } = await centreHere();
  const at = home();
  const net = { up: true, parts: 0, most: 3, sent: 0 };
  const may = (path: string, init?: RequestInit) => {
    const length = path.startsWith('/quarantine/hand-in/')
      ? ((init?.body as Uint8Array | undefined)?.length ?? 0)
      : 0;
    if (length === 0) return net.up;
    net.parts += 1;
    net.up = net.parts <= net.most;
    if (net.up) net.sent += length;
    return net.up;
  };
  const lucia = await signIn('lucia');
  const first = await deskIn(at, server, lucia, may);
  const wait = { timeout: 60_000, interval: 20 };
  await expect.poll(() => first.view().lastAnswerAt, wait).not.toBeNull();
  net.up = false;
  const photos = [png(60, 40, { noise: 900_000 }), png(50, 40, { noise: 300_000 })];
  const hashes: string[] = [];
  for (const photo of photos) hashes.push(await attach(first, photo));
  await revoke(lucia);
  net.up = true;
  first.sync.now();
  // Its end comes in the middle of the first photo.
  await expect.poll(() => net.parts, wait).toBeGreaterThan(net.most);
  await first.close();
  const part = 'SELECT have, whole FROM quarantine_content ORDER BY n';
  expect((await pool.query(part)).rows).toEqual([{ have: net.sent, whole: false }]);
  expect(first.orders).toEqual([]);
  Object.assign(net, { up: true, most: 1_000 });
  const second = await deskIn(at, server, null, may);
  await expect.poll(() => second.orders.length, wait).toBe(1);
  expect(second.told.at(-1)).toEqual({ step: 'handing-in', handed: 2, left: 0, files: 0 });
  expect(net.sent).toBe(photos.reduce((sum, { length }) => sum + length, 0));
  const { rows: waiting } = await pool.query<{ n: number; hash: string; whole: boolean }>(
    'SELECT n, hash, whole FROM quarantine_content ORDER BY n',
  );
  expect(waiting.map(({ hash, whole }) => [hash, whole])).toEqual(hashes.map((hash) => [hash, true]));
  const device = await pool.query('SELECT unsent_files, handed FROM device WHERE id = $1', [lucia.device]);
  expect(device.rows).toEqual([{ unsent_files: 0, handed: expect.any(Number) }]);

  const ines = await signIn('ines');
  const content = (hash = '') => get(`/attachments/day/${hash}?at=0`, ines.token);
  for (const hash of hashes) expect((await content(hash)).statusCode).toBe(404);
  const [kept, left] = waiting;
  await post('/quarantine/review', { verdict: 'accept', of: [kept?.n] }, ines.token);
  await post('/quarantine/review', { verdict: 'decline', of: [left?.n], reason: 'Not ours' }, ines.token);
  const there: Buffer[] = [];
  for (let length = 0; length < (photos[0]?.length ?? 0); length += there.at(-1)?.length ?? 0) {
    const answer = await get(`/attachments/day/${kept?.hash}?at=${length}`, ines.token);
    expect(answer.statusCode).toBe(200);
    there.push(answer.rawPayload);
  }
  expect(sha256(Buffer.concat(there))).toBe(hashes[0]);
  expect((await content(left?.hash)).statusCode).toBe(404);
  for (const table of ['quarantine_content', 'quarantine_content_part'])
    expect((await pool.query(`SELECT 1 FROM ${table}`)).rowCount).toBe(0);
  const all = await pool.query('SELECT hash FROM attachment');
  expect(all.rows).toEqual([{ hash: hashes[0] }]);
});

test('a photo whose event had been sent goes to its attachment; one that is damaged here holds the machine', async () => {
  const { server, signIn, revoke, pool } = await centreHere();
  const at = home();
  const lucia = await signIn('lucia');
  const up = { content: false, all: true };
  const may = (path: string) => up.all && (up.content || !path.startsWith('/attachments/'));
  const desk = await deskIn(at, server, lucia, may);
  const wait = { timeout: 60_000, interval: 20 };
  await expect.poll(() => desk.view().lastAnswerAt, wait).not.toBeNull();
  const sent = await attach(desk, png(60, 40, { noise: 100_000 }));
  desk.sync.recorded();
  await expect.poll(() => desk.view().unsent, wait).toBe(0);
  up.all = false;
  const damaged = await attach(desk, png(30, 40, { noise: 100_000 }));
  const { file } = desk.store.files.rows.blob(damaged) ?? { file: '' };
  appendFileSync(join(desk.folder, vaultFolder, file), 'more');
  await revoke(lucia);
  up.all = true;
  desk.sync.now();
  await expect.poll(() => desk.told.at(-1), wait).toEqual({ step: 'held', handed: 1, left: 0, files: 1 });
  expect(desk.orders).toEqual([]);
  expect((await pool.query('SELECT hash, whole FROM attachment')).rows).toEqual([
    { hash: sent, whole: true },
  ]);
  expect((await pool.query('SELECT hash FROM quarantine_content WHERE whole')).rows).toEqual([]);
  expect((await pool.query('SELECT unsent_files FROM device WHERE id = $1', [lucia.device])).rows).toEqual([
    { unsent_files: 1 },
  ]);
});

test('where as much waits for a review as the centre keeps of one machine, the rest stays until some of it is reviewed, and then goes by itself', async () => {
  const { server, signIn, revoke, pool, post } = await centreHere();
  const lucia = await signIn('lucia');
  let isUp = true;
  const desk = await deskIn(home(), server, lucia, () => isUp);
  const wait = { timeout: 60_000, interval: 20 };
  await expect.poll(() => desk.view().lastAnswerAt, wait).not.toBeNull();
  isUp = false;
  await attach(desk, png(60, 40, { noise: 100_000 }));
  await attach(desk, png(50, 40, { noise: 100_000 }));
  await revoke(lucia);
  // As if it had announced so much before.
  const { rows } = await pool.query<{ n: number }>(
    `INSERT INTO quarantine (device, person, command_id, hash, team, bytes, at)
     VALUES ($1, 'lucia', gen_random_uuid(), 'x', 'day', '', 1) RETURNING n`,
    [lucia.device],
  );
  const before = rows[0]?.n;
  const announced =
    "INSERT INTO quarantine_content (n, team, hash, bytes, touched) VALUES ($1, 'day', 'x', $2, 1)";
  await pool.query(announced, [before, mostWaiting - 20_000]);
  isUp = true;
  desk.sync.now();
  await expect.poll(() => desk.told.at(-1), wait).toEqual({ step: 'full', handed: 2, left: 0, files: 2 });
  expect(desk.orders).toEqual([]);
  const ines = await signIn('ines');
  await post('/quarantine/review', { verdict: 'decline', of: [before], reason: 'x' }, ines.token);
  desk.sync.now();
  await expect.poll(() => desk.orders.length, wait).toBe(1);
  expect(desk.told.at(-1)).toEqual({ step: 'handing-in', handed: 2, left: 0, files: 0 });
  expect((await pool.query('SELECT 1 FROM quarantine_content WHERE whole')).rowCount).toBe(2);
});

test('signed out, a machine that is shut out proves itself by its key; a content that is missing waits for a second order', async () => {
  const { server, signIn, revoke } = await centreHere();
  const at = home();
  const lucia = await signIn('lucia');
  const first = await deskIn(at, server, lucia);
  const wait = { timeout: 60_000, interval: 20 };
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

test('ended while it tries a last time to hand in, a store that an admin gave up is there at the next start, and tries again', async () => {
  const { server, signIn, revoke, pool } = await centreHere();
  const at = home();
  const lucia = await signIn('lucia');
  let isUp = true;
  const tries: string[] = [];
  const first = await deskIn(at, server, lucia, (path) => {
    if (!isUp || !path.startsWith('/quarantine/')) return isUp;
    tries.push(path);
    return 'hangs';
  });
  const wait = { timeout: 60_000, interval: 20 };
  await expect.poll(() => first.view().lastAnswerAt, wait).not.toBeNull();
  isUp = false;
  first.store.record([note('c1', null, 'said on the last day')]);
  await revoke(lucia);
  await revoke(lucia, 'wipe');
  isUp = true;
  first.sync.now();
  await expect.poll(() => tries.length, wait).toBe(1);
  await first.close();
  expect(first.orders).toEqual([]);
  const second = await deskIn(at, server, null);
  await expect.poll(() => second.orders.length, wait).toBe(1);
  expect(second.told.at(-1)).toEqual({ step: 'handing-in', handed: 1, left: 0, files: 0 });
  expect((await pool.query('SELECT 1 FROM quarantine')).rowCount).toBe(1);
});

test('a machine that only thinks that it was shut out opens again, and nothing was lost', async () => {
  const { server, signIn } = await centreHere();
  const at = home();
  const first = await deskIn(at, server, await signIn('lucia'));
  const wait = { timeout: 60_000, interval: 20 };
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
