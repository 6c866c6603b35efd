import type { CustomerFile } from '#shared/customer/file.ts';
import type { RecordLink } from '#shared/customer/links.ts';
import type { Db } from '../database.ts';
import type { Suffix } from './tables.ts';

/**
 * Keeps the link of a record where both of its ends find it: under the record itself and under the one it is shown as. Which of several
 * links count is worked out when they are read, so nothing here depends on the order in which they came.
 */
export function linkWriter(db: Db, s: Suffix): (customerId: string, linked: CustomerFile['linked']) => void {
  const before = db
    .prepare<[string], string>(`SELECT other_id FROM link_now${s} WHERE customer_id = ? AND way = 'into'`)
    .pluck();
  const drop = db.prepare(`DELETE FROM link_now${s} WHERE customer_id = ? AND way = ? AND other_id = ?`);
  const add = db.prepare(`INSERT OR REPLACE INTO link_now${s} VALUES (?, ?, ?, ?)`);
  const numberOf = db.prepare<[string], number>('SELECT n FROM event WHERE id = ?').pluck();

  return (customerId, linked) => {
    for (const other of before.all(customerId)) {
      drop.run(customerId, 'into', other);
      drop.run(other, 'from', customerId);
    }
    if (linked === null) return;
    const { into, eventId, why, by, at } = linked;
    const link: RecordLink = {
      from: customerId,
      into,
      n: numberOf.get(eventId) ?? null,
      eventId,
      why,
      by,
      at,
    };
    const body = JSON.stringify(link);
    add.run(customerId, 'into', into, body);
    add.run(into, 'from', customerId, body);
  };
}
