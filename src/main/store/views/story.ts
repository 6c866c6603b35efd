import type { StoryEntry, StoryPage } from '#shared/views.ts';
import type { Db } from '../database.ts';
import { summaryPath, unpackEntry } from '../projection/packed.ts';
import type { People } from './people.ts';

export const storySql = 'SELECT entry FROM story WHERE customer_id = ? ORDER BY at DESC, id LIMIT ?';
export const olderSql = `
  SELECT entry FROM story
  WHERE customer_id = ? AND at <= ? AND (at < ? OR id > ?) ORDER BY at DESC, id LIMIT ?`;
const orderNumberSql = `
  SELECT summary ->> '${summaryPath.number}' FROM order_now WHERE customer_id = ? AND order_id = ?`;

/** Newest first. `after` is the `next` of the page before. */
export function storyView(db: Db, people: People) {
  const newest = db.prepare<[string, number], string>(storySql).pluck();
  const older = db.prepare<[string, number, number, string, number], string>(olderSql).pluck();
  const orderNumber = db.prepare(orderNumberSql).pluck();

  function entry(customerId: string, text: string): StoryEntry {
    const whole = unpackEntry(text, people.who);
    if (whole.kind === 'order-linked')
      whole.orderNumber = (orderNumber.get(customerId, whole.orderId) as string | undefined) ?? null;
    return whole;
  }

  return (customerId: string, after: string | null, limit: number): StoryPage => {
    const cursor = after === null ? null : readCursor(after);
    const texts = cursor
      ? older.all(customerId, cursor.at, cursor.at, cursor.id, limit)
      : newest.all(customerId, limit);
    const entries = texts.map((text) => entry(customerId, text));
    const last = entries.length === limit ? entries.at(-1) : undefined;
    return { entries, next: last ? `${last.at} ${last.id}` : null };
  };
}

function readCursor(after: string): { at: number; id: string } {
  const blank = after.indexOf(' ');
  return { at: Number(after.slice(0, blank)), id: after.slice(blank + 1) };
}
