import type { SnapshotShape } from '#shared/sync/exchange.ts';
import type { Db } from '../database.ts';
import { storeVersion } from '../migrate.ts';
import { projectionNumber } from '../projection/tables.ts';

/** What chunks are made for by this program, and what a desk of it can load. */
export const chunkShape: SnapshotShape = { store: storeVersion, projection: projectionNumber };

/** Writes into a chunk what shape it is of, where SQLite keeps such numbers (sqlite.org/fileformat2.html, 1.3). */
export function markShape(chunk: Db): void {
  chunk.pragma(`user_version = ${chunkShape.store}`);
  chunk.pragma(`application_id = ${chunkShape.projection}`);
}

export function shapeOf(chunk: Db): SnapshotShape {
  const number = (name: string) => Number(chunk.pragma(name, { simple: true }));
  return { store: number('user_version'), projection: number('application_id') };
}

/**
 * Tables that a chunk carries as they are, in the order in which they are moved: nothing of a customer is looked for before `customer_now`,
 * which comes last. Each with the columns, its primary key begins with them, by which it is cut into pieces.
 */
export const copiedTables = {
  person: ['id'],
  colleague: ['team'],
  erased: ['customer_id'],
  rules: ['id'],
  skills: ['id'],
  absence: ['id'],
  unread: ['team', 'n'],
  quarantine: ['customer_id'],
  twin: ['customer_id'],
  found_by: ['kind', 'value'],
  event: ['customer_id'],
  customer: ['id'],
  story: ['customer_id'],
  loose_now: ['customer_id'],
  attachment_now: ['customer_id'],
  claim_now: ['customer_id'],
  file_now: ['customer_id'],
  link_now: ['customer_id'],
  given_now: ['customer_id'],
  answer_now: ['customer_id'],
  incident_now: ['customer_id'],
  order_now: ['customer_id'],
  card_now: ['customer_id'],
  case_now: ['customer_id'],
} as const;
