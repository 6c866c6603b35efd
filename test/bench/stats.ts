/** A series of times in ms, sorted. */
export type Series = readonly number[];

export const sorted = (times: readonly number[]): Series => [...times].sort((a, b) => a - b);

/**
 * The value that `p` per cent of a sorted series are at or below: the nearest rank, so it is always one that was measured.
 * @param p 0 to 100. @throws RangeError for an empty series: there is nothing to say.
 */
export function percentile(series: Series, p: number): number {
  const rank = Math.max(1, Math.ceil((p / 100) * series.length));
  const value = series[rank - 1];
  if (value === undefined) throw new RangeError('a percentile of nothing');
  return value;
}

/** What one side took: for each round the times (ms) of the same items in the same order. */
export type Rounds = readonly (readonly number[])[];

export type Percentiles = { p50: number; p99: number };

export const percentiles = (times: readonly number[]): Percentiles => {
  const series = sorted(times);
  return { p50: percentile(series, 50), p99: percentile(series, 99) };
};

/** Of rates, where higher is better: the middle one, and the one that 99 of 100 rounds reach. */
export const rates = (all: readonly number[]): Percentiles => {
  const series = sorted(all);
  return { p50: percentile(series, 50), p99: percentile(series, 1) };
};

/** Each item's median over the rounds: what the item costs, without what the machine did elsewhere at that moment. */
export function byItem(rounds: Rounds): number[] {
  const [first = []] = rounds;
  return first.map((_, item) => percentile(sorted(rounds.map((times) => times[item] ?? Number.NaN)), 50));
}

export type Compared = {
  /** Of the items' medians, ms. */
  floor: Percentiles;
  value: Percentiles;
  /** Value divided by floor. */
  ratio: Percentiles;
  /** The lowest and the highest ratio of the medians in a single round: how far the machine's unrest reaches. */
  spread: { low: number; high: number };
  /** Of every single time, ms: what somebody waits on this machine as busy as it was. */
  raw: { floor: Percentiles; value: Percentiles };
  items: number;
  rounds: number;
};

/**
 * Compares two sides that took turns over the same items in the same rounds.
 * @throws RangeError when they did not, or when nothing was measured.
 */
export function compare(floor: Rounds, value: Rounds): Compared {
  const shape = (rounds: Rounds) => rounds.map((times) => times.length).join();
  if (shape(floor) !== shape(value)) throw new RangeError('both sides have the same rounds and items');
  const [a, b] = [percentiles(byItem(floor)), percentiles(byItem(value))];
  const medians = floor.map((times, round) => {
    const other = value[round] ?? [];
    return percentile(sorted(other), 50) / percentile(sorted(times), 50);
  });
  return {
    floor: a,
    value: b,
    ratio: { p50: b.p50 / a.p50, p99: b.p99 / a.p99 },
    spread: { low: Math.min(...medians), high: Math.max(...medians) },
    raw: { floor: percentiles(floor.flat()), value: percentiles(value.flat()) },
    items: floor[0]?.length ?? 0,
    rounds: floor.length,
  };
}
