import type { Db } from './database.ts';
import { type Projector, readOrder } from './projection/write.ts';

/** A stream of a customer that is to be settled. */
export type Touch = (customerId: string, stream: string) => void;

/** Removes what came of a customer from one team; `team` null: whatever came of them. */
export type Remove = (customerId: string, team: string | null, touch: Touch) => void;

/**
 * Removes what came from the centre about a customer. Settles nothing: what is touched is shown as the rest of it says, which is nothing, or what waits in
 * the outbox, also where nothing is left of them. Inside the transaction that says so.
 */
export function remover(db: Db, into: Projector): Remove {
  const isOf = '(:team IS NULL OR team = :team)';
  const streams = db
    .prepare<{ id: string }, string>(
      `SELECT stream FROM event WHERE customer_id = :id UNION SELECT stream FROM outbox WHERE customer_id = :id`,
    )
    .pluck();
  const orders = db.prepare<[string], string>('SELECT body FROM customer_order WHERE order_id = ?').pluck();
  const ordersOf = db
    .prepare<[string], string>('SELECT order_id FROM order_now WHERE customer_id = ?')
    .pluck();
  const isElsewhere = db
    .prepare<Row>('SELECT 1 FROM customer WHERE id = :id AND :team IS NOT NULL AND team <> :team')
    .pluck();
  const dropOrder = db.prepare('DELETE FROM customer_order WHERE order_id = ?');
  // Their contents go at the next tidying, however young they are.
  const freeContents = db.prepare(
    'UPDATE blob SET used_at = 0 WHERE hash IN (SELECT hash FROM attachment_now WHERE customer_id = ?)',
  );
  const drops = [
    `DELETE FROM event WHERE customer_id = :id AND ${isOf}`,
    `DELETE FROM twin WHERE (customer_id = :id OR other_id = :id) AND ${isOf}`,
    'DELETE FROM quarantine WHERE customer_id = :id',
    `DELETE FROM unread WHERE json_valid(body) AND :id IN (body ->> 'customerId', body ->> 'id') AND ${isOf}`,
  ].map((sql) => db.prepare<Row>(sql));
  const dropCustomer = db.prepare('DELETE FROM customer WHERE id = ?');
  // What streams of other records told there; the customer's own is settled.
  const dropTold = db.prepare("DELETE FROM story WHERE customer_id = ? AND stream GLOB 'from:*'");

  return (id, team, touch) => {
    for (const stream of streams.all({ id })) touch(id, stream);
    touch(id, 'customer');
    freeContents.run(id);
    if (isElsewhere.get({ id, team }) === undefined) {
      for (const orderId of ordersOf.all(id)) {
        const body = orders.get(orderId);
        if (body !== undefined) into.noOrder(readOrder(body));
        dropOrder.run(orderId);
      }
      dropCustomer.run(id);
      dropTold.run(id);
      into.noCustomer(id);
    }
    for (const drop of drops) drop.run({ id, team });
  };
}

type Row = { id: string; team: string | null };
