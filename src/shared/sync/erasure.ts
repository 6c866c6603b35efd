import { z } from 'zod';
import { instant } from '../instant.ts';
import { teamId } from '../team.ts';

/** Why a person is erased: a word of a list, so that the reason itself tells nothing of anybody. */
export const erasureWhy = z.enum(['person-asked', 'kept-too-long', 'recorded-by-mistake']);
export type ErasureWhy = z.infer<typeof erasureWhy>;

/** All records of one person, which are of one team. */
export const erasureAsk = z.strictObject({
  customerIds: z.array(z.string().min(1).max(200)).min(1).max(20),
  why: erasureWhy,
});
export type ErasureAsk = z.infer<typeof erasureAsk>;

/**
 * `confirmedBy` null: it waits for another admin, and nothing was erased yet. `machines`: how many of those that may hold the person have removed them.
 */
export const erasureView = z.strictObject({
  id: z.uuid(),
  team: teamId,
  customerIds: z.array(z.string()),
  why: erasureWhy,
  askedBy: z.string(),
  askedAt: instant,
  confirmedBy: z.string().nullable(),
  doneAt: instant.nullable(),
  machines: z.strictObject({ erased: z.int().min(0), of: z.int().min(0) }),
});
export type ErasureView = z.infer<typeof erasureView>;

export const erasuresAnswer = z.strictObject({ erasures: z.array(erasureView) });

/** Months without an order, a contact and an open case after which a person is erased; null: they are kept. */
export const retention = z.strictObject({ months: z.int().min(6).max(240).nullable() });
export type Retention = z.infer<typeof retention>;

/** `due`: how many records of the asker's teams would go now under `months`, of those that were looked at. */
export const retentionDue = z.strictObject({ months: z.int(), due: z.int().min(0), of: z.int().min(0) });
