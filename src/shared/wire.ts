import { z } from 'zod';
import { absenceRecord } from './absence/records.ts';
import { eventEnvelope } from './case/events.ts';
import { customerRecord, erasedRecord, twinRecord } from './customer/records.ts';
import { instant } from './instant.ts';
import { orderRecord } from './order/records.ts';
import { personRecord } from './people.ts';
import { rulesRecord } from './rules/records.ts';
import { skillsRecord } from './skills.ts';
import { teamId } from './team.ts';

export const record = z.discriminatedUnion('type', [
  customerRecord,
  orderRecord,
  personRecord,
  twinRecord,
  erasedRecord,
  rulesRecord,
  skillsRecord,
  absenceRecord,
]);
export type Record = z.infer<typeof record>;

/** One numbered change of a team's stream: something that happened, or the newest state of a record. */
export const change = z.union([
  z.strictObject({
    n: z.int().positive(),
    /** The ledger's clock when it took the change; absent where no ledger did (the demo's and a file's own pages). */
    at: instant.optional(),
    event: eventEnvelope,
  }),
  z.strictObject({ n: z.int().positive(), at: instant.optional(), record }),
]);
export type Change = z.infer<typeof change>;

/**
 * Which life of the ledger a number belongs to: `system identifier.timeline` of its PostgreSQL. A restored database is another
 * life; what really tells whether two lives agree up to a number is the chain (`sync/chain.ts`).
 */
export const epochId = z.string().min(1).max(64);

/**
 * A page of a team's stream. It covers `from` (exclusive) to `to` (inclusive) and holds exactly the changes in between:
 * a store refuses a page whose `from` is not its cursor, so a hole cannot pass unseen.
 */
export const page = z.strictObject({
  team: teamId,
  epoch: epochId,
  from: z.int().min(0),
  to: z.int().min(0),
  changes: z.array(change).max(50_000),
});
export type Page = z.infer<typeof page>;
