import Database from 'better-sqlite3';
import { diceOf } from '../company/dice.ts';

export const schemes = ['plain', 'aegis-256', 'chacha20', 'sqlcipher'] as const;
export type Scheme = (typeof schemes)[number];

/** How a history lies in the file, and in which order it arrived. */
export const layouts = [
  'clustered',
  'by row id',
  'clustered, rows in random order',
  'by row id, rows in random order',
] as const;
export type Layout = (typeof layouts)[number];

const customers = 2_000;
const rowsEach = 100;
const rowsAPage = 2_000;
const text = 'Called the warehouse: the second parcel is still on the shelf. '.repeat(3);
const key = Buffer.alloc(32, 7).toString('hex');

/** With the store's own settings, and a cache of so many MB. */
function open(path: string, scheme: Scheme, cacheMB: number): Database.Database {
  const db = new Database(path);
  if (scheme === 'aegis-256') {
    db.pragma(`cipher='aegis'`);
    db.pragma(`algorithm='aegis-256'`);
  } else if (scheme !== 'plain') db.pragma(`cipher='${scheme}'`);
  // The raw form skips each cipher's own stretching of a passphrase, which would be measured instead of the pages.
  if (scheme !== 'plain') db.pragma(scheme === 'sqlcipher' ? `key="x'${key}'"` : `key="raw:${key}"`);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('temp_store = MEMORY');
  db.pragma(`cache_size = -${cacheMB * 1_000}`);
  return db;
}

const name = (index: number) => `bench:c:${String(index).padStart(7, '0')}`;

/** Writes every row, in transactions of 2,000, and brings the log into the file. */
export function load(path: string, scheme: Scheme, layout: Layout): void {
  const db = open(path, scheme, 32);
  const clustered = layout.startsWith('clustered');
  db.exec(
    clustered
      ? 'CREATE TABLE past (c TEXT, at INTEGER, t TEXT, PRIMARY KEY (c, at DESC)) STRICT, WITHOUT ROWID'
      : 'CREATE TABLE past (c TEXT, at INTEGER, t TEXT) STRICT; CREATE INDEX past_c ON past (c, at DESC)',
  );
  const rows = Array.from({ length: customers * rowsEach }, (_, i) => i);
  if (layout.endsWith('random order')) shuffle(rows);
  const insert = db.prepare('INSERT INTO past VALUES (?, ?, ?)');
  const page = db.transaction((from: number) => {
    for (const row of rows.slice(from, from + rowsAPage))
      insert.run(name(Math.floor(row / rowsEach)), row % rowsEach, text);
  });
  for (let from = 0; from < rows.length; from += rowsAPage) page(from);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

/** Opens the file and reads the whole past of every customer, in random order: once with a small cache, four times with a big one. */
export function read(path: string, scheme: Scheme, cacheMB: number): void {
  const db = open(path, scheme, cacheMB);
  const past = db.prepare('SELECT at, t FROM past WHERE c = ? ORDER BY at DESC');
  const order = shuffle(Array.from({ length: customers }, (_, i) => i));
  const times = cacheMB > 100 ? 4 : 1;
  for (let i = 0; i < times; i += 1) for (const index of order) past.all(name(index));
  db.close();
}

function shuffle(list: number[]): number[] {
  const dice = diceOf(5);
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = dice.int(0, i);
    const [a = 0, b = 0] = [list[i], list[j]];
    list[i] = b;
    list[j] = a;
  }
  return list;
}
