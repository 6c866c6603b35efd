import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { StoreTroubleError, troubleOf } from './trouble.ts';

export type Db = Database.Database;
export type Statement = Database.Statement;

export const databaseFile = 'hilo.db';

/** ms that a connection waits for another one's transaction. */
export const usualWait = 5000;

export type Location = {
  /** Absolute path of the store's folder. */
  folder: string;
  /** 32 bytes. */
  key: Uint8Array;
  /** Only a store that was never opened may be created. */
  fresh: boolean;
};

/**
 * Opens the encrypted file and sets what must hold for every connection, then reads it back.
 * @throws StoreTroubleError missing | damaged | disk-full. Wrong keys are told apart before, by the key's own check value
 * (main/key): a file that does not open with the right key is damaged.
 */
export function openDatabase({ folder, key, fresh }: Location): Db {
  const file = join(folder, databaseFile);
  if (!fresh && (!existsSync(file) || statSync(file).size === 0)) {
    throw new StoreTroubleError('missing', 'the store is not where it was');
  }
  const db = new Database(file, { timeout: usualWait });
  try {
    unlock(db, key);
    configure(db, fresh);
    return db;
  } catch (error) {
    db.close();
    const trouble = troubleOf(error);
    throw trouble && !(error instanceof StoreTroubleError)
      ? new StoreTroubleError(trouble, `opening: ${trouble}`, { cause: error })
      : error;
  }
}

/** Opens the pages: decision 0002. */
export function unlock(db: Db, key: Uint8Array): void {
  setCipher(db);
  db.pragma(`key="${rawKey(key)}"`);
  // The first read is what shows whether key and file fit.
  db.prepare('SELECT count(*) FROM sqlite_schema').get();
}

/** The cipher of whatever this connection unlocks or attaches from now on. */
export function setCipher(db: Db): void {
  db.pragma(`cipher='aegis'`);
  db.pragma(`algorithm='aegis-256'`);
}

/** The raw form skips the cipher's own key derivation: the key is random already. */
export function rawKey(key: Uint8Array): string {
  if (key.length !== 32) throw new TypeError('a store key has 32 bytes');
  return `raw:${Buffer.from(key).toString('hex')}`;
}

/** Bytes of a page of a new store (decision 0039). A store keeps the pages that it was made with: those of before have 4096. */
export const pageSize = 8192;

function configure(db: Db, fresh: boolean): void {
  if (fresh) db.pragma(`page_size = ${pageSize}`);
  db.pragma('journal_mode = WAL');
  // The library reopens WAL files at NORMAL, which loses acknowledged work at a power cut.
  db.pragma('synchronous = FULL');
  db.pragma('fullfsync = ON');
  // Sorts of an encrypted database would else spill plain text into temporary files.
  db.pragma('temp_store = MEMORY');
  db.pragma('secure_delete = ON');
  db.pragma('foreign_keys = ON');
  db.pragma('journal_size_limit = 67108864');
  db.pragma('cache_size = -32768');
  const wanted: [string, unknown][] = [
    ['journal_mode', 'wal'],
    ['synchronous', 2],
    ['temp_store', 2],
    ['secure_delete', 1],
  ];
  for (const [name, value] of wanted) {
    const is = db.pragma(name, { simple: true });
    if (is !== value) throw new Error(`pragma ${name} is ${String(is)}, not ${String(value)}`);
  }
}

/**
 * For what came from a centre, and would come again: its commits do not wait for the disk. A power cut may take them back, the newest
 * first, and with each the cursor that was in it; the next commit that waits, of what a person wrote, waits for all before it too, since
 * they are in one log (sqlite.org/wal.html, 2.2; sqlite.org/pragma.html#pragma_synchronous).
 */
export function withoutWaiting<T>(db: Db, work: () => T): T {
  db.pragma('synchronous = NORMAL');
  try {
    return work();
  } finally {
    db.pragma('synchronous = FULL');
  }
}

/** Runs `work` in one write transaction that starts as a writer: a read that turns into a write could meet SQLITE_BUSY_SNAPSHOT. */
export function inTransaction<T>(db: Db, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/**
 * Runs what only reads in one transaction. Each statement would else take the log's lock and let go of it again, 1.6 microseconds each, a fifth of a
 * customer's history. Within somebody's transaction it is a part of that one.
 */
export function inOneRead(db: Db): <T>(work: () => T) => T {
  const begin = db.prepare('BEGIN');
  const end = db.prepare('COMMIT');
  return (work) => {
    if (db.inTransaction) return work();
    begin.run();
    try {
      return work();
    } finally {
      // What failed may have ended it: a full disk, a damaged page.
      if (db.inTransaction) end.run();
    }
  };
}
