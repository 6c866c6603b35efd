/** How long one piece of a long work may hold the store's process, ms of its own work: whoever looks at a customer waits for no more. */
const budget = 10;

export type Slices = {
  /** How many the next slice may be. */
  length(): number;
  /** Does a slice of so many and remembers how long it took. */
  measured<T>(count: number, work: () => T): T;
};

/** Cuts a long work into slices that are as long as they may be. `first`: while nothing is known of how long one takes. */
export function slices({ first, least, most }: { first: number; least: number; most: number }): Slices {
  let length = first;
  return {
    length: () => length,
    measured(count, work) {
      const began = process.cpuUsage();
      const result = work();
      const fitting = Math.round((count * budget) / Math.max(workedSince(began), 0.1));
      // Not more than twice as many at once: one slice says little of the next.
      length = Math.min(most, Math.max(least, Math.min(fitting, length * 2)));
      return result;
    },
  };
}

/** ms of work, not of waiting for a processor that others have: shorter slices would not be quicker then. */
function workedSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}
