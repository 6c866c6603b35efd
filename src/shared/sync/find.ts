import { z } from 'zod';
import { customerId } from './whole.ts';

/** Shorter texts are of too many people to be looked for at the centre. */
export const shortestFind = 3;

/** Whom a person looks for at the centre: a name, a phone, an e-mail, or the number of an order, a parcel or a case; as it was typed. */
export const findAsk = z.strictObject({
  text: z.string().trim().min(shortestFind).max(200),
  limit: z.int().min(1).max(20),
});

/** Somebody of the own teams. No phone and no e-mail is told: whoever knows it has typed it. */
export const foundCustomer = z.object({
  customerId,
  by: z.enum(['name', 'phone', 'email', 'order', 'tracking', 'case']),
  /** The number of the order, the parcel or the case that was found, as it is looked up; else empty. */
  match: z.string(),
  name: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  orders: z.int().min(0),
});
export type FoundCustomer = z.infer<typeof foundCustomer>;

/** The best ways to find somebody first, nobody twice. */
export const findAnswer = z.object({ v: z.literal(1), hits: z.array(foundCustomer).max(20) });
