import type { CaseEvent } from '#shared/case/events.ts';
import type { CustomerFile } from '#shared/customer/file.ts';
import type { RecordLink } from '#shared/customer/links.ts';
import type { Db } from '../database.ts';
import { linkedFromEntry } from './file-entries.ts';
import { packEntry, whomOf } from './packed.ts';
import type { Suffix } from './tables.ts';
import type { StoryBefore } from './write-story.ts';

/** As a record's own stream says it, and how the other one's end is called. */
const backOf = { into: 'from', parted: 'parted-from' } as const;
type Way = keyof typeof backOf;

/**
 * Keeps the link of a record where both of its ends find it: under the record itself and under the one it is shown as. Which of several
 * links count is worked out when they are read, so nothing here depends on the order in which they came. From whom it was parted likewise.
 */
export function linkWriter(
  db: Db,
  s: Suffix,
): (customerId: string, file: Pick<CustomerFile, 'linked' | 'parted'>) => void {
  const before = db.prepare<[string], { way: Way; other_id: string }>(
    `SELECT way, other_id FROM link_now${s} WHERE customer_id = ? AND way IN ('into', 'parted')`,
  );
  const drop = db.prepare(`DELETE FROM link_now${s} WHERE customer_id = ? AND way = ? AND other_id = ?`);
  const add = db.prepare(`INSERT OR REPLACE INTO link_now${s} VALUES (?, ?, ?, ?)`);
  const numberOf = db.prepare<[string], number>('SELECT n FROM event WHERE id = ?').pluck();

  function put(way: Way, one: { from: string; into: string }): void {
    const body = JSON.stringify(one);
    add.run(one.from, way, one.into, body);
    add.run(one.into, backOf[way], one.from, body);
  }

  return (customerId, { linked, parted }) => {
    for (const { way, other_id } of before.all(customerId)) {
      drop.run(customerId, way, other_id);
      drop.run(other_id, backOf[way], customerId);
    }
    for (const one of parted) put('parted', { from: customerId, ...one });
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
    put('into', link);
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
