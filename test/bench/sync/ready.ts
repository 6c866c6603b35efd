import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { searchedName } from '#shops/find-keys.ts';
import { type Db, openDatabase } from '#store/database.ts';
import { readCustomer } from '#store/projection/write.ts';
import { copiedTables } from '#store/snapshot/shape.ts';
import { child } from './child.ts';
import type { DeskPlace } from './desk.ts';
import type { Run } from './run.ts';

const atOnce = 5000;
const kinds: { [strict: string]: string } = { TEXT: 'text', INTEGER: 'bigint', BLOB: 'bytea' };

/** Keeps the rows of a filled store in PostgreSQL, as they are, each table in the order of its key: what a fill would write if all of it were ready. */
export async function keepReadyRows(pool: Pool, place: DeskPlace): Promise<void> {
  const db = openDatabase({ ...place, fresh: false });
  try {
    await pool.query('DROP SCHEMA IF EXISTS ready CASCADE; CREATE SCHEMA ready');
    for (const name of [...Object.keys(copiedTables), 'customer_order', 'customer_now'])
      await keep(pool, name, columnsOf(db, name), db.prepare<[], Row>(`SELECT * FROM ${name}`).iterate());
    await keep(pool, 'name_search', { rowid: 'bigint', name: 'text' }, namesOf(db));
  } finally {
    db.close();
  }
}

type Row = { [column: string]: unknown };
type Columns = { [name: string]: string };

function columnsOf(db: Db, name: string): Columns {
  const columns = db
    .prepare<[string], { name: string; type: string }>('SELECT name, type FROM pragma_table_info(?)')
    .all(name);
  return Object.fromEntries(columns.map((column) => [column.name, kinds[column.type] ?? 'text']));
}

/** Names are searched in an index without content. */
function* namesOf(db: Db): Generator<Row> {
  const customers = db.prepare<[], { seq: number; body: string }>(
    'SELECT seq, body FROM customer_now ORDER BY seq',
  );
  for (const { seq, body } of customers.iterate())
    yield { rowid: seq, name: searchedName(readCustomer(body)) };
}

async function keep(pool: Pool, name: string, columns: Columns, rows: Iterable<Row>): Promise<void> {
  const all = Object.entries(columns).map(([column, kind]) => `${column} ${kind}`);
  await pool.query(`CREATE UNLOGGED TABLE ready.${name} (place bigserial, ${all.join(', ')})`);
  const names = Object.keys(columns).join(', ');
  const add = (some: Row[]) =>
    pool.query(
      `INSERT INTO ready.${name} (${names}) SELECT ${names} FROM json_populate_recordset(NULL::ready.${name}, $1)`,
      [JSON.stringify(some)],
    );
  let waiting: Row[] = [];
  for (const row of rows) {
    waiting.push(row);
    if (waiting.length < atOnce) continue;
    await add(waiting);
    waiting = [];
  }
  if (waiting.length > 0) await add(waiting);
}

/** The floor of what a desk ends with (ready-loop.ts), in a process of its own: ms and rows of one run into a new store. */
export async function readyLoop(
  run: Run,
  name: string,
  rowsAPage: number,
): Promise<{ ms: number; rows: number }> {
  const folder = join(run.ground.folder, name);
  mkdirSync(folder);
  const args = [run.ground.url, folder, '07'.repeat(32), String(rowsAPage)];
  const own = child<object, unknown>('ready-loop.ts', args, run);
  await own.next();
  const answer = own.next();
  own.send({});
  const said = (await answer) as { ms: number; rows: number };
  await own.end();
  return said;
}
