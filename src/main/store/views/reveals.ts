import type { RevealCount, RevealLine, RevealsView } from '#shared/views/reveal.ts';
import type { Db } from '../database.ts';
import { unpackEntry } from '../projection/packed.ts';
import type { People } from './people.ts';
import { customerName } from './queue.ts';

/** More is not listed: the figures count all of them. */
const mostLines = 500;

export const revealedSql = `
  SELECT customer_id, entry FROM story WHERE kind = 'revealed' AND at >= ? ORDER BY at DESC LIMIT ?`;
export const revealCountSql = `
  SELECT entry ->> '$[5]' AS by, count(*) AS times, count(DISTINCT customer_id) AS customers,
    count(*) FILTER (WHERE at >= :today) AS today, max(at) AS last
  FROM story WHERE kind = 'revealed' AND at >= :since GROUP BY 1 ORDER BY customers DESC, times DESC`;

type Row = { customer_id: string; entry: string };
type Counted = { by: string; times: number; customers: number; today: number; last: number };

/** Who saw phones and e-mails whole that are masked for them: whose, when and why; and how many each, so that a harvest stands out. */
export function revealsView(db: Db, people: People, now: () => number) {
  const rows = db.prepare<[number, number], Row>(revealedSql);
  const counts = db.prepare<[{ since: number; today: number }], Counted>(revealCountSql);
  const name = customerName(db);
  return (days: number): RevealsView => {
    const day = 86_400_000;
    const since = now() - days * day;
    const lines = rows.all(since, mostLines).flatMap(({ customer_id, entry }): RevealLine[] => {
      const one = unpackEntry(entry, people.who);
      if (one.kind !== 'revealed' || one.by === null) return [];
      const { id, at, by, why, pending } = one;
      return [{ id, at, by, why, pending, customerId: customer_id, customerName: name(customer_id) }];
    });
    const each = counts
      .all({ since, today: now() - day })
      .map(({ by, ...count }): RevealCount => ({ by: people.who(by), ...count }));
    return { each, lines };
  };
}
