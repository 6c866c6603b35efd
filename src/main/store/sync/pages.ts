import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import type { WireChange } from '#shared/sync/desk-book.ts';
import { type PageVerdict, readPage, takeChanges } from '#shared/sync/desk-pages.ts';
import type { WirePage } from '#shared/sync/exchange.ts';
import { type Db, inTransaction, withoutWaiting } from '../database.ts';
import { type Guard, guardedTransaction, unguarded } from '../guard.ts';
import { slices } from '../slice.ts';
import type { OpenBook } from './book.ts';
import type { FarBehind } from './far-behind.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export type PageParts = {
  db: Db;
  open: (guard: Guard) => OpenBook;
  /** Views of these customers changed; the changes are on the disk. */
  changed: (customers: Set<string>) => void;
  isClosed: () => boolean;
  /** Whether somebody looks at something now. */
  watched: () => boolean;
  /** Moves the log while the desk is far behind. */
  log: Pick<FarBehind, 'wrote' | 'room'>;
};

/** No slice is longer, whatever it holds. */
const most = 1000;

/**
 * Where a slice ends that is to be so long: not among changes of one stream. A stream is settled as a whole, at the end of a slice, and
 * that costs the same for one of its changes as for a hundred: somebody's long work on one case would be settled again and again.
 */
export function endOfSlice(changes: readonly Pick<WireChange, 'raw'>[], at: number, length: number): number {
  let end = Math.min(at + length, changes.length);
  while (end < changes.length && end - at < most && isOfOneStream(changes[end - 1], changes[end])) end += 1;
  return end;
}

function isOfOneStream(one?: Pick<WireChange, 'raw'>, other?: Pick<WireChange, 'raw'>): boolean {
  const [a, b] = [streamIn(one?.raw.event), streamIn(other?.raw.event)];
  return a !== null && b !== null && a.customerId === b.customerId && a.caseId === b.caseId;
}

function streamIn(event: unknown): { customerId: unknown; caseId: unknown } | null {
  if (typeof event !== 'object' || event === null || !('customerId' in event) || !('caseId' in event))
    return null;
  return { customerId: event.customerId, caseId: event.caseId };
}

/** Takes pages in slices, each a transaction with the cursor in it, and lets whoever waits have a turn between two. */
export function pageTaker({ db, open, changed, isClosed, watched, log }: PageParts) {
  const slice = slices({ first: 50, least: 25, most }, watched);

  return async (page: WirePage): Promise<PageVerdict> => {
    const now = open(unguarded);
    const changes = readPage(now.cursor(page.team), sha256, page, now.bareUntil(page.team));
    if (changes === 'parted') inTransaction(db, () => open(unguarded).drop(page.team));
    if (typeof changes === 'string') return changes;
    await breathe();
    for (let at = 0; at < changes.length && !isClosed(); ) {
      const next = changes.slice(at, endOfSlice(changes, at, slice.length()));
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
      log.wrote();
      changed(customers);
      await breathe();
    }
    await log.room();
    return 'taken';
  };
}
