import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import Database from 'better-sqlite3';
import type { Db } from '../database.ts';
import { type Projector, readCustomer } from '../projection/write.ts';
import { copiedTables } from './shape.ts';

const decompress = promisify(zstdDecompress);
/** More than any chunk: a centre makes them of about 8 MB. */
const mostBytes = 256 * 1024 * 1024;

/** A chunk in memory, ready to be copied. */
export type Chunk = { db: Db; customers: number; close(): void };

/** @throws Error when it is no chunk: cut short, or not compressed. */
export async function openChunk(bytes: Uint8Array): Promise<Chunk> {
  const image = await decompress(bytes, { maxOutputLength: mostBytes });
  const db = new Database(image);
  const customers = Number(db.prepare('SELECT count(*) FROM customer_now').pluck().get());
  return { db, customers, close: () => void db.close() };
}

/**
 * Copies a chunk into the store, inside the caller's transaction. Row numbers of customers, orders and names are the store's own. A customer
 * that is here already (introduced at this desk, say) is written by the projector, so that nothing of the old stays behind. Returns the
 * customers that were already here: their streams may have commands waiting and want to be settled again.
 */
export function copyChunk(db: Db, into: Projector, chunk: Chunk): string[] {
  const known = db.prepare<[string], { body: string }>('SELECT body FROM customer_now WHERE customer_id = ?');
  for (const table of copiedTables) copyRows(chunk.db, db, table, columnsOf(chunk.db, table));
  copyRows(chunk.db, db, 'customer_order', ['order_id', 'customer_id', 'n', 'body']);

  const add = db.prepare<[string, string, string], { seq: number }>(
    'INSERT INTO customer_now (customer_id, body, phones_shown) VALUES (?, ?, ?) RETURNING seq',
  );
  const addName = db.prepare('INSERT INTO name_search (rowid, name) VALUES (?, ?)');
  const rows = chunk.db.prepare<
    [],
    { customer_id: string; body: string; phones_shown: string; name: string }
  >(
    `SELECT customer_id, body, phones_shown, name FROM customer_now JOIN chunk_name USING (customer_id)
     ORDER BY customer_id`,
  );
  const here: string[] = [];
  for (const row of rows.iterate()) {
    const before = known.get(row.customer_id);
    if (before) {
      here.push(row.customer_id);
      into.customer(readCustomer(row.body), readCustomer(before.body));
      continue;
    }
    const added = add.get(row.customer_id, row.body, row.phones_shown);
    if (added) addName.run(added.seq, row.name);
  }
  return here;
}

function columnsOf(db: Db, table: string): string[] {
  return db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];
}

/** Row by row from one connection to the other: SQLite of this build crashes when an encrypted store attaches a database in memory. */
function copyRows(from: Db, to: Db, table: string, columns: readonly string[]): void {
  const list = columns.join(', ');
  const read = from.prepare(`SELECT ${list} FROM ${table}`).raw(true);
  const write = to.prepare(
    `INSERT OR REPLACE INTO ${table} (${list}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  for (const row of read.iterate()) write.run(...(row as unknown[]));
}
