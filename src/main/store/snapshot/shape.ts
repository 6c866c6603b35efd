import type { SnapshotShape } from '#shared/sync/exchange.ts';
import { storeVersion } from '../migrate.ts';
import { projectionNumber } from '../projection/tables.ts';

/** What chunks are made for by this program, and what a desk of it can load. */
export const chunkShape: SnapshotShape = { store: storeVersion, projection: projectionNumber };

/** Tables that a chunk carries as they are, in the order in which they are copied. Their columns are the store's. */
export const copiedTables = [
  'event',
  'customer',
  'twin',
  'person',
  'unread',
  'story',
  'case_now',
  'loose_now',
  'order_now',
  'card_now',
  'found_by',
] as const;
