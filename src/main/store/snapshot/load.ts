import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Db, databaseFile, inTransaction, type Location, rawKey, setCipher } from '../database.ts';
import { type Slices, slices } from '../slice.ts';
import { type Bounds, type Mover, moverOf, type Table } from './pieces.ts';
import { chunkShape, copiedTables, shapeOf } from './shape.ts';

export type Load = {
  /**
   * Moves a piece into the store, each in a transaction of its own; false when all of it is there. A chunk that was cut off is moved again
   * from its beginning: what is there already is written over.
   */
  step(): boolean;
  /** Customers whom the store showed before and who are others in the chunk (bodies), an introduction for one. After the last step. */
  changed(): readonly string[];
  /** The least and the greatest customer's id in it; null for a chunk of people alone. */
  range(): { least: string; greatest: string } | null;
  close(): void;
};

/** How many rows a slice moves. One for all chunks of a fill: each had begun small again, and had twice as many transactions. */
export const chunkSlices = (watched?: () => boolean): Slices =>
  slices({ first: 128, least: 64, most: 32_768 }, watched);

/**
 * Opens a chunk in memory and moves it into the encrypted store. The chunk's own connection attaches the store, and SQLite moves the rows
 * by itself: more than twice as fast as row by row. (The other way round, a store that attaches a chunk, this build cannot do.)
 * @param image the chunk as the centre made it, not compressed
 * @param movesLog whether its commits move the store's log into its file, where nobody else does (checkpoints.ts)
 * @param slice what the chunks before it taught of how much fits into a slice
 * @throws Error when it is no chunk, or of another shape
 */
export function openChunk(
  image: Buffer,
  { folder, key }: Pick<Location, 'folder' | 'key'>,
  movesLog = true,
  slice = chunkSlices(),
): Load {
  const chunk = new Database(image);
  try {
    if (!isOurs(chunk)) throw new Error('no chunk of this shape');
    setCipher(chunk);
    chunk.prepare('ATTACH ? AS store KEY ?').run(join(folder, databaseFile), rawKey(key));
    chunk.pragma('temp_store = MEMORY');
    chunk.pragma('store.cache_size = -32768');
    // What a power cut takes of a chunk is loaded again: how far a fill came is written after it into the same log.
    chunk.pragma('store.synchronous = NORMAL');
    if (!movesLog) chunk.pragma('wal_autocheckpoint = 0');
    return moving(chunk, slice);
  } catch (error) {
    chunk.close();
    throw error;
  }
}

/** Also what is no database at all is no chunk: it says nothing of the store, as the same error would elsewhere. */
function isOurs(chunk: Db): boolean {
  try {
    const { store, projection } = shapeOf(chunk);
    return store === chunkShape.store && projection === chunkShape.projection;
  } catch {
    return false;
  }
}

function moving(chunk: Db, slice: Slices): Load {
  const changed: string[] = [];
  const tables: Table[] = [
    ...Object.entries(copiedTables)
      .filter(([name]) => hasRows(chunk, name))
      .map(([name, key]) => copied(chunk, name, key)),
    orders(chunk),
    customers(chunk, (body) => void changed.push(body)),
  ];
  const movers: Mover[] = tables.map((table) => moverOf(chunk, table));

  return {
    step() {
      const [mover] = movers;
      if (!mover) return false;
      const isMore = slice.measured(slice.length(), () => inTransaction(chunk, () => mover(slice.length())));
      if (!isMore) movers.shift();
      return movers.length > 0;
    },
    changed: () => changed,
    range() {
      const found = chunk.prepare<[], { least: string | null; greatest: string | null }>(rangeSql).get();
      if (!found || found.least === null || found.greatest === null) return null;
      return { least: found.least, greatest: found.greatest };
    },
    close: () => void chunk.close(),
  };
}

/** Each from the two ends of its table: also of who is only in what was left aside. */
const rangeSql = `SELECT min(id) AS least, max(id) AS greatest FROM (${[
  ['customer', 'id'],
  ['customer_now', 'customer_id'],
  ...Object.entries(copiedTables).flatMap(([name, [id]]) => (id === 'customer_id' ? [[name, id]] : [])),
]
  .map(
    ([name, id]) => `SELECT min(${id}) AS id FROM main.${name} UNION ALL SELECT max(${id}) FROM main.${name}`,
  )
  .join(' UNION ALL ')})`;

/** Most chunks have no rows in half of the tables, and asking is less work than what moves them. */
const hasRows = (chunk: Db, name: string) =>
  chunk.prepare(`SELECT EXISTS (SELECT 1 FROM main.${name})`).pluck().get() === 1;

function copied(chunk: Db, name: string, key: readonly string[]): Table {
  const columns = chunk
    .prepare<[string], string>('SELECT name FROM pragma_table_info(?)')
    .pluck()
    .all(name)
    .join(', ');
  return {
    name,
    key,
    move: (where) =>
      runOf(
        chunk,
        `INSERT OR REPLACE INTO store.${name} (${columns}) SELECT ${columns} FROM main.${name} WHERE ${where}`,
      ),
  };
}

/** Rows of orders and customers have numbers, which are each store's own. */
function orders(chunk: Db): Table {
  const columns = 'order_id, customer_id, n, body';
  return {
    name: 'customer_order',
    key: ['seq'],
    move: (where) =>
      runOf(
        chunk,
        `INSERT INTO store.customer_order (${columns}) SELECT ${columns} FROM main.customer_order WHERE ${where}
         ON CONFLICT (order_id) DO UPDATE SET customer_id = excluded.customer_id, n = excluded.n, body = excluded.body`,
      ),
  };
}

/** Names are searched by the number of the customer's row. Whom the store shows already is left to its own projector, with `other`. */
function customers(chunk: Db, other: (body: string) => void): Table {
  const newest = chunk.prepare('SELECT coalesce(max(seq), 0) FROM store.customer_now').pluck();
  const names = chunk.prepare(
    `INSERT INTO store.name_search (rowid, name)
     SELECT s.seq, n.name FROM store.customer_now AS s JOIN main.chunk_name AS n USING (customer_id) WHERE s.seq > ?`,
  );
  return {
    name: 'customer_now',
    key: ['seq'],
    move(where) {
      const piece = `(SELECT * FROM main.customer_now WHERE ${where}) AS c`;
      const known = chunk
        .prepare<[Bounds], string>(
          `SELECT c.body FROM ${piece} JOIN store.customer_now AS s USING (customer_id) WHERE s.body <> c.body`,
        )
        .pluck();
      const add = runOf(
        chunk,
        `INSERT INTO store.customer_now (customer_id, body, phones_shown)
         SELECT customer_id, body, phones_shown FROM ${piece}
         WHERE NOT EXISTS (SELECT 1 FROM store.customer_now AS s WHERE s.customer_id = c.customer_id)`,
      );
      return (bounds) => {
        for (const body of known.all(bounds)) other(body);
        const before = newest.get();
        add(bounds);
        names.run(before);
      };
    },
  };
}

function runOf(chunk: Db, sql: string): (bounds: Bounds) => void {
  const statement = chunk.prepare<[Bounds]>(sql);
  return (bounds) => void statement.run(bounds);
}
