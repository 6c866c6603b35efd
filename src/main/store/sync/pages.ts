import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { type PageVerdict, readPage, takeChanges } from '#shared/sync/desk.ts';
import type { WirePage } from '#shared/sync/exchange.ts';
import { type Db, withoutWaiting } from '../database.ts';
import { type Guard, guardedTransaction } from '../guard.ts';
import type { OpenBook } from './book.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** How much one slice may work, ms of this process: a person who looks at a customer meanwhile waits for no more. */
const budget = 8;
/** Of changes; the first slice is small because nothing is known of their size. */
const slice = { first: 50, least: 25, most: 1000 } as const;

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
      let took = 0;
      const customers = withoutWaiting(db, () =>
        guardedTransaction(db, (guard) => {
          const began = process.cpuUsage();
          const book = open(guard);
          takeChanges(book, page, next);
          const touched = book.settle();
          took = Math.max(workedSince(began), 0.1);
          return touched;
        }),
      );
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

/** ms of work, not of waiting for a processor that others have: slices get no better by being shorter then. */
function workedSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}
