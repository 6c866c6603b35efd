/** One record says that it is shown as another. `n`: its number in the ledger; null while it waits there. People are ids. */
export type RecordLink = {
  from: string;
  into: string;
  n: number | null;
  eventId: string;
  why: string;
  by: string;
  at: number;
};

/** Records that are one person. */
export type OnePerson = {
  /** The record as which all of them are shown. */
  survivor: string;
  /** All of them, the survivor first, then in the order of their ids. */
  ids: string[];
};

/**
 * Who is who, of links that have to do with one another. Each record has one link at most, so following them ends at one record, unless
 * they go around: two people who cannot see one another link the same two records in opposite ways. Then the earlier number in the ledger
 * counts (what waits comes last, the oldest first) and the one that would close the circle is `void`: the same on every desk, whatever the order in which
 * the news came.
 */
export function joined(links: readonly RecordLink[]): {
  survivorOf(id: string): string;
  person(id: string): OnePerson;
  counting: RecordLink[];
  void: RecordLink[];
} {
  const next = new Map<string, string>();
  const counting: RecordLink[] = [];
  const circles: RecordLink[] = [];
  const survivorOf = (id: string): string => {
    let at = id;
    for (let into = next.get(at); into !== undefined; into = next.get(at)) at = into;
    return at;
  };
  for (const link of links.toSorted(earlier)) {
    if (survivorOf(link.into) === link.from) circles.push(link);
    else {
      next.set(link.from, link.into);
      counting.push(link);
    }
  }
  return {
    survivorOf,
    person(id) {
      const survivor = survivorOf(id);
      const others = counting.map(({ from }) => from).filter((one) => survivorOf(one) === survivor);
      return { survivor, ids: [survivor, ...others.sort()] };
    },
    counting,
    void: circles,
  };
}

function earlier(a: RecordLink, b: RecordLink): number {
  const order = (a.n ?? Number.POSITIVE_INFINITY) - (b.n ?? Number.POSITIVE_INFINITY);
  // Infinity less itself is no number. A command's id begins with its time.
  return order || (a.eventId < b.eventId ? -1 : 1);
}
