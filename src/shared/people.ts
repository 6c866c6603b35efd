import { z } from 'zod';

export const role = z.enum(['agent', 'supervisor', 'quality', 'admin']);
export type Role = z.infer<typeof role>;

/** Somebody who works here. */
export const personRecord = z.strictObject({
  type: z.literal('person'),
  id: z.string().min(1).max(128),
  name: z.string().min(1).max(200),
  role,
});
export type PersonRecord = z.infer<typeof personRecord>;

/** Who did something, as a screen shows it. The name is the id where the person's record is not in this store. */
export type Who = { id: string; name: string };
