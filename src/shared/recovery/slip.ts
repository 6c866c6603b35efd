import { z } from 'zod';
import { instant } from '../instant.ts';
import { currency, type Money, money } from '../order/money.ts';
import { level, role } from '../people.ts';
import { authority, manual } from '../rules/manual.ts';
import { teamId } from '../team.ts';
import { bordersOf, monthOf, summed, type Terms } from './authority.ts';

/** What a slip is called where it is signed (statement.ts). */
export const slipKind = 'slip';

/** How long a slip is good, ms, and never beyond its month: a desk that is away for longer asks. */
export const slipLife = 7 * 86_400_000;

/**
 * What a person may give at once at one machine, in one team and one calendar month of UTC, as the centre signed it (decision 0025): what the
 * manual said of their role and level when it was issued, with its rates, and what they had spent. It holds whatever changes while the desk
 * is offline. Read loosely: a newer centre may say more.
 */
export const slip = z.object({
  id: z.uuid(),
  person: z.string().min(1).max(128),
  device: z.uuid(),
  team: teamId,
  role,
  level,
  /** Version of the manual; 0: the program's own. */
  manual: z.int().min(0),
  currency,
  rates: manual.shape.rates,
  ...authority.pick({ once: true, month: true, remedies: true }).shape,
  /** Given from this person's authority in the period, as the ledger knew it when its stream of the team ended at `n`. One for each currency. */
  spent: z.array(money).max(200),
  n: z.int().min(0),
  /** `2026-11` */
  period: z.string().regex(/^\d{4}-\d\d$/),
  issued: instant,
  /** Good from then on, and until before then. */
  from: instant,
  until: instant,
});
export type Slip = z.infer<typeof slip>;

/** When a slip of a month is good that is issued at a moment: from the month's beginning, or from now on where it has begun. */
export function lifeOf(period: string, issued: number): Pick<Slip, 'from' | 'until'> {
  const { from, until } = bordersOf(period);
  return { from, until: Math.min(until, Math.max(from, issued) + slipLife) };
}

/** Why nothing may be given at once: the slip's month is over; it is older than a slip is good; there is none for the team. */
export type Ended = { why: 'month' | 'age' | 'none'; period: string | null };

/** The slip that is good at a moment, the newest where there are several; or why none is. `slips`: of one person, machine and team. */
export function slipAt(slips: readonly Slip[], at: number): Slip | Ended {
  const newest = [...slips].sort((a, b) => b.issued - a.issued || b.from - a.from);
  const good = newest.find(({ from, until }) => from <= at && at < until);
  if (good) return good;
  const [last] = newest;
  if (!last) return { why: 'none', period: null };
  return { why: newest.some(({ period }) => period === monthOf(at)) ? 'age' : 'month', period: last.period };
}

export function hasEnded<T extends object>(found: T | Ended): found is Ended {
  return 'why' in found;
}

/** The terms of a slip, which are those of its day. */
export function slipTerms({ once, month, remedies, currency, rates }: Slip): Terms {
  return { once, month, remedies, currency, rates };
}

/** What is spent of a slip's month: what it says, and what this desk knows of beyond that. */
export function spentOf(slip: Pick<Slip, 'spent'>, since: readonly Money[]): Money[] {
  return summed([...slip.spent, ...since]);
}

/** Whether a slip is that of whoever gave, where and when they gave. */
export function isOf(slip: Slip, who: { person: string; device: string; team: string; at: number }): boolean {
  const { person, device, team, from, until, period } = slip;
  const isTheirs = person === who.person && device === who.device && team === who.team;
  return isTheirs && from <= who.at && who.at < until && period === monthOf(who.at);
}
