import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import type { Pool } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { putRecords } from '#server/records/put.ts';
import { chunkMaker } from '#server/snapshots/chunk-maker.ts';
import { keepSnapshots } from '#server/snapshots/keep.ts';
import { makeSnapshot } from '#server/snapshots/make.ts';
import { changeOf, eventsSql, peopleSql, recordsSql, wholeCustomers } from '#server/snapshots/read.ts';
import type { Change, Page } from '#shared/wire.ts';
import { demoPages } from '#shops/demo/demo.ts';
import { openChunk } from '#store/snapshot/load.ts';
import { copiedTables } from '#store/snapshot/shape.ts';
import { openStore, type Store } from '#store/store.ts';
import { poolOf } from './centre.ts';
import { oneTeam } from './records-centre.ts';

const now = () => Date.UTC(2026, 10, 25, 9);
const anchor = Date.UTC(2026, 10, 24, 9);
const makes = () => ({ now, signal: new AbortController().signal });

/** A part of the demo company: people and some customers with all that belongs to them. */
function someOf(count: number): Change[] {
  const changes = [...demoPages({ seed: 1, anchor })].flatMap(({ changes }) => changes);
  const customers = new Set(
    changes
      .flatMap((one) => ('record' in one && one.record.type === 'customer' ? [one.record.id] : []))
      .slice(0, count),
  );
  return changes.filter((one) => {
    if ('event' in one) return customers.has(one.event.customerId);
    const { record } = one;
    if (record.type === 'person' || record.type === 'rules') return false;
    if (record.type === 'skills' || record.type === 'absence' || record.type === 'erased') return false;
    if (record.type === 'customer') return customers.has(record.id);
    return record.type === 'order'
      ? customers.has(record.customerId)
      : record.customerIds.every((id) => customers.has(id));
  });
}

async function company(count: number): Promise<{ url: string; pool: Pool; head: number }> {
  const { url, pool } = await oneTeam();
  const changes = someOf(count);
  await putRecords(
    pool,
    changes.flatMap((one) => ('record' in one ? [one.record] : [])),
    now,
  );
  const events = changes.flatMap((one) => ('event' in one ? [one.event] : []));
  const { rows } = await pool.query<{ first: number }>(
    `SELECT append_changes('all', $1, array_fill('event'::text, ARRAY[cardinality($2::text[])]), $2, $3, $4, $5) AS first`,
    [
      now(),
      events.map(({ id }) => id),
      events.map(({ customerId }) => customerId),
      events.map(({ customerId, caseId }) => (caseId === null ? `customer:${customerId}` : `case:${caseId}`)),
      events.map((event) => JSON.stringify(event)),
    ],
  );
  return { url, pool, head: (rows[0]?.first ?? 0) + events.length - 1 };
}

const newPlace = () => ({ folder: mkdtempSync(join(tmpdir(), 'hilo-fill-')), key: randomBytes(32) });

async function emptyStore(place = newPlace()): Promise<Store> {
  const desk = { person: { id: 'lucia', name: 'Lucía' }, company: 'Fill' };
  const store = await openStore({ ...place, fresh: true, desk });
  onTestFinished(() => {
    store.close();
    rmSync(place.folder, { recursive: true, force: true });
  });
  return store;
}

async function byPages(pool: Pool): Promise<Store> {
  const store = await emptyStore();
  const { rows } = await pool.query<{ n: number; at: number; kind: string; body: string }>(
    "SELECT n, at, kind, body FROM change WHERE team = 'all' ORDER BY n",
  );
  const changes = rows.map(({ n, at, kind, body }) => ({ n, at, [kind]: JSON.parse(body) }) as Change);
  const page: Page = { team: 'all', epoch: 'e', from: 0, to: changes.length, changes };
  store.absorb(page);
  return store;
}

async function bySnapshot(pool: Pool): Promise<Store> {
  const place = newPlace();
  const store = await emptyStore(place);
  const made = await makeSnapshot(pool, 'all', 'e', makes());
  expect(made).not.toBeNull();
  const { rows } = await pool.query<{ body: Buffer }>(
    'SELECT body FROM snapshot_chunk WHERE id = $1 ORDER BY chunk',
    [made?.id],
  );
  expect(rows.length).toBe(made?.chunks);
  for (const { body } of rows) {
    const chunk = openChunk(zstdDecompressSync(body), place);
    while (chunk.step());
    chunk.close();
  }
  return store;
}

/** Everything a store holds of the team, without the numbers of rows, which are its own, and of records' changes that are gone. */
function contentOf({ db }: Store): Record<string, unknown[]> {
  const all = (sql: string) => db.prepare(sql).all();
  const tables = Object.keys(copiedTables).map((table) => [table, all(`SELECT * FROM ${table}`)] as const);
  return {
    ...Object.fromEntries(tables),
    customer_now: all('SELECT customer_id, body, phones_shown FROM customer_now ORDER BY customer_id'),
    customer_order: all('SELECT order_id, customer_id, n, body FROM customer_order ORDER BY order_id'),
    names: all(
      `SELECT customer_id FROM customer_now WHERE seq IN (SELECT rowid FROM name_search WHERE name_search MATCH 'a*')
       ORDER BY customer_id`,
    ),
  };
}

test('a store that was filled by a snapshot holds exactly what one that was filled by pages holds', async () => {
  const { pool, head } = await company(80);
  const [pages, snapshot] = [await byPages(pool), await bySnapshot(pool)];
  const [wanted, got] = [contentOf(pages), contentOf(snapshot)];
  expect(head).toBeGreaterThan(500);
  expect((wanted.story ?? []).length).toBeGreaterThan(1000);
  expect((wanted.names ?? []).length).toBeGreaterThan(10);
  for (const [table, rows] of Object.entries(wanted)) expect(got[table], table).toEqual(rows);
});

test('a snapshot is of one moment: what is numbered while it is made comes in the pages after it', async () => {
  const { url, pool, head } = await company(60);
  const other = poolOf(url);
  const client = await pool.connect();
  onTestFinished(() => client.release());
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await client.query("SELECT n FROM team_head WHERE team = 'all'");
  const late = {
    type: 'customer',
    id: 'late',
    name: 'Late',
    emails: [],
    phones: [],
    addresses: [],
    guest: false,
  };
  const [outcome] = await putRecords(
    other,
    [{ ...late, language: null, since: null, remark: null, keys: [] }],
    now,
  );
  expect(outcome).toMatchObject({ outcome: 'new' });
  const seen: Change[] = [];
  for await (const changes of wholeCustomers(client, 'all')) seen.push(...changes.map(changeOf));
  await client.query('COMMIT');
  expect(Math.max(...seen.map(({ n }) => n))).toBe(head);
  expect(seen.filter((one) => 'record' in one && one.record.id === 'came-later')).toEqual([]);
});

test('chunks that are asked for at once come in their order, a small one after a large one, until somebody stops it', async () => {
  const rows = someOf(200).map((change) => ({
    n: change.n,
    ...('event' in change
      ? { at: now(), body: JSON.stringify(change.event) }
      : { body: JSON.stringify(change.record) }),
  }));
  const stop = new AbortController();
  await using maker = chunkMaker(stop.signal);
  const asked = { team: 'all', rows };
  const made = await Promise.all([
    maker.make(asked),
    maker.make({ aside: true }),
    maker.make({ aside: true }),
  ]);
  const lengths = made.map((chunk) => chunk?.length ?? 0);
  expect(lengths[2]).toBe(0);
  expect(lengths[1]).toBeGreaterThan(1000);
  expect(lengths[0]).toBeGreaterThan(2 * (lengths[1] ?? 0));
  const unfinished = [maker.make(asked), maker.make(asked)].map((one) =>
    expect(one).rejects.toThrow('enough'),
  );
  stop.abort(new Error('enough'));
  await Promise.all(unfinished);
});

test('two processes do not make the same fill at once, and one that was stopped leaves nothing', async () => {
  const { url, pool } = await company(40);
  const other = poolOf(url);
  const [one, two] = await Promise.all([
    makeSnapshot(pool, 'all', 'e', makes()),
    makeSnapshot(other, 'all', 'e', makes()),
  ]);
  expect([one, two].filter((made) => made === null)).toHaveLength(1);
  const stopped = { now, signal: AbortSignal.abort() };
  await expect(makeSnapshot(pool, 'all', 'e', stopped)).rejects.toThrow();
  const { rows } = await pool.query<{ count: number }>(
    'SELECT count(DISTINCT id) AS count FROM snapshot_chunk',
  );
  expect(rows[0]?.count).toBe(1);
});

test('a small team, and a desk of another shape, get pages', async () => {
  const { pool, head } = await company(20);
  const snapshots = keepSnapshots(pool, {
    epoch: () => 'e',
    headOf: () => head,
    worthFrom: head + 1,
    now,
    failed: (error) => {
      throw error;
    },
  });
  expect(await snapshots.ready('all', { store: 1, projection: 1 })).toBeNull();
  const { rows } = await pool.query('SELECT 1 FROM snapshot');
  expect(rows).toHaveLength(0);
  await snapshots.close();
});

test('every list that a fill reads uses an index', async () => {
  const { pool } = await oneTeam();
  const client = await pool.connect();
  onTestFinished(() => client.release());
  await client.query('SET enable_seqscan = off');
  const planOf = async (sql: string, values: unknown[]) => {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };
  expect(await planOf(recordsSql, ['all', '', 10])).toMatch(/record_now_customer|record_now_pkey/);
  expect(await planOf(peopleSql, ['all'])).toMatch(/record_now_/);
  expect(await planOf(eventsSql, ['all', '', 'z'])).toContain('change_customer');
});
