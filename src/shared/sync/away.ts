import { z } from 'zod';
import { instant } from '../instant.ts';

const id = z.string().min(1).max(200);

/**
 * What a team's stream says of customers whom its desks do not hold (decision 0035). `away`: nothing of them stays on a desk, until `back`, which brings their
 * newest records and all of their events, each under the number that it has; in several such records where there is much, one after the other, of which all but the
 * last say that there is `more`.
 */
export const passage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('away'), id, at: instant }),
  z.strictObject({
    type: z.literal('back'),
    id,
    at: instant,
    more: z.boolean().default(false),
    changes: z.array(
      z.union([
        z.strictObject({ n: z.int().positive(), at: instant, event: z.json() }),
        z.strictObject({ n: z.int().positive(), record: z.json() }),
      ]),
    ),
  }),
]);
export type Passage = z.infer<typeof passage>;
export type BackRecord = Extract<Passage, { type: 'back' }>;

/** Months; the least is more than the sixty days for which a desk keeps what it sent. Null: all customers. */
export const holdMonths = z.int().min(3).max(240).nullable();

/** What the desks of a team hold. `away`: how many customers are left out now; while a changed rule is gone through, of so far. */
export const holding = z.strictObject({
  team: z.string(),
  months: holdMonths,
  away: z.int().min(0),
  isBeingApplied: z.boolean(),
});
export type Holding = z.infer<typeof holding>;
export const holdings = z.strictObject({ holdings: z.array(holding) });

/** `away`: how many customers of the team would be left out under `months`, of those that were looked at. */
export const holdingDue = z.strictObject({
  months: z.int(),
  away: z.int().min(0),
  of: z.int().min(0),
});
