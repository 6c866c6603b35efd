import { z } from 'zod';
import { instant } from '../instant.ts';

const text = z.string().max(500);

export const address = z.strictObject({
  name: text.nullable(),
  company: text.nullable(),
  lines: z.array(text).max(6),
  city: text.nullable(),
  region: text.nullable(),
  /** As written by the shop, leading zeros kept. */
  postcode: text.nullable(),
  /** ISO 3166-1 alpha-2 where it could be told, else null. */
  country: z.string().length(2).nullable(),
});
export type Address = z.infer<typeof address>;

/** A phone number: the writing of the shop, and its E.164 form where it is one. */
export const phone = z.strictObject({
  raw: text,
  e164: z
    .string()
    .regex(/^\+\d{4,15}$/)
    .nullable(),
  country: z.string().length(2).nullable(),
});
export type Phone = z.infer<typeof phone>;

/** A customer as the shops know them, after recognition. Owned by the centre, read only on a desk. */
export const customerRecord = z.strictObject({
  type: z.literal('customer'),
  id: z.string().min(1).max(200),
  name: text.nullable(),
  emails: z.array(text).max(50),
  phones: z.array(phone).max(50),
  addresses: z.array(address).max(50),
  /** True for somebody who bought without an account: nothing but the order tells who it is. */
  guest: z.boolean(),
  /** ISO 639-1, the language this customer is spoken to, where known. */
  language: z.string().length(2).nullable(),
  since: instant.nullable(),
  /** A remark of the shop on this customer. */
  remark: z.string().max(4000).nullable(),
  /** Every key under which a shop knows this customer: `shop:kind:id`. */
  keys: z.array(z.string().max(300)).max(200),
});
export type CustomerRecord = z.infer<typeof customerRecord>;

/**
 * Somebody whom nobody may keep anything of any more: every store that takes it removes all that it has of them. `id`: the customer's. Their changes before it hold
 * nothing any more (sync/chain.ts).
 */
export const erasedRecord = z.strictObject({
  type: z.literal('erased'),
  id: z.string().min(1).max(200),
  at: instant,
});

/** What two customers have in common who may be one person. */
export const twinWhy = z.enum(['same-phone', 'same-name', 'same-email', 'same-address']);
export type TwinWhy = z.infer<typeof twinWhy>;

/** Two customers that may be one person. A suggestion for a human: nothing is merged by itself. */
export const twinRecord = z.strictObject({
  type: z.literal('twin'),
  id: z.string().min(1).max(450),
  customerIds: z.tuple([z.string().max(200), z.string().max(200)]),
  why: twinWhy,
});
export type TwinRecord = z.infer<typeof twinRecord>;
