import { randomUUID } from 'node:crypto';
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { putRecords } from '#server/records/put.ts';
import { pieceOnPort } from '#shared/attachment/asks.ts';
import { partBytes } from '#shared/sync/attachments.ts';
import type { AttachmentView } from '#shared/views/attachment.ts';
import type { SyncView } from '#shared/views/sync.ts';
import { vaultFolder } from '#store/files/vault.ts';
import { openStore, type Store } from '#store/store.ts';
import { type Sync, startSync } from '#store/sync/sync.ts';
import { png, sha256Of } from '../attachment/content.ts';
import { poolOf } from '../server/centre.ts';
import { centreOn, staffedDatabase } from '../server/staffed.ts';
import { customer, note, type Place, place } from './fixture.ts';
import { nearlyUsual } from './synced.ts';

type Seat = { store: Store; sync: Sync; at: Place; failures: unknown[]; close: () => Promise<void> };
type Network = { isCut: boolean; parts: number; cuts: number; cutAfter: number; log: string[] };

async function centreOfDay() {
  const url = await staffedDatabase();
  const pool = poolOf(url);
  await pool.query("INSERT INTO team_rule (position, team) VALUES (1, 'day')");
  await putRecords(pool, [customer('c1')], Date.now);
  const centre = await centreOn(url);
  return { pool, centre, server: await centre.app.listen({ host: '127.0.0.1', port: 0 }) };
}

/** A network that is cut when so many parts have gone through, in the middle of one: it arrives, and its answer is lost. */
function network(cutAfter = Number.POSITIVE_INFINITY): Network & { fetch: typeof fetch } {
  const net: Network = { isCut: false, parts: 0, cuts: 0, cutAfter, log: [] };
  return Object.assign(net, {
    fetch: (async (url: string, init?: RequestInit) => {
      if (net.isCut) throw new TypeError('fetch failed');
      const { pathname } = new URL(url);
      const isPart = init?.method === 'PUT' && (init.body as Uint8Array).length > 0;
      net.log.push(isPart ? 'part' : pathname);
      const answer = await fetch(url, init);
      if (isPart) net.parts += 1;
      if (isPart && net.parts === net.cutAfter) {
        net.isCut = true;
        net.cuts += 1;
        throw new TypeError('fetch failed');
      }
      return answer;
    }) as typeof fetch,
  });
}

type Centre = Awaited<ReturnType<typeof centreOfDay>>;

async function seat(
  { centre, server }: Centre,
  person: string,
  transport: { fetch: typeof fetch },
  at?: Place,
): Promise<Seat> {
  const signedIn = at ? null : await centre.signIn(person);
  const where = at ?? place();
  const desk = { person: { id: person, name: person }, company: '' };
  const store = await openStore({ ...where, fresh: at === undefined, desk });
  const failures: unknown[] = [];
  const sync = startSync({
    store,
    location: where,
    person,
    server,
    signedIn,
    transport,
    changed: () => undefined,
    failed: (error) => failures.push(error),
    pace: nearlyUsual,
  });
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await sync.close();
    store.close();
  };
  onTestFinished(close);
  return { store, sync, at: where, failures, close };
}

const syncOf = ({ store }: Seat) => store.view({ view: 'sync' }) as SyncView;
const filesOf = ({ store }: Seat) =>
  store.view({ view: 'attachments', customerId: 'c1' }) as AttachmentView[];
const here = (one: Seat) =>
  expect.poll(() => one.store.view({ view: 'customer', customerId: 'c1' })).not.toBeNull();
const sent = (one: Seat) =>
  expect.poll(() => [syncOf(one).unsent, syncOf(one).unsentFiles], { timeout: 60_000 }).toEqual([0, 0]);

async function attach({ store, sync }: Seat, content: Buffer): Promise<string> {
  const from = store.files.incoming();
  const id = randomUUID();
  await store.files.answer({ file: 'begin', id, bytes: content.length }, from);
  for (let at = 0; at < content.length; at += pieceOnPort)
    await store.files.answer(
      { file: 'part', id, part: new Uint8Array(content.subarray(at, at + pieceOnPort)) },
      from,
    );
  await store.files.answer({ file: 'end', id }, from);
  const data = {
    attachmentId: id,
    hash: sha256Of(content),
    name: 'rota.png',
    mime: 'image/png',
    bytes: content.length,
    orderId: null,
    about: '',
  };
  store.record([{ type: 'attachment.add', customerId: 'c1', caseId: null, data }]);
  sync.recorded();
  return id;
}

const fetchAsk = (attachmentId: string) => ({ file: 'fetch', customerId: 'c1', attachmentId });
const wanted = async (one: Seat, id: string, is: object) => {
  await one.store.files.answer(fetchAsk(id), one.store.files.incoming());
  await expect.poll(() => filesOf(one)[0]?.content, { timeout: 60_000 }).toMatchObject(is);
};

test('a photo attached without a network goes up when it is there, goes on after a cut and after an end, and is on the other desk as it was', async () => {
  const parts = await centreOfDay();
  const net = network(4);
  const content = png(60, 40, { noise: 2_000_000 });
  const first = await seat(parts, 'lucia', net);
  const other = await seat(parts, 'ines', { fetch });
  await here(first);
  await here(other);
  net.isCut = true;
  const id = await attach(first, content);
  expect(syncOf(first)).toMatchObject({ unsent: 1, unsentFiles: 1 });
  net.isCut = false;
  first.sync.now();
  await expect.poll(() => net.cuts, { timeout: 60_000 }).toBe(1);
  await expect.poll(() => filesOf(other)).toMatchObject([{ id, content: { is: 'away' } }]);
  // All of it is not there yet, and whoever wants it is told so.
  await wanted(other, id, { is: 'cannot', why: 'later' });
  const before = net.parts;
  expect(before).toBe(4);
  expect(syncOf(first).unsentFiles).toBe(1);
  await first.close();

  net.isCut = false;
  const again = await seat(parts, 'lucia', net, first.at);
  await sent(again);
  const { rows } = await parts.pool.query(
    'SELECT count(*)::int AS parts, sum(length(body))::int AS bytes FROM attachment_part',
  );
  // Nothing went twice: what arrived before the cut stayed, and so did the part whose answer was lost.
  expect(rows[0]).toEqual({ parts: net.parts, bytes: content.length });
  expect(net.parts).toBeGreaterThan(before);
  // Nobody asks again: it comes by itself.
  await expect.poll(() => filesOf(other)[0]?.content, { timeout: 60_000 }).toEqual({ is: 'here' });
  expect(filesOf(other)).toHaveLength(1);
  const [file = ''] = other.store.files.rows.all().map((blob) => blob.file);
  expect(await other.store.files.vault.read(file, 0, 3_000_000)).toEqual(content);
  for (const one of [again, other]) expect(one.failures).toEqual([]);
});

test('a large photo on its way holds up no note', async () => {
  const parts = await centreOfDay();
  const net = network();
  const first = await seat(parts, 'lucia', net);
  await here(first);
  await attach(first, png(60, 40, { noise: 8_000_000 }));
  await expect.poll(() => net.parts, { timeout: 60_000, interval: 1 }).toBeGreaterThan(2);
  const from = net.log.length;
  first.store.record([note('c1', null, 'said meanwhile')]);
  first.sync.recorded();
  await expect.poll(() => syncOf(first).unsent, { timeout: 60_000, interval: 5 }).toBe(0);
  expect(syncOf(first).unsentFiles).toBe(1);
  const between = net.log.slice(from);
  // The part that was on its way, and hardly one more.
  expect(between.slice(0, between.indexOf('/exchange')).length).toBeLessThanOrEqual(2);
  await sent(first);
  expect(net.parts).toBeGreaterThanOrEqual(8_000_000 / partBytes);
});

test('a content that was changed on the disk is not sent, and what the centre holds is checked before it is shown', async () => {
  const parts = await centreOfDay();
  const net = network();
  const first = await seat(parts, 'lucia', net);
  const other = await seat(parts, 'ines', { fetch });
  await here(first);
  await here(other);
  net.isCut = true;
  await attach(first, png(60, 40, { noise: 100_000 }));
  const folder = join(first.at.folder, vaultFolder);
  for (const file of readdirSync(folder)) appendFileSync(join(folder, file), 'x');
  net.isCut = false;
  first.sync.now();
  await expect.poll(() => first.failures.length, { timeout: 60_000 }).toBe(1);
  await expect.poll(() => syncOf(first)).toMatchObject({ unsent: 0, unsentFiles: 1 });
  expect(first.store.view({ view: 'unsent-files' })).toMatchObject([{ sent: 'refused' }]);
  expect(filesOf(first)).toMatchObject([{ sent: 'refused' }]);

  const good = await attach(first, png(10, 10, { noise: 50_000 }));
  await expect.poll(() => syncOf(first).unsentFiles, { timeout: 60_000 }).toBe(1);
  await expect.poll(() => filesOf(other).length, { timeout: 60_000 }).toBe(2);
  await parts.pool.query("UPDATE attachment_part SET body = overlay(body placing 'x' from 90)");
  await other.store.files.answer(fetchAsk(good), other.store.files.incoming());
  await expect
    .poll(() => filesOf(other).find(({ id }) => id === good)?.content, { timeout: 60_000 })
    .toEqual({ is: 'cannot', why: 'unfit' });
  expect(await other.store.files.vault.has()).toEqual(new Set());
});

test('a centre that was restored without the photo gets it again from the desk that has it', async () => {
  const parts = await centreOfDay();
  const first = await seat(parts, 'lucia', { fetch });
  await here(first);
  await attach(first, png(10, 10, { noise: 50_000 }));
  await sent(first);
  await parts.pool.query('DELETE FROM attachment');
  first.store.db.prepare("UPDATE upload SET epoch = 'another.1'").run();
  first.sync.now();
  await expect
    .poll(async () => (await parts.pool.query('SELECT whole FROM attachment')).rows, { timeout: 60_000 })
    .toEqual([{ whole: true }]);
});

test('what was looked at without a network comes by itself when there is one', async () => {
  const parts = await centreOfDay();
  const first = await seat(parts, 'lucia', { fetch });
  const net = network();
  const other = await seat(parts, 'ines', net);
  await here(other);
  const id = await attach(first, png(10, 10, { noise: 50_000 }));
  await sent(first);
  await expect.poll(() => filesOf(other).length, { timeout: 60_000 }).toBe(1);
  net.isCut = true;
  await wanted(other, id, { is: 'cannot', why: 'offline' });
  net.isCut = false;
  other.sync.now();
  await expect.poll(() => filesOf(other)[0]?.content, { timeout: 60_000 }).toEqual({ is: 'here' });
  expect(other.failures).toEqual([]);
});
