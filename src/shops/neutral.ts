import { z } from 'zod';
import { address, phone } from '#shared/customer/records.ts';
import { orderRecord } from '#shared/order/records.ts';
import type { Skip } from './trouble.ts';

/**
 * Somebody as one order speaks of them, before it is told who they are. An order's text is not a person: several writings of one
 * customer pass through here.
 */
export const neutralCustomer = z.strictObject({
  /** `shop:person:id`: under which the shop itself knows this person. Null for a guest, and where a shop's ids are of orders. */
  personKey: z.string().max(300).nullable(),
  name: z.string().max(500).nullable(),
  emails: z.array(z.string().max(500)).max(10),
  phones: z.array(phone).max(10),
  addresses: z.array(address).max(10),
  guest: z.boolean(),
  language: z.string().length(2).nullable(),
  since: z.int().nullable(),
  remark: z.string().max(4000).nullable(),
});
export type NeutralCustomer = z.infer<typeof neutralCustomer>;

/** An order with everything but the customer it belongs to. `id` is `shop:` and the shop's stable id of it. */
export const neutralOrder = orderRecord.omit({ type: true, customerId: true });
export type NeutralOrder = z.infer<typeof neutralOrder>;

/** What a reader gives, in the order of the file. */
export type ReadStep =
  | { step: 'order'; row: number; rows: number; customer: NeutralCustomer; order: NeutralOrder }
  | { step: 'skip'; skip: Skip }
  /** Bytes read, over all passes. `total` is null while it is not known. */
  | { step: 'progress'; done: number; total: number | null }
  /** The last one. `rows`: rows of data in the file. */
  | { step: 'end'; rows: number };

/** Opens the file, from its beginning, each time it is called. Uncompressed bytes. */
export type OpenFile = () => AsyncIterable<Uint8Array>;
