import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { type PageVerdict, readPage, takeChanges } from '#shared/sync/desk.ts';
import type { WirePage } from '#shared/sync/exchange.ts';
import type { Db } from '../database.ts';
import { type Guard, guardedTransaction } from '../guard.ts';
import type { OpenBook } from './book.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** How long one slice may hold the store's process, ms: a person who looks at a customer meanwhile waits for no more. */
const budget = 6;
/** Of changes; the first slice is small because nothing is known of their size. */
const slice = { first: 32, least: 8, most: 1000 } as const;

export type PageParts = {
  db: Db;
  open: (guard: Guard) => OpenBook;
  /** Views of these customers changed; the changes are on the disk. */
  changed: (customers: Set<string>) => void;
  isClosed: () => boolean;
};

/** Takes pages in slices, each a transaction with the cursor in it, and lets whoever waits have a turn between two. */
export function pageTaker({ db, open, changed, isClosed }: PageParts) {
  let length: number = slice.first;

  return async (page: WirePage): Promise<PageVerdict> => {
    const cursor = open(() => true).cursor(page.team);
    const changes = readPage(cursor, sha256, page);
    if (typeof changes === 'string') return changes;
    await breathe();
    for (let at = 0; at < changes.length && !isClosed(); ) {
      const next = changes.slice(at, at + length);
      const began = performance.now();
      const customers = guardedTransaction(db, (guard) => {
        const book = open(guard);
        takeChanges(book, page, next);
        return book.settle();
      });
      const took = Math.max(performance.now() - began, 0.1);
      at += next.length;
      const fitting = Math.round((next.length * budget) / took);
      // Not more than twice as many at once: one slice of small changes says little of the next.
      length = Math.min(slice.most, Math.max(slice.least, Math.min(fitting, length * 2)));
      changed(customers);
      await breathe();
    }
    return 'taken';
  };
}
