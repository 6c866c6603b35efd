import { setImmediate as breathe } from 'node:timers/promises';
import { type Db, inTransaction } from '../database.ts';
import { guarded } from '../guard.ts';
import { streams } from '../stream.ts';
import { unreadChanges } from '../unread.ts';
import { indexesSql, projectionNumber, projectionTables, tablesSql } from './tables.ts';
import { projector, readCustomer, readOrder } from './write.ts';

const sliceSize = 500;

/**
 * Makes the projections of this program's number, where the store holds another's or none: into shadow tables, in slices, then
 * swaps them in one transaction. Interrupted at any moment, the old tables stand and the next start begins again.
 */
export async function ensureProjections(
  db: Db,
  progress: (done: number, total: number) => void,
): Promise<void> {
  const is = db.prepare("SELECT value FROM meta WHERE key = 'projection'").pluck().get();
  if (is === String(projectionNumber)) return;
  dropTables(db, '_next');
  db.exec(tablesSql('_next'));
  await fill(db, progress);
  inTransaction(db, () => {
    dropTables(db, '');
    for (const table of projectionTables) db.exec(`ALTER TABLE ${table}_next RENAME TO ${table}`);
    db.exec(indexesSql);
    db.prepare("INSERT OR REPLACE INTO meta VALUES ('projection', ?)").run(String(projectionNumber));
  });
}

function dropTables(db: Db, suffix: '' | '_next'): void {
  for (const table of projectionTables) db.exec(`DROP TABLE IF EXISTS ${table}${suffix}`);
}

/** Customers, then orders, streams and cards, each by its key, so that every slice goes on where the last ended. */
async function fill(db: Db, progress: (done: number, total: number) => void): Promise<void> {
  const into = projector(db, '_next');
  const settled = streams(db, into);
  const guard = guarded(db);
  const aside = unreadChanges(db);
  aside.forgetQuarantine();
  const count = (sql: string) => Number(db.prepare(sql).pluck().get());
  const total =
    2 * count('SELECT count(*) FROM customer') +
    count('SELECT count(*) FROM customer_order') +
    count(`SELECT count(*) FROM (${streamKeys})`);
  let done = 0;

  async function each<Row>(next: (last: Row | null) => Row[], work: (row: Row) => void): Promise<void> {
    let last: Row | null = null;
    for (;;) {
      const rows = next(last);
      if (rows.length === 0) return;
      inTransaction(db, () => rows.forEach(work));
      last = rows.at(-1) ?? null;
      done += rows.length;
      progress(done, total);
      await breathe();
    }
  }

  type Body = { id: string; body: string; n: number; team: string };
  const customers = db.prepare<[string, number], Body>(
    'SELECT id, body, n, team FROM customer WHERE id > ? ORDER BY id LIMIT ?',
  );
  await each<Body>(
    (last) => customers.all(last?.id ?? '', sliceSize),
    (row) => guard(() => into.customer(readCustomer(row.body))) || aside.recordAside(row),
  );

  type OrderRow = { seq: number; body: string; n: number; team: string };
  const orders = db.prepare<[number, number], OrderRow>(
    `SELECT o.seq, o.body, o.n, coalesce(c.team, '') AS team
     FROM customer_order AS o LEFT JOIN customer AS c ON c.id = o.customer_id
     WHERE o.seq > ? ORDER BY o.seq LIMIT ?`,
  );
  await each<OrderRow>(
    (last) => orders.all(last?.seq ?? 0, sliceSize),
    (row) => guard(() => into.order(readOrder(row.body), null)) || aside.recordAside(row),
  );

  type StreamKey = { customer_id: string; stream: string };
  const keys = db.prepare<[string, string, number], StreamKey>(
    `SELECT customer_id, stream FROM (${streamKeys})
     WHERE (customer_id, stream) > (?, ?) ORDER BY customer_id, stream LIMIT ?`,
  );
  await each<StreamKey>(
    (last) => keys.all(last?.customer_id ?? '', last?.stream ?? '', sliceSize),
    ({ customer_id, stream }) => {
      if (!guard(() => settled.settle(customer_id, stream))) aside.quarantine(customer_id, stream);
    },
  );

  const known = db.prepare<[number, number], { seq: number; customer_id: string }>(
    'SELECT seq, customer_id FROM customer_now_next WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  await each<{ seq: number; customer_id: string }>(
    (last) => known.all(last?.seq ?? 0, sliceSize),
    ({ customer_id }) => into.card(customer_id),
  );
}

const streamKeys = 'SELECT customer_id, stream FROM event UNION SELECT customer_id, stream FROM outbox';
