import type { CaseEvent } from '#shared/case/events.ts';
import type { CustomerFile } from '#shared/customer/file.ts';
import type { RecordLink } from '#shared/customer/links.ts';
import type { Db } from '../database.ts';
import { linkedFromEntry } from './file-entries.ts';
import { packEntry, whomOf } from './packed.ts';
import type { Suffix } from './tables.ts';
import type { StoryBefore } from './write-story.ts';

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

/**
 * Tells of a link, and of its end, in the story of the other record as well: taken apart again, both say who joined them and why. The entry
 * has the id of the event's own, by which a story of both knows it as the same.
 */
export function linkTeller(db: Db, s: Suffix) {
  const drop = db.prepare(`DELETE FROM story${s} WHERE customer_id = ? AND stream = ?`);
  const put = db.prepare(`INSERT OR REPLACE INTO story${s} VALUES (?, ?, ?, ?, ?, ?)`);
  return {
    /** `before`: the record's own entries, as they were: they say where else it was told. */
    drop(customerId: string, stream: string, before: readonly StoryBefore[]): void {
      if (stream !== 'customer') return;
      const others = new Set(before.flatMap((row) => (row.kind === 'file' ? (whomOf(row.entry) ?? []) : [])));
      for (const other of others) drop.run(other, from(customerId));
    },
    add(event: CaseEvent, pending: boolean): void {
      const row = linkedFromEntry(event);
      if (row === null) return;
      put.run(row.into, row.at, row.id, from(event.customerId), row.kind, packEntry(row, pending));
    },
  };
}

const from = (customerId: string): string => `from:${customerId}`;
