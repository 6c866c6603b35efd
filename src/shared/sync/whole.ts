import { z } from 'zod';
import { instant } from '../instant.ts';
import { teamId } from '../team.ts';
import { epochId } from '../wire.ts';

/** Which customer: the id of one record. */
export const customerId = z.string().min(1).max(200);

/** What of a customer is wanted: what is numbered after `after`. */
export const wholeAsk = z.strictObject({ after: z.coerce.number().int().min(0).default(0) });

/**
 * Everything of one customer as it stands in the ledger, a page of it: events with their numbers and the newest state of each record, in
 * the order of their numbers. `n`: the team's head when it was read. `to`: up to where this page reaches; `more`: ask again after it. A record that
 * changes meanwhile has a higher number then, so it comes again and nothing is missed. `others`: records that are one person with this one,
 * by links of agents; said with the last page.
 */
export const wholeAnswer = z.object({
  v: z.literal(1),
  team: teamId,
  epoch: epochId,
  n: z.int().min(0),
  to: z.int().min(0),
  more: z.boolean(),
  others: z.array(customerId).max(200),
  changes: z.array(
    z.looseObject({
      n: z.int().positive(),
      /** The ledger's clock; null for records. */
      at: instant.nullable(),
      event: z.unknown().optional(),
      record: z.unknown().optional(),
    }),
  ),
});
export type WholeAnswer = z.infer<typeof wholeAnswer>;
