/**
 * The floor of what a desk ends with: the rows of a filled store, made before and kept in PostgreSQL (ready.ts), are read page by page with a
 * cursor, table after table in the order of their keys, and each page is a transaction of INSERTs into an encrypted store's own tables with
 * all of their indexes. Commits do not wait for the disk. Nothing is sent, parsed, checked, decided or projected. Arguments: database, folder,
 * key in hex, rows a page; says that it is ready, and when it is told to, the ms that all of it took and how many rows they were.
 */
import { argv } from 'node:process';
import pg from 'pg';
import { connectionOf } from '#server/database/pool.ts';
import { inTransaction, openDatabase } from '#store/database.ts';
import { migrations } from '#store/migrate.ts';
import { indexesSql, tablesSql } from '#store/projection/tables.ts';

const [url = '', folder = '', key = '', pageText = ''] = argv.slice(2);
const client = new pg.Client(connectionOf(url, { statement_timeout: '0', transaction_timeout: '0' }));
await client.connect();
const db = openDatabase({ folder, key: Buffer.from(key, 'hex'), fresh: true });
db.pragma('synchronous = NORMAL');
db.exec([...migrations.map(({ sql }) => sql), tablesSql(''), indexesSql].join(''));

type Column = { name: string; columns: string[] };

async function copy(): Promise<{ ms: number; rows: number }> {
  const began = performance.now();
  const { rows: tables } = await client.query<Column>(
    `SELECT table_name AS name, array_agg(column_name::text ORDER BY ordinal_position) AS columns
     FROM information_schema.columns WHERE table_schema = 'ready' AND column_name <> 'place' GROUP BY table_name`,
  );
  let copied = 0;
  for (const table of tables) copied += await copyTable(table);
  if (copied === 0) throw new Error('the loop found no ready rows');
  return { ms: performance.now() - began, rows: copied };
}

async function copyTable({ name, columns }: Column): Promise<number> {
  const names = columns.join(', ');
  const insert = db.prepare(`INSERT INTO ${name} (${names}) VALUES (${columns.map(() => '?').join(', ')})`);
  let copied = 0;
  await client.query('BEGIN READ ONLY');
  await client.query(`DECLARE page CURSOR FOR SELECT ${names} FROM ready.${name} ORDER BY place`);
  for (;;) {
    const { rows } = await client.query<unknown[]>({
      text: `FETCH ${Number(pageText)} FROM page`,
      rowMode: 'array',
    });
    if (rows.length === 0) break;
    copied += rows.length;
    inTransaction(db, () => {
      for (const row of rows) insert.run(row);
    });
  }
  await client.query('COMMIT');
  return copied;
}

process.on('message', () => {
  copy().then(
    (said) => process.send?.(said),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
