import type { StoryEntry, StoryPage } from '#shared/views.ts';
import type { Db } from '../database.ts';
import type { People } from './people.ts';

type Row = {
  id: string;
  at: number;
  kind: string;
  case_id: string | null;
  order_id: string | null;
  by: string | null;
  pending: number;
  data: string;
};

export const storySql = `
  SELECT id, at, kind, case_id, order_id, by, pending, data FROM story
  WHERE customer_id = ? ORDER BY at DESC, id LIMIT ?`;
export const olderSql = `
  SELECT id, at, kind, case_id, order_id, by, pending, data FROM story
  WHERE customer_id = ? AND at <= ? AND (at < ? OR id > ?) ORDER BY at DESC, id LIMIT ?`;
const orderNumberSql = `
  SELECT json_extract(summary, '$.number') FROM order_now WHERE customer_id = ? AND order_id = ?`;

/** Newest first. `after` is the `next` of the page before. */
export function storyView(db: Db, people: People) {
  const newest = db.prepare<[string, number], Row>(storySql);
  const older = db.prepare<[string, number, number, string, number], Row>(olderSql);
  const orderNumber = db.prepare(orderNumberSql).pluck();

  function entry(customerId: string, row: Row): StoryEntry {
    const own = JSON.parse(row.data) as object;
    const linked =
      row.kind === 'order-linked'
        ? { orderNumber: (orderNumber.get(customerId, row.order_id) as string | undefined) ?? null }
        : undefined;
    return {
      id: row.id,
      at: row.at,
      kind: row.kind,
      caseId: row.case_id,
      orderId: row.order_id,
      by: row.by === null ? null : people.who(row.by),
      pending: row.pending === 1,
      ...own,
      ...linked,
    } as StoryEntry;
  }

  return (customerId: string, after: string | null, limit: number): StoryPage => {
    const cursor = after === null ? null : readCursor(after);
    const rows = cursor
      ? older.all(customerId, cursor.at, cursor.at, cursor.id, limit)
      : newest.all(customerId, limit);
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return {
      entries: rows.map((row) => entry(customerId, row)),
      next: last ? `${last.at} ${last.id}` : null,
    };
  };
}

function readCursor(after: string): { at: number; id: string } {
  const blank = after.indexOf(' ');
  return { at: Number(after.slice(0, blank)), id: after.slice(blank + 1) };
}
