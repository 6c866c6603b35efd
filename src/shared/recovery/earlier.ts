import type { EarlierRemedy } from '../views/remedies.ts';

/** Whatever was given within so many days may be for the same trouble. What was declined for another cost nobody anything. */
const recentDays = 90;

/**
 * Which earlier remedies somebody has to look at before they give for an order in a case: those for the same order or the same case whenever
 * they were given, and everything recent of this customer and of whoever may be the same person.
 */
export function toLookAt(
  earlier: readonly EarlierRemedy[],
  about: { caseId: string; orderId: string | null },
  now: number,
): EarlierRemedy[] {
  return earlier.filter(
    ({ compensation, caseId }) =>
      caseId === about.caseId ||
      (about.orderId !== null && compensation.orderId === about.orderId) ||
      (compensation.state !== 'declined' && compensation.at > now - recentDays * 86_400_000),
  );
}
