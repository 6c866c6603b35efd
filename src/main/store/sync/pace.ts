/** When a desk asks again by itself, in ms. Tests have their own. */
export type Pace = {
  /** While pokes come, and while they do not: from and to. */
  quiet: readonly [number, number];
  poll: readonly [number, number];
  /** After trouble: the first pause and the longest. */
  backoff: readonly [number, number];
  /** Without a byte for so long, nobody is expected to answer. */
  patience: number;
  /** Without a byte for so long, pokes do not come any more: three beats of the centre's and a bit. */
  silence: number;
  /** How long pokes are given up after three streams on which nothing ever came. */
  mute: number;
  /** How often pages are told of changes that come in without an end. */
  tell: number;
};

export const usualPace: Pace = {
  quiet: [270_000, 330_000],
  poll: [30_000, 60_000],
  backoff: [1_000, 60_000],
  patience: 30_000,
  silence: 40_000,
  mute: 15 * 60_000,
  tell: 250,
};

export function between([from, to]: readonly [number, number], random: () => number): number {
  return from + random() * (to - from);
}

/**
 * How long to wait after the nth trouble in a row (from 0). Full jitter: after an outage thousands of desks come back at different moments.
 * `retryAfter`: what the centre asked for, which is never undercut.
 */
export function pauseAfter(
  times: number,
  retryAfter: number | null,
  [first, longest]: readonly [number, number],
  random: () => number,
): number {
  const most = Math.min(longest, first * 2 ** Math.min(times, 20));
  return (retryAfter ?? 0) + Math.max(random() * most, Math.min(first, most) / 4);
}
