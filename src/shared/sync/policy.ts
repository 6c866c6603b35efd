import { z } from 'zod';

/** How long a desk may work without its centre at most, hours: nobody sets more by mistake. */
export const longestLease = 24 * 90;

/**
 * What a company wants of its desks; its centre says it with every sign-in and refresh. A word that cannot be read counts as the strictest
 * one: what was meant may have been stricter than what is usual.
 */
export const deskPolicy = z.object({
  /** Hours without an answer of the centre after which a desk shows nobody's data. Nothing is deleted. */
  leaseHours: z.number().positive().max(longestLease).catch(24),
  /** Minutes without a key or the mouse after which a desk locks; null: it does not by itself. */
  lockAfter: z.number().positive().max(720).nullable().catch(5),
});
export type DeskPolicy = z.infer<typeof deskPolicy>;

/** Of a centre that says nothing about it: an older one, whose people have no PIN. */
const unsaid: DeskPolicy = { leaseHours: 72, lockAfter: null };

export const policyOf = (said: DeskPolicy | undefined): DeskPolicy => said ?? unsaid;
