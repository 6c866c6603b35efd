import type { Db } from './database.ts';
import type { Projector } from './projection/write.ts';
import { remover, type Touch } from './remove.ts';
import { draftsAbout } from './under-way.ts';

/** Removes a customer who was erased, with all that this desk's own person wrote about them. What a later change brings of the same person stays. */
export function eraser(db: Db, into: Projector): (customerId: string, touch: Touch) => void {
  const remove = remover(db, into);
  const streams = db
    .prepare<[string], string>('SELECT DISTINCT stream FROM outbox WHERE customer_id = ?')
    .pluck();
  const dropOrphans = db.prepare("DELETE FROM orphan WHERE json_valid(body) AND body ->> 'customerId' = ?");
  const staysNot = db.prepare('DELETE FROM away WHERE customer_id = ?');
  const comesNot = db.prepare('DELETE FROM coming WHERE customer_id = ?');
  const noGuest = db.prepare('DELETE FROM guest WHERE customer_id = ?');

  return (customerId, touch) => {
    for (const stream of streams.all(customerId)) touch(customerId, stream);
    forgetOwn(db, customerId);
    remove(customerId, null, touch);
    noGuest.run(customerId);
    dropOrphans.run(customerId);
    staysNot.run(customerId);
    comesNot.run(customerId);
  };
}

/**
 * Removes what this desk's own person wrote and typed about a customer who was erased. What was not sent stands among the refused, without a word of
 * it: that it was written is told, and nothing else. Before the customer's own rows go, which say by what a draft may know them.
 * @param upTo ms: what is newer stays, where the person is a customer again
 */
function forgetOwn(db: Db, customerId: string, upTo = Number.MAX_SAFE_INTEGER): void {
  const drafts = draftsAbout(db)(customerId);
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
  const drop = db.prepare('DELETE FROM draft WHERE key = ?');
  for (const { key, at } of drafts) if (at <= upTo) drop.run(key);
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
