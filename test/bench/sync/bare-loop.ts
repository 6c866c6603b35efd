/**
 * The floor of everything that comes down: a cursor in PostgreSQL, read page by page, and each page a transaction of INSERTs into one table
 * of an encrypted SQLite file with the store's cipher and settings; as with what comes from a centre, commits do not wait for the disk.
 * Nothing is parsed, checked, indexed or projected. Arguments: database, folder, key in hex, team, rows a page; says that it is ready, and
 * for every number that it is sent the ms that the changes after it took.
 */
import { argv } from 'node:process';
import pg from 'pg';
import { connectionOf } from '#server/database/pool.ts';
import { inTransaction, openDatabase } from '#store/database.ts';

const [url = '', folder = '', key = '', team = '', pageText = ''] = argv.slice(2);
const client = new pg.Client(
  connectionOf(url, { statement_timeout: '0', transaction_timeout: '0', 'hilo.teams': '{*}' }),
);
await client.connect();
const db = openDatabase({ folder, key: Buffer.from(key, 'hex'), fresh: true });
db.pragma('synchronous = NORMAL');
db.exec(
  `CREATE TABLE change (team TEXT, n INTEGER, kind TEXT, key TEXT, body TEXT, PRIMARY KEY (team, n)) STRICT, WITHOUT ROWID`,
);
const insert = db.prepare('INSERT INTO change VALUES (?, ?, ?, ?, ?)');

type Row = { n: number; kind: string; key: string; body: string };

async function copy(after: number): Promise<number> {
  const began = performance.now();
  let copied = 0;
  await client.query('BEGIN READ ONLY');
  await client.query(
    `DECLARE page CURSOR FOR SELECT n, kind, key, body FROM change WHERE team = '${team}' AND n > ${after} ORDER BY n`,
  );
  for (;;) {
    const { rows } = await client.query<Row>(`FETCH ${Number(pageText)} FROM page`);
    if (rows.length === 0) break;
    copied += rows.length;
    inTransaction(db, () => {
      for (const { n, kind, key, body } of rows) insert.run(team, n, kind, key, body);
    });
  }
  await client.query('COMMIT');
  // A floor that copies nothing is the fastest of all: without a team the database shows no rows (decision 0030).
  if (copied === 0) throw new Error('the bare loop found nothing to copy');
  return performance.now() - began;
}

process.on('message', ({ after }: { after: number }) => {
  copy(after).then(
    (ms) => process.send?.({ ms }),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
