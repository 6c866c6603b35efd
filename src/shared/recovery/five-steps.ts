import type { Who } from '../people.ts';
import type { CaseView } from '../views/case.ts';

/** Listen, apologise, explain what happened, make it good, put it right for good. In any order. */
export const fiveSteps = ['listen', 'apologise', 'explain', 'make-good', 'for-good'] as const;
export type Step = (typeof fiveSteps)[number];

/** What was done of a step, when and by whom, in the words that were written. `text` may be empty where the deed says it. */
export type Mark = { at: number; by: Who; text: string };

type Facts = Pick<
  CaseView,
  'words' | 'openedAt' | 'owner' | 'contacts' | 'lastContactAt' | 'spokeTo' | 'tried' | 'steps'
> & {
  compensations: readonly Pick<CaseView['compensations'][number], 'state' | 'what' | 'by' | 'at'>[];
};

/**
 * Which steps were taken, each from what was done and never from a box that somebody ticked; null: not yet. It tells, and stops nothing: a quick
 * case is solved without any of them.
 */
export function stepsTaken(one: Facts): Record<Step, Mark | null> {
  const { apologised, explained, cause } = one.steps;
  return {
    listen: listened(one),
    apologise: apologised,
    explain: explained,
    'make-good': madeGood(one),
    'for-good': cause && { at: cause.at, by: cause.by, text: cause.text },
  };
}

/** The customer's own words, or at least that somebody spoke with them or asked. */
function listened({ words, openedAt, owner, lastContactAt, spokeTo, tried }: Facts): Mark | null {
  if (words.trim() !== '') return { at: openedAt, by: owner, text: words };
  const [asked] = tried;
  if (asked) return { at: asked.at, by: asked.by, text: asked.text };
  const by = spokeTo.at(-1);
  return by && lastContactAt !== null ? { at: lastContactAt, by, text: '' } : null;
}

/** Something was given: the newest of it. A promise that was kept is no more than what was owed. */
function madeGood({ compensations }: Facts): Mark | null {
  const given = compensations
    .filter(({ state }) => state === 'given')
    .map(({ at, by, what }) => ({ at, by, text: what }));
  return given.reduce<Mark | null>((last, mark) => (last === null || mark.at >= last.at ? mark : last), null);
}
