import type { FlagNow } from './fold.ts';

/** So long a flag stands in a supervisor's queue. Milliseconds. */
export const watchedFor = 30 * 86_400_000;

/** Nobody decides about these: a backup was restored, or a supervisor has accepted it already. */
const settled: ReadonlySet<string> = new Set(['recovered', 'handed-in']);

const isToDecide = ({ why }: FlagNow): boolean => !settled.has(why);

/** When the newest fact broke a rule that somebody who decides has to look at; null: none did. Milliseconds since 1970. */
export function flaggedAt(flags: readonly FlagNow[]): number | null {
  return flags.findLast(isToDecide)?.at ?? null;
}

/**
 * The newest fact that broke a rule and that nobody who decides has seen: they have when they did something in the case since, and it was not
 * their own fact. Its owner writing there does not end it (`CaseState.flagged`).
 * @param decides whether this person is one who decides
 */
export function unseenFlag(flags: readonly FlagNow[], decides: (person: string) => boolean): FlagNow | null {
  return (
    flags.findLast(
      (one) => isToDecide(one) && !one.since.some((person) => person !== one.by && decides(person)),
    ) ?? null
  );
}
