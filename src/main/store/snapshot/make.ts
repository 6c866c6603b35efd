import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import Database from 'better-sqlite3';
import type { Change } from '#shared/wire.ts';
import { searchedName } from '#shops/find-keys.ts';
import { incoming } from '../absorb.ts';
import { changes } from '../changes.ts';
import { type Db, inTransaction } from '../database.ts';
import { migrations } from '../migrate.ts';
import { tablesSql } from '../projection/tables.ts';
import { projector, readCustomer } from '../projection/write.ts';
import { streams } from '../stream.ts';
import { type Aside, moveAside } from './aside.ts';
import { markShape } from './shape.ts';

const compress = promisify(zstdCompress);
/** A chunk is made once and sent to every desk of the team. */
const level = { params: { [constants.ZSTD_c_compressionLevel]: 6 } };

/**
 * Bytes of a chunk's page. A row that is longer than a quarter of one (most cases) spills into pages of its own: with 4096 they took a
 * sixth of the chunk.
 */
const chunkPage = 16_384;

/**
 * One chunk of a first fill: a small store, never on a disk, filled with the changes of whole customers by the same code that takes pages
 * on a desk, and compressed (zstd). The same changes give the same bytes.
 * @param numbered every event, and the newest state of every record, of some customers; in the order of customers and numbers
 * @param aside takes what comes with a later chunk (aside.ts); without it all of it is in this one
 */
export async function makeChunk(team: string, numbered: readonly Change[], aside?: Aside): Promise<Buffer> {
  const db = emptyChunk();
  try {
    const into = projector(db, '');
    inTransaction(db, () => {
      const batch = changes(db, into, streams(db, into))();
      for (const change of numbered) batch.take(incoming(team, change));
      batch.settle();
      const name = db.prepare('INSERT INTO chunk_name VALUES (?, ?)');
      const known = db.prepare<[], { customer_id: string; body: string }>(
        'SELECT customer_id, body FROM customer_now',
      );
      for (const { customer_id, body } of known.all())
        name.run(customer_id, searchedName(readCustomer(body)));
      if (aside) moveAside(db, aside.db);
    });
    return await packed(db);
  } finally {
    db.close();
  }
}

/** The chunk of what was kept aside, which is empty afterwards; null: nothing was. */
export async function makeAside(aside: Aside): Promise<Buffer | null> {
  const { db } = aside;
  aside.db = emptyChunk();
  try {
    const isEmpty = db.prepare('SELECT NOT EXISTS (SELECT 1 FROM customer_now)').pluck().get() === 1;
    return isEmpty ? null : await packed(db);
  } finally {
    db.close();
  }
}

export const nothingAside = (): Aside => ({ db: emptyChunk() });

function emptyChunk(): Db {
  const db = new Database(':memory:');
  db.pragma(`page_size = ${chunkPage}`);
  db.exec(migrations.map(({ sql }) => sql).join(''));
  db.exec(tablesSql(''));
  db.exec('CREATE TABLE chunk_name (customer_id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID');
  return db;
}

function packed(db: Db): Promise<Buffer> {
  markShape(db);
  // Rebuilt from the rows: names are searched by a local number, and the index is a third of the chunk.
  db.exec('DROP TABLE name_search; VACUUM');
  return compress(db.serialize(), level);
}
