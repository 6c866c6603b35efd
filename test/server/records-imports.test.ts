import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import type { Pool } from 'pg';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { keepBody, type SentFile, TooLargeError } from '#server/records/imports/file.ts';
import { type ImportJobs, importJobs } from '#server/records/imports/jobs.ts';
import { cancelReading, sweepDead } from '#server/records/imports/sweep.ts';
import { idHash } from '#server/records/known.ts';
import { readUntaken } from '#server/records/untaken.ts';
import { type ImportAsk, importReport } from '#shared/sync/import.ts';
import { importRun } from '#shops/import.ts';
import { nothingKnown, overlay } from '#shops/overlay.ts';
import { readOrders } from '#shops/read.ts';
import { sharedData } from '../shops/reading.ts';
import { oneTeam, streamOf, twoTeams } from './records-centre.ts';
import { wooAsk, wooFile, wooOrder } from './records-files.ts';

const limits = { sent: 1e8, unpacked: 1e9 };
const now = () => 1_800_000_000_000;

function jobsOf(pool: Pool, patience?: number): ImportJobs {
  const jobs = importJobs({
    pool,
    now,
    failed: () => undefined,
    every: 100,
    ...(patience ? { patience } : {}),
  });
  onTestFinished(() => jobs.stop());
  return jobs;
}

async function* pieces(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += 50_000) yield bytes.subarray(at, at + 50_000);
}

type Row = {
  state: string;
  done: number;
  total: number | null;
  report: unknown;
  failure: { sentence: string } | null;
};

async function importOf(pool: Pool, id: string): Promise<Row | undefined> {
  const { rows } = await pool.query<Row>(
    'SELECT state, done, total, report, failure FROM import WHERE id = $1',
    [id],
  );
  return rows[0];
}

async function ended(pool: Pool, id: string): Promise<Row> {
  return vi.waitFor(
    async () => {
      const row = await importOf(pool, id);
      if (!row || row.state === 'reading' || row.state === 'publishing')
        throw new Error(`still ${row?.state}`);
      return row;
    },
    { timeout: 100_000, interval: 50 },
  );
}

async function bringIn(
  pool: Pool,
  jobs: ImportJobs,
  content: string | Uint8Array,
  ask = wooAsk(),
): Promise<Row> {
  return ended(
    pool,
    await jobs.begin(ask, await keepBody(pieces(content), limits), { person: 'p1', device: null }),
  );
}

/** What a file makes where nobody has heard of anybody: the same reader and recognition in one go, in memory. */
async function inMemory(content: string, ask: ImportAsk & { mapping: unknown }) {
  const known = overlay(nothingKnown);
  const run = importRun({ file: ask.file, from: ask.from, language: ask.language, known, hash: idHash });
  const records = new Map<string, string>();
  const { mapping, from, zone = null, country = null, shop = null, language } = ask;
  const open = () => pieces(content);
  for await (const step of readOrders({ open, mapping, from, zone, country, shop, language, bytes: null })) {
    for (const record of run.take(step)) {
      known.put(record);
      records.set(`${record.type}:${record.id}`, JSON.stringify(record));
    }
  }
  return { report: run.report(), records };
}

async function recordsOf(pool: Pool): Promise<Map<string, unknown>> {
  const { rows } = await pool.query<{ key: string; body: string }>('SELECT key, body FROM record_now');
  return new Map(rows.map(({ key, body }) => [key, JSON.parse(body)]));
}

function parsed(records: ReadonlyMap<string, string>): Map<string, unknown> {
  return new Map([...records].map(([key, body]) => [key, JSON.parse(body)]));
}

async function leftBehind(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ left: number }>(
    'SELECT (SELECT count(*) FROM import_staged) + (SELECT count(*) FROM import_person) AS left',
  );
  return rows[0]?.left ?? -1;
}

test('an import makes the records and the report that one go in memory makes, and the same file again changes nothing', async () => {
  const { pool } = await oneTeam();
  const jobs = jobsOf(pool);
  const content = wooFile(500);
  const expected = await inMemory(content, wooAsk());
  expect(expected.report.customers.merged).toBeGreaterThan(0);
  expect(expected.report.twins).toBeGreaterThan(0);

  const first = await bringIn(pool, jobs, content);
  expect(first).toMatchObject({ state: 'done', done: 500, total: 500, report: expected.report });
  expect(await recordsOf(pool)).toEqual(parsed(expected.records));
  const { length } = await streamOf(pool, 'all');
  expect(await leftBehind(pool)).toBe(0);

  const again = await bringIn(pool, jobs, gzipSync(content));
  expect(again.report).toMatchObject({
    customers: { read: expected.report.customers.read, new: 0, changed: 0, merged: 0 },
    orders: { read: 500, new: 0, changed: 0, unchanged: 500 },
    twins: 0,
  });
  expect(await streamOf(pool, 'all')).toHaveLength(length);
});

test('two imports at once in two processes do not make two of one person', async () => {
  const { url, pool } = await oneTeam();
  const content = wooFile(400);
  const child = importer(url, 'publishing', content);
  const id = (await child.line()).slice('id '.length);
  const mine = await bringIn(pool, jobsOf(pool), content);
  const theirs = await ended(pool, id);
  await child.kill();
  const made = [mine, theirs].map(({ report }) => importReport.parse(report).orders);
  expect(made.map(({ read }) => read)).toEqual([400, 400]);
  expect(made.reduce((sum, orders) => sum + orders.new, 0)).toBe(400);
  const expected = await inMemory(content, wooAsk());
  expect(await recordsOf(pool)).toEqual(parsed(expected.records));
});

test('batches that fail at their last statement are done again, whole, and counted once', async () => {
  const { pool } = await oneTeam();
  // A sequence is not rolled back: so it counts the tries.
  await pool.query(`
    CREATE SEQUENCE tries;
    CREATE FUNCTION fail_some() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF nextval('tries') IN (1, 3, 4, 6) THEN RAISE EXCEPTION 'injected' USING ERRCODE = '40001'; END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER fail_some BEFORE UPDATE ON team_head FOR EACH ROW EXECUTE FUNCTION fail_some()`);
  const content = wooFile(700);
  const { state, report } = await bringIn(pool, jobsOf(pool), content);
  const { rows } = await pool.query<{ tries: number }>('SELECT last_value AS tries FROM tries');
  expect(rows[0]?.tries).toBeGreaterThanOrEqual(8);
  const expected = await inMemory(content, wooAsk());
  expect([state, report]).toEqual(['done', expected.report]);
  expect(await recordsOf(pool)).toEqual(parsed(expected.records));
});

test('an order that is recognised as of another team stays with its customer and still gets its news', async () => {
  const { pool } = await twoTeams();
  const jobs = jobsOf(pool);
  const of = (index: number, email: string, country: string, more = {}) => {
    const one = wooOrder(index, { customer_id: 0, ...more });
    return JSON.stringify({
      ...one,
      billing: { first_name: email, last_name: 'Gil', country, email: `${email}@x.com`, phone: '' },
    });
  };
  await bringIn(pool, jobs, [of(1, 'ana', 'ES'), of(2, 'luz', 'MX')].join('\n'));
  expect(await streamOf(pool, 'spain')).toHaveLength(2);
  const later = { date_modified_gmt: '2026-01-06T11:00:00', total: '99.00' };
  const moved = await bringIn(pool, jobs, of(1, 'luz', 'MX', later));
  expect(moved.report).toMatchObject({ orders: { changed: 1 }, skippedTotal: 0 });
  const records = await recordsOf(pool);
  const [ana] = [...records.values()].filter((one) => (one as { name?: string }).name === 'ana Gil') as {
    id: string;
  }[];
  expect(records.get('order:casa:1001')).toMatchObject({ customerId: ana?.id, total: 9900 });
  expect((await streamOf(pool, 'spain')).at(-1)).toBe('order:casa:1001');
});

test('orders without a team are in the report and stop no other', async () => {
  const { pool } = await twoTeams();
  const place = (country: string) => ({ ...wooOrder(0).billing, country });
  const content = [
    JSON.stringify(wooOrder(1, { billing: place('ES'), customer_id: 1 })),
    JSON.stringify(wooOrder(2, { billing: { country: 'FR', email: 'x@x.fr' }, customer_id: 2 })),
  ].join('\n');
  const { state, report } = await bringIn(pool, jobsOf(pool), content);
  expect(state).toBe('done');
  expect(report).toMatchObject({
    skippedTotal: 1,
    skipped: [{ row: 2, code: 'no-team', why: expect.stringContaining('People and teams') }],
  });
  expect(await streamOf(pool, 'spain')).toHaveLength(2);
  // Mended and sent again, they are taken, and nobody is missing any more.
  expect(await readUntaken(pool)).toMatchObject({ customers: 1, shops: ['casa'], first: expect.any(Number) });
  await pool.query("UPDATE team SET takes_rest = true WHERE team = 'mexico'");
  await bringIn(pool, jobsOf(pool), content);
  expect(await streamOf(pool, 'mexico')).toHaveLength(2);
  expect(await readUntaken(pool)).toMatchObject({ customers: 0, shops: [], first: null });
});

test('of an erased customer each order is in the report once, not once more for the customer', async () => {
  const { pool } = await oneTeam();
  const jobs = jobsOf(pool);
  const content = wooFile(2);
  await bringIn(pool, jobs, content);
  await pool.query(
    'WITH gone AS (DELETE FROM record_now RETURNING key) INSERT INTO erased_record SELECT key, 1 FROM gone',
  );
  const { report } = await bringIn(pool, jobs, content);
  expect(report).toMatchObject({
    skippedTotal: 2,
    skipped: [
      { row: 1, code: 'erased', why: 'Its customer was erased.' },
      { row: 2, code: 'erased' },
    ],
  });
});

test.each([
  ['no file of the kind', 'this is not JSON', /JSON/],
  ['a file that ends in the middle', `[${wooFile(700).replaceAll('\n', ',')}`, /ends in the middle/],
  ['a packed file that ends in the middle', gzipSync(wooFile(700)).subarray(0, 3000), /ends in the middle/],
  [
    'a packed file that is larger than is read',
    gzipSync(Buffer.alloc(50_000_000, ' ')),
    /larger than this server reads/,
  ],
])('of %s nothing is brought in, and a sentence says why', async (_, content, sentence) => {
  const { pool } = await oneTeam();
  const jobs = jobsOf(pool);
  const file = await keepBody(pieces(content), { sent: 1e8, unpacked: 20_000_000 });
  const row = await ended(pool, await jobs.begin(wooAsk(), file, { person: 'p1', device: null }));
  expect(row).toMatchObject({ state: 'failed', report: null });
  expect(row.failure?.sentence).toMatch(sentence);
  expect(await recordsOf(pool)).toEqual(new Map());
  await expect.poll(() => leftBehind(pool)).toBe(0);
});

test('a body over the limit is not kept', async () => {
  await expect(keepBody(pieces('x'.repeat(200_000)), { sent: 100_000, unpacked: 1e9 })).rejects.toThrow(
    TooLargeError,
  );
});

/** A file that stops in the middle until it is told to go on. */
async function gated(content: string): Promise<{ file: SentFile; halfway: Promise<void>; goOn: () => void }> {
  const file = await keepBody(pieces(content), limits);
  const halfway = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  async function* open(): AsyncGenerator<Uint8Array> {
    let size = 0;
    for await (const chunk of file.open()) {
      size += chunk.length;
      if (size > content.length / 2) {
        halfway.resolve();
        await goOn.promise;
      }
      yield chunk;
    }
  }
  return { file: { ...file, open }, halfway: halfway.promise, goOn: goOn.resolve };
}

test('an import that is cancelled while it is read leaves nothing, whichever process cancels it', async () => {
  const { pool } = await oneTeam();
  const jobs = jobsOf(pool);
  const { file, halfway, goOn } = await gated(wooFile(1500));
  const id = await jobs.begin(wooAsk(), file, { person: 'p1', device: null });
  await halfway;
  await expect.poll(() => leftBehind(pool)).toBeGreaterThan(0);
  expect(await cancelReading(pool, id, now(), { person: 'p1', device: null })).toBe(true);
  goOn();
  await jobs.stop();
  expect(await importOf(pool, id)).toMatchObject({ state: 'cancelled', report: null });
  expect(await leftBehind(pool)).toBe(0);
  expect(await recordsOf(pool)).toEqual(new Map());
  expect(await cancelReading(pool, id, now(), { person: 'p1', device: null })).toBe(false);
});

test('a server that is stopped ends what it reads, and leaves what it publishes to others', async () => {
  const { pool } = await oneTeam();
  const jobs = jobsOf(pool);
  const { file, halfway, goOn } = await gated(wooFile(1500));
  const id = await jobs.begin(wooAsk(), file, { person: 'p1', device: null });
  await halfway;
  const stopped = jobs.stop();
  goOn();
  await stopped;
  const row = await importOf(pool, id);
  expect(row).toMatchObject({
    state: 'failed',
    failure: { sentence: expect.stringMatching(/server stopped/) },
  });
  expect(await leftBehind(pool)).toBe(0);
});

test('a server that is stopped while it publishes ends after the batch, and another goes on at once', async () => {
  const { pool } = await oneTeam();
  const jobs = jobsOf(pool);
  const content = wooFile(1200);
  const id = await jobs.begin(wooAsk(), await keepBody(pieces(content), limits), {
    person: 'p1',
    device: null,
  });
  await vi.waitFor(
    async () => {
      const row = await importOf(pool, id);
      if (row?.state !== 'publishing' || row.done === 0) throw new Error('not yet');
    },
    { timeout: 30_000, interval: 5 },
  );
  await jobs.stop();
  const { rows } = await pool.query('SELECT state, claim, done < total AS unfinished FROM import');
  expect(rows).toEqual([{ state: 'publishing', claim: null, unfinished: true }]);

  jobsOf(pool);
  const row = await ended(pool, id);
  const expected = await inMemory(content, wooAsk());
  expect(row).toMatchObject({ state: 'done', report: expected.report });
  expect(await recordsOf(pool)).toEqual(parsed(expected.records));
});

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** Another server process with a file. */
function importer(url: string, until: 'reading' | 'publishing', content: string) {
  const script = new URL('records-importer.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, url, until], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  child.stdin.end(content);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const gone = new Promise((resolve) => child.once('exit', resolve));
  return {
    line: async () => String((await lines.next()).value),
    kill: () => {
      child.kill('SIGKILL');
      return gone;
    },
  };
}

test('a process that is killed while it reads leaves nothing', async () => {
  const { url, pool } = await oneTeam();
  const child = importer(url, 'reading', wooFile(1500));
  const id = (await child.line()).slice('id '.length);
  expect(await child.line()).toBe('halfway');
  await expect.poll(() => leftBehind(pool)).toBeGreaterThan(0);
  await child.kill();
  expect(await importOf(pool, id)).toMatchObject({ state: 'reading' });
  // A file without a name went with its process.
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('hilo-import-'))).toEqual([]);

  jobsOf(pool, 300);
  const row = await ended(pool, id);
  expect(row).toMatchObject({
    state: 'failed',
    failure: { sentence: expect.stringMatching(/Send it again/) },
  });
  await expect.poll(() => leftBehind(pool)).toBe(0);
  expect(await recordsOf(pool)).toEqual(new Map());
});

test('what a process was publishing when it was killed is finished by another, once', async () => {
  const { url, pool } = await oneTeam();
  const content = wooFile(1600);
  const child = importer(url, 'publishing', content);
  const id = (await child.line()).slice('id '.length);
  await vi.waitFor(
    async () => {
      const row = await importOf(pool, id);
      if (row?.state !== 'publishing' || row.done === 0) throw new Error('not yet');
    },
    { timeout: 30_000, interval: 5 },
  );
  await child.kill();
  const at = await importOf(pool, id);
  expect(at?.state).toBe('publishing');
  console.log(`killed after ${at?.done} of ${at?.total} orders`);
  expect(at?.done).toBeLessThan(1600);
  expect(await leftBehind(pool)).toBeGreaterThan(0);

  jobsOf(pool, 300);
  const row = await ended(pool, id);
  const expected = await inMemory(content, wooAsk());
  expect(row).toMatchObject({ state: 'done', done: 1600, report: expected.report });
  expect(await recordsOf(pool)).toEqual(parsed(expected.records));
  await streamOf(pool, 'all');
  expect(await leftBehind(pool)).toBe(0);
});

const shops = existsSync(new URL('shopify/order.json', sharedData));
if (!shops)
  console.log('SKIPPED: no ../shared/data/shopify and woocommerce, real files of shops are not imported');

test.skipIf(!shops)('real orders of Shopify and WooCommerce come in', async () => {
  console.log('Using ../shared/data/shopify (MIT) and ../shared/data/woocommerce (Apache-2.0)');
  const { pool } = await oneTeam();
  const jobs = jobsOf(pool);
  const read = (name: string) => readFileSync(new URL(name, sharedData), 'utf8');
  const shopify = await bringIn(pool, jobs, read('shopify/order.json'), {
    ...wooAsk(),
    from: 'shopify-json',
    shop: 'gifts',
  });
  expect(shopify).toMatchObject({
    state: 'done',
    report: { orders: { new: 1 }, customers: { new: 1 }, skippedTotal: 0 },
  });
  const files = [0, 1, 2, 3, 4, 5].map((index) => read(`woocommerce/orders_${index}.json`));
  const woo = await bringIn(pool, jobs, files.join('\n'));
  const expected = await inMemory(files.join('\n'), wooAsk());
  expect(woo).toMatchObject({ state: 'done', report: expected.report });
  expect((await recordsOf(pool)).size).toBe(expected.records.size + 2);
});

test('reports of imports are kept for three months after the end, and what is under way for as long as it takes', async () => {
  const { pool } = await oneTeam();
  const day = 86_400_000;
  const now = 1_800_000_000_000;
  await pool.query(
    `INSERT INTO import (id, file, format, language, by, created, state, finished)
     SELECT gen_random_uuid(), u.file, 'csv', 'en', 'p1', $1::bigint, u.state, u.finished
     FROM (VALUES ('old', 'done', $1::bigint), ('recent', 'failed', $2), ('open', 'publishing', null)) AS u (file, state, finished)`,
    [now - 91 * day, now - 89 * day],
  );
  await sweepDead(pool, now, 30_000);
  const { rows } = await pool.query('SELECT file FROM import ORDER BY file');
  expect(rows).toEqual([{ file: 'open' }, { file: 'recent' }]);
});
