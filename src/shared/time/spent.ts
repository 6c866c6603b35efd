import type { CaseView } from '../views/case.ts';

/**
 * The minutes that were spent on a case, by how many people: what the windows measured, rounded up. Shown, and a part of what a case costs.
 */
export function minutesOf({ spent }: { spent: readonly Pick<CaseView['spent'][number], 'seconds'>[] }): {
  minutes: number;
  people: number;
} {
  const seconds = spent.reduce((sum, one) => sum + one.seconds, 0);
  return { minutes: Math.ceil(seconds / 60), people: spent.length };
}
