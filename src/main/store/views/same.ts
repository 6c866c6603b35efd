import { joined, type RecordLink } from '#shared/customer/links.ts';
import type { Db } from '../database.ts';

export const linksSql = "SELECT body FROM link_now WHERE customer_id = ? AND way IN ('into', 'from')";

/** Records that are one person, and the links by which they are; `against`: links that would go around and do not count. */
export type SamePerson = {
  survivor: string;
  /** The survivor first. */
  ids: readonly string[];
  counting: readonly RecordLink[];
  against: readonly RecordLink[];
};

export type SamePeople = {
  /** Null where a record is linked with no other: one look at an index. */
  of(customerId: string): SamePerson | null;
  /** Every record of the person whose record this is, the one that is shown first. One record alone: itself. */
  ids(customerId: string): readonly string[];
  survivor(customerId: string): string;
};

/** Which records are linked with which. Whoever looks at what a person has (orders, cases, remedies) looks at all of `ids`. */
export function samePeople(db: Db): SamePeople {
  const linksAt = db.prepare<[string], string>(linksSql).pluck();
  const isHere = db.prepare('SELECT 1 FROM customer_now WHERE customer_id = ?').pluck();

  /** Everything that has to do with these links, however many steps away: people, so a handful at most. */
  function around(first: readonly RecordLink[]): RecordLink[] {
    const found = new Map(first.map((link) => [link.from, link]));
    const seen = new Set<string>();
    // A Map goes on to what is added meanwhile.
    for (const link of found.values())
      for (const id of [link.from, link.into]) {
        if (seen.has(id)) continue;
        seen.add(id);
        for (const body of linksAt.all(id)) {
          const one = readLink(body);
          found.set(one.from, one);
        }
      }
    // While a store is filled one end may be here and the other not yet: nobody is shown as somebody who is not here.
    return [...found.values()].filter(({ from, into }) => isHere.get(from) && isHere.get(into));
  }

  function of(customerId: string): SamePerson | null {
    const bodies = linksAt.all(customerId);
    if (bodies.length === 0) return null;
    const links = around(bodies.map(readLink));
    const all = joined(links);
    const { survivor, ids } = all.person(customerId);
    if (ids.length === 1) return null;
    const here = new Set(ids);
    const ours = ({ from }: RecordLink) => here.has(from);
    return { survivor, ids, counting: all.counting.filter(ours), against: all.void.filter(ours) };
  }

  return {
    of,
    ids: (customerId) => of(customerId)?.ids ?? [customerId],
    survivor: (customerId) => of(customerId)?.survivor ?? customerId,
  };
}

/** Trusts what the store wrote itself. */
function readLink(body: string): RecordLink {
  return JSON.parse(body) as RecordLink;
}
