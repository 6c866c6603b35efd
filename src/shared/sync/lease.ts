/**
 * How long a desk has been without its centre, by a clock that its person can turn. `answered`: this machine's clock when the centre last
 * answered somebody who was signed in. `seen`: the latest moment that this machine has lived through since, by the same clock; it never
 * goes back. Both in ms.
 */
export type Lease = { answered: number; seen: number };

/** The centre has answered: whatever the clock was meanwhile, it begins anew. This is also what heals a clock that was wrong. */
export const begun = (now: number): Lease => ({ answered: now, seen: now });

/**
 * Some time later. `passed`: ms by a clock that nobody sets and that stops while the machine sleeps. So a clock that is set back wins
 * nothing: the time that the machine was on counts all the same.
 */
export const lived = ({ answered, seen }: Lease, now: number, passed: number): Lease => ({
  answered,
  seen: Math.max(seen + Math.max(0, passed), now),
});

/** What is left of it, ms; 0 or less: it is over. */
export const leftOf = ({ answered, seen }: Lease, hours: number): number =>
  hours * 3_600_000 - (seen - answered);

/** So long before its end a person is warned, ms. */
export const leaseWarning = 12 * 3_600_000;
