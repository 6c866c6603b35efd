import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { type PageVerdict, readPage, takeChanges } from '#shared/sync/desk.ts';
import type { WirePage } from '#shared/sync/exchange.ts';
import { type Db, withoutWaiting } from '../database.ts';
import { type Guard, guardedTransaction, unguarded } from '../guard.ts';
import { slices } from '../slice.ts';
import type { OpenBook } from './book.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export type PageParts = {
  db: Db;
  open: (guard: Guard) => OpenBook;
  /** Views of these customers changed; the changes are on the disk. */
  changed: (customers: Set<string>) => void;
  isClosed: () => boolean;
};

/** Takes pages in slices, each a transaction with the cursor in it, and lets whoever waits have a turn between two. */
export function pageTaker({ db, open, changed, isClosed }: PageParts) {
  const slice = slices({ first: 50, least: 25, most: 1000 });

  return async (page: WirePage): Promise<PageVerdict> => {
    const changes = readPage(open(unguarded).cursor(page.team), sha256, page);
    if (typeof changes === 'string') return changes;
    await breathe();
    for (let at = 0; at < changes.length && !isClosed(); ) {
      const next = changes.slice(at, at + slice.length());
      const customers = slice.measured(next.length, () =>
        withoutWaiting(db, () =>
          guardedTransaction(db, (guard) => {
            const book = open(guard);
            takeChanges(book, page, next);
            return book.settle();
          }),
        ),
      );
      at += next.length;
      changed(customers);
      await breathe();
    }
    return 'taken';
  };
}
