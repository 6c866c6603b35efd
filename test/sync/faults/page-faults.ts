import { eventEnvelope, readEvent } from '#shared/case/events.ts';
import { nextLink, noLink } from '#shared/sync/chain.ts';
import type { DeskBook } from '#shared/sync/desk-book.ts';
import { wireChange } from '#shared/sync/desk-pages.ts';
import type { WirePage } from '#shared/sync/exchange.ts';
import { sha256 } from '../reading.ts';
import { type Fault, withBook } from './fault.ts';

/** Takes a page without the looks at it that a fault forgets. */
function takeAnyway(book: DeskBook, page: WirePage): 'taken' {
  for (const raw of page.changes) book.take(page.team, wireChange(raw));
  const { team, epoch, to: n, link } = page;
  book.missed(team, page.from, n);
  book.setCursor({ team, epoch, n, link });
  book.addCheckpoint(team, { n, link });
  return 'taken';
}

/** What a desk may do wrong with pages and first fills. */
export const pageFaults: readonly Fault[] = [
  {
    name: 'cursor outside the transaction',
    thought: 'the cursor is saved as it goes, so that nothing is read twice',
    twist: (parts, reached) =>
      withBook(parts, (book, desk) => ({
        take(team, change) {
          book.take(team, change);
          const { epoch = null, link = noLink } = desk.disk.cursors.get(team) ?? {};
          reached();
          const cursor = { team, epoch, n: change.n, link: nextLink(sha256, link, change.body) };
          desk.disk = { ...desk.disk, cursors: new Map(desk.disk.cursors).set(team, cursor) };
        },
      })),
  },
  {
    name: 'own events are not known again',
    thought: 'what comes is new',
    twist: (parts, reached) =>
      withBook(parts, (book, desk) => ({
        take(team, change) {
          if (desk.disk.outbox.some(({ id }) => id === change.commandId)) reached();
          book.take(team, { ...change, commandId: null });
        },
      })),
  },
  {
    name: 'a gap is passed over',
    thought: 'a page that lies ahead is as good as the next',
    twist: (parts, reached) => ({
      ...parts,
      takePage(book, hash, page) {
        const verdict = parts.takePage(book, hash, page);
        if (verdict !== 'gap') return verdict;
        reached();
        return takeAnyway(book, page);
      },
    }),
  },
  {
    name: 'a short page is whole',
    thought: 'what came is what there is',
    twist: (parts, reached) => ({
      ...parts,
      takePage(book, hash, page) {
        const verdict = parts.takePage(book, hash, page);
        if (verdict !== 'count') return verdict;
        reached();
        return takeAnyway(book, page);
      },
    }),
  },
  {
    name: 'the chain is not followed',
    thought: 'the centre has worked out the link already',
    twist: (parts, reached) => ({
      ...parts,
      takePage(book, hash, page) {
        const verdict = parts.takePage(book, hash, page);
        if (verdict !== 'link') return verdict;
        reached();
        return takeAnyway(book, page);
      },
    }),
  },
  {
    name: 'poison stops the page',
    thought: 'what cannot be read must not be taken',
    twist: (parts, reached) => ({
      ...parts,
      takePage(book, hash, page) {
        const isPoison = page.changes.some(({ event, record }) => {
          if (record !== undefined) return false;
          const envelope = eventEnvelope.safeParse(event).data;
          return envelope === undefined || readEvent(envelope) === null;
        });
        if (!isPoison) return parts.takePage(book, hash, page);
        reached();
        return 'link';
      },
    }),
  },
  {
    name: 'a first fill ends without a look back',
    thought: 'whatever was accepted is in it',
    twist: (parts, reached) =>
      withBook(
        {
          ...parts,
          endFill(book, { team, epoch, n, link }) {
            book.setCursor({ team, epoch, n, link });
            book.addCheckpoint(team, { n, link });
            return true;
          },
        },
        (book) => ({
          setCursor(cursor) {
            if (book.cursor(cursor.team)?.n === 0 && book.missing(cursor.team, 0, cursor.n).ids.length > 0)
              reached();
            book.setCursor(cursor);
          },
        }),
      ),
  },
];
