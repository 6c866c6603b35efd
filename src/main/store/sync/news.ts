/**
 * Tells pages what changed: at once when it was quiet, else gathered, so that a first fill does not make them ask all the time. Customers do
 * not wait because only lists were told of a moment ago: every exchange begins with that.
 */
export function gathered(tell: (customers: string[] | 'all') => void, pause: number) {
  let waiting: Set<string> | 'all' | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isOnlyLists = false;

  function flush(): void {
    timer = null;
    if (waiting === null) return;
    const customers = waiting;
    waiting = null;
    isOnlyLists = customers !== 'all' && customers.size === 0;
    timer = setTimeout(flush, pause);
    tell(customers === 'all' || customers.size > mostNamed ? 'all' : [...customers]);
  }

  return {
    add(customers: Iterable<string> | 'all'): void {
      if (customers === 'all') waiting = 'all';
      waiting ??= new Set();
      if (waiting !== 'all') for (const id of customers) waiting.add(id);
      if (timer !== null && isOnlyLists && (waiting === 'all' || waiting.size > 0)) {
        clearTimeout(timer);
        timer = null;
      }
      if (timer === null) flush();
    },
    /** Says what waits, now. */
    end(): void {
      if (timer !== null) clearTimeout(timer);
      flush();
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** A longer list is no shorter to work off than everything. */
const mostNamed = 5000;
