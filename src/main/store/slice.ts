/** How long one piece of a long work may hold the store's process, ms of its own work: whoever looks at a customer waits for no more. */
const budget = 10;
/** The same while nobody looks at anything: of changes that come in pages a third fewer pages of the file are written, and half as often (decision 0042). */
const budgetAlone = 30;

/** For so long after a page asked for something somebody is looking, ms. */
const looking = 100;

/** Whether somebody looks at something now. @param askedAt when a page asked for anything last, by `performance.now` */
export const isWatched = (askedAt: number): boolean => performance.now() - askedAt < looking;

export type Slices = {
  /** How many the next slice may be. */
  length(): number;
  /** Does a slice of so many and remembers how long it took. */
  measured<T>(count: number, work: () => T): T;
};

type Bounds = { first: number; least: number; most: number };

/**
 * Cuts a long work into slices that are as long as they may be. `first`: while nothing is known of how long one takes.
 * @param watched whether somebody looks at something now
 */
export function slices({ first, least, most }: Bounds, watched: () => boolean = () => true): Slices {
  let length = first;
  return {
    length: () => length,
    measured(count, work) {
      const began = process.threadCpuUsage();
      const result = work();
      const may = watched() ? budget : budgetAlone;
      const fitting = Math.round((count * may) / Math.max(workedSince(began), 0.1));
      // Not more than twice as many at once: one slice says little of the next.
      length = Math.min(most, Math.max(least, Math.min(fitting, length * 2)));
      return result;
    },
  };
}

/** ms of this thread's work, not of waiting for a processor that others have: shorter slices would not be quicker then. */
function workedSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(began);
  return (user + system) / 1000;
}
