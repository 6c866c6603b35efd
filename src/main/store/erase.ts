import type { Db } from './database.ts';
import { type Projector, readCustomer, readOrder } from './projection/write.ts';
import { caseOf } from './projection/write-stream.ts';

/** A stream of a customer that is to be settled. */
export type Touch = (customerId: string, stream: string) => void;

/**
 * Removes what came from the centre about a customer. Settles nothing: what is touched is shown as the rest of it says, which is nothing, or what waits in
 * the outbox. Inside the transaction in which the change is taken that says so.
 */
export function remover(db: Db, into: Projector): (customerId: string, touch: Touch) => void {
  const streams = db
    .prepare<{ id: string }, string>(
      `SELECT stream FROM event WHERE customer_id = :id UNION SELECT stream FROM outbox WHERE customer_id = :id`,
    )
    .pluck();
  const orders = db.prepare<[string], string>('SELECT body FROM customer_order WHERE order_id = ?').pluck();
  const ordersOf = db
    .prepare<[string], string>('SELECT order_id FROM order_now WHERE customer_id = ?')
    .pluck();
  const dropOrder = db.prepare('DELETE FROM customer_order WHERE order_id = ?');
  const freeContents = db.prepare(
    'UPDATE blob SET used_at = 0 WHERE hash IN (SELECT hash FROM attachment_now WHERE customer_id = ?)',
  );
  const twins = db.prepare<{ id: string }>('DELETE FROM twin WHERE customer_id = :id OR other_id = :id');
  const drops = [
    'DELETE FROM customer WHERE id = ?',
    'DELETE FROM event WHERE customer_id = ?',
    // What streams of other records told there; the customer's own is settled.
    "DELETE FROM story WHERE customer_id = ? AND stream GLOB 'from:*'",
    'DELETE FROM quarantine WHERE customer_id = ?',
    'DELETE FROM guest WHERE customer_id = ?',
    "DELETE FROM unread WHERE json_valid(body) AND ? IN (body ->> 'customerId', body ->> 'id')",
  ].map((sql) => db.prepare(sql));

  return (customerId, touch) => {
    for (const stream of streams.all({ id: customerId })) touch(customerId, stream);
    touch(customerId, 'customer');
    freeContents.run(customerId);
    for (const orderId of ordersOf.all(customerId)) {
      const body = orders.get(orderId);
      if (body !== undefined) into.noOrder(readOrder(body));
      dropOrder.run(orderId);
    }
    twins.run({ id: customerId });
    for (const drop of drops) drop.run(customerId);
    into.noCustomer(customerId);
  };
}

/** Removes a customer who was erased, with all that this desk's own person wrote about them. What a later change brings of the same person stays. */
export function eraser(db: Db, into: Projector): (customerId: string, touch: Touch) => void {
  const remove = remover(db, into);
  const streams = db
    .prepare<[string], string>('SELECT DISTINCT stream FROM outbox WHERE customer_id = ?')
    .pluck();
  const dropOrphans = db.prepare("DELETE FROM orphan WHERE json_valid(body) AND body ->> 'customerId' = ?");
  const staysNot = db.prepare('DELETE FROM away WHERE customer_id = ?');

  return (customerId, touch) => {
    for (const stream of streams.all(customerId)) touch(customerId, stream);
    forgetOwn(db, customerId);
    remove(customerId, touch);
    dropOrphans.run(customerId);
    staysNot.run(customerId);
  };
}

/**
 * Removes what this desk's own person wrote and typed about a customer who was erased. What was not sent stands among the refused, without a word of
 * it: that it was written is told, and nothing else. Before the customer's own rows go, which say by what a draft may know them.
 * @param upTo ms: what is newer stays, where the person is a customer again
 */
function forgetOwn(db: Db, customerId: string, upTo = Number.MAX_SAFE_INTEGER): void {
  const about = namesOf(db, customerId);
  db.prepare(
    `INSERT OR REPLACE INTO refused (command_id, customer_id, type, at, refusal, bytes)
     SELECT command_id, customer_id, type, at, '{"code":"customer-erased"}', x'' FROM outbox
     WHERE customer_id = ? AND at <= ? AND answered_n IS NULL`,
  ).run(customerId, upTo);
  for (const table of ['outbox', 'sent', 'upload'])
    db.prepare(`DELETE FROM ${table} WHERE customer_id = ? AND at <= ?`).run(customerId, upTo);
  db.prepare(
    `UPDATE refused SET bytes = x'', refusal = '{"code":"customer-erased"}' WHERE customer_id = ? AND at <= ?`,
  ).run(customerId, upTo);
  const ofKey = db.prepare('DELETE FROM draft WHERE at <= ? AND instr(key, ?) > 0');
  for (const id of about.ids) ofKey.run(upTo, id);
  // A call's note and search, and the list of calls and tabs, know nobody by their key.
  const ofBody = db.prepare(
    "DELETE FROM draft WHERE at <= ? AND (key LIKE 'caller.%' OR key IN ('shell.calls', 'shell.tabs')) AND instr(body, ?) > 0",
  );
  for (const word of [customerId, ...about.words]) ofBody.run(upTo, word);
}

/** By what a draft may name what it is about: the customer, their cases and whatever has an id in these; and how they are known. */
export function namesOf(db: Db, customerId: string): { ids: Set<string>; words: string[] } {
  const rows = db
    .prepare<{ id: string }, { stream: string; data: string }>(
      `SELECT stream, data FROM event WHERE customer_id = :id
       UNION ALL SELECT stream, CAST(bytes AS TEXT) FROM outbox WHERE customer_id = :id`,
    )
    .all({ id: customerId });
  const ids = new Set([customerId]);
  for (const { stream, data } of rows) {
    const caseId = caseOf(stream);
    if (caseId !== null) ids.add(caseId);
    for (const [, what, id] of data.matchAll(/"(\w+)Id":"([^"]{8,200})"/g))
      if (id !== undefined && what !== 'incident') ids.add(id);
  }
  const body = db
    .prepare<[string], string>('SELECT body FROM customer_now WHERE customer_id = ?')
    .pluck()
    .get(customerId);
  const known = body === undefined ? null : readCustomer(body);
  const words = [
    known?.name ?? '',
    ...(known?.emails ?? []),
    ...(known?.phones ?? []).flatMap(({ raw, e164 }) => [raw, e164 ?? '']),
  ];
  return { ids, words: words.filter((word) => word.length > 5) };
}

/**
 * Own work about customers of whom a first fill says that they were erased: `take` has not seen their change. Returns how many. Call inside a
 * transaction.
 */
export function forgetOwnOfErased(db: Db, touch: Touch): number {
  const open = db
    .prepare<[], { id: string; at: number; isBack: number }>(
      `SELECT customer_id AS id, at, EXISTS (SELECT 1 FROM customer AS c WHERE c.id = customer_id) AS isBack
       FROM erased WHERE done = 0`,
    )
    .all();
  const streams = db
    .prepare<[string], string>('SELECT DISTINCT stream FROM outbox WHERE customer_id = ?')
    .pluck();
  for (const { id, at, isBack } of open) {
    const theirs = streams.all(id);
    forgetOwn(db, id, isBack === 1 ? at : undefined);
    for (const stream of theirs) touch(id, stream);
  }
  db.prepare('UPDATE erased SET done = 1 WHERE done = 0').run();
  return open.length;
}
