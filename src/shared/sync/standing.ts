import { type Link, noLink } from './chain.ts';
import type { Cursor } from './exchange.ts';

/** Where a desk stands compared with the ledger. `unknown`: the links differ, and only checkpoints can tell since when. */
export type Standing = 'level' | 'behind' | 'unknown';

/**
 * The chain decides, never a number: a head that a process remembers may be older than what another process has committed, and a desk that
 * is ahead of it is no fork. `linkAt`: the ledger's link at the desk's number, from the database when that number is above the remembered
 * head; null when there is no such number (the ledger was set back).
 */
export function standing(desk: Cursor, head: { n: number }, linkAt: Link | null): Standing {
  if (desk.n > 0 && linkAt !== desk.link) return 'unknown';
  return desk.n < head.n ? 'behind' : 'level';
}

/** The newest of a desk's checkpoints that the ledger has too; 0 when they agree on nothing. */
export function ancestorOf(
  points: readonly { n: number; link: Link }[],
  linkAt: (n: number) => Link | null,
): number {
  let best = 0;
  for (const { n, link } of points) if (n > best && linkAt(n) === link) best = n;
  return best;
}

/**
 * How many of the next changes make a page: by bytes, not only by number, at least one. `sizes`: of the changes' texts, in order.
 */
export function pageLength(sizes: readonly number[], limits: { changes: number; bytes: number }): number {
  let bytes = 0;
  let length = 0;
  for (const size of sizes) {
    if (length >= limits.changes || (length > 0 && bytes + size > limits.bytes)) break;
    bytes += size;
    length += 1;
  }
  return length;
}

/** A team whose stream has not begun. */
export const emptyHead = { n: 0, link: noLink };
