import { commandOf } from '../case/event-of.ts';
import { bodyOf, erasedLink, type Link, nextLink, noLink, type Sha256 } from './chain.ts';
import type { DeskBook, WireChange } from './desk-book.ts';
import type { Cursor, SnapshotHead, WirePage } from './exchange.ts';

/**
 * What happened to a page: it was taken, was known already, or does not fit. `parted`: what came without words before it is not explained in this chain, because
 * the ledger was set back; the team begins anew.
 */
export type PageVerdict = 'taken' | 'known' | 'gap' | 'count' | 'link' | 'parted';

/** A change that follows the ones before it, and the chain's link after it. */
export type LinkedChange = WireChange & { link: Link };

/**
 * The changes of a page if it follows the cursor, is whole and leads to the link it names; else why nothing of it may be taken.
 * @param until what the book says of what came without words
 */
export function readPage(
  cursor: Cursor | null,
  sha256: Sha256,
  page: WirePage,
  until: ReturnType<DeskBook['bareUntil']>,
): LinkedChange[] | Exclude<PageVerdict, 'taken'> {
  const at = cursor ?? { n: 0, link: noLink };
  if (page.to <= at.n) return 'known';
  if (page.from !== at.n) return 'gap';
  const changes = changesOf(page);
  if (changes === null) return 'count';
  let { link } = at;
  const linked = changes.map((change) => {
    link = erasedLink(change.raw) ?? nextLink(sha256, link, change.body);
    return { ...change, link };
  });
  if (link !== page.link) return 'link';
  const there = until === null ? undefined : linked[until.n - page.from - 1];
  return there !== undefined && there.link !== until?.link ? 'parted' : linked;
}

/**
 * Takes the next changes of a page that was read, all of them or the first so many: then the rest follows in the next transaction. Changes,
 * cursor and checkpoint are of one transaction, the caller's.
 */
export function takeChanges(
  book: DeskBook,
  { team, epoch, to, until }: Pick<WirePage, 'team' | 'epoch' | 'to' | 'until'>,
  changes: readonly LinkedChange[],
): void {
  const [first, last] = [changes[0], changes.at(-1)];
  if (!first || !last) return;
  for (const change of changes) book.take(team, change);
  book.missed(team, first.n - 1, last.n);
  book.setCursor({ team, epoch, n: last.n, link: last.link });
  if (last.n === to) book.addCheckpoint(team, { n: to, link: last.link });
  const before = book.bareUntil(team);
  const bare = until && until.n > (before?.n ?? 0) ? until : before;
  if (bare !== null) book.setBareUntil(team, bare.n > last.n ? bare : null);
}

/** Takes a page in one piece if it fits, else nothing of it. Call inside one transaction. */
export function takePage(book: DeskBook, sha256: Sha256, page: WirePage): PageVerdict {
  const read = readPage(book.cursor(page.team), sha256, page, book.bareUntil(page.team));
  if (read === 'parted') book.drop(page.team);
  if (typeof read === 'string') return read;
  takeChanges(book, page, read);
  return 'taken';
}

/**
 * Ends a first fill whose chunks are all here. Call inside the transaction of the last chunk, in which its events have ended the outbox's
 * waits and the orphans, as with `take`; not before: a fill that is dropped halfway has brought nothing back. False: pages came meanwhile,
 * and the fill is of no use any more.
 */
export function endFill(book: DeskBook, { team, epoch, n, link }: SnapshotHead): boolean {
  if ((book.cursor(team)?.n ?? 0) > 0) return false;
  book.missed(team, 0, n);
  book.setCursor({ team, epoch, n, link });
  book.addCheckpoint(team, { n, link });
  return true;
}

/** The changes, or null when the page does not hold exactly the numbers that it covers. */
function changesOf(page: WirePage): WireChange[] | null {
  const { changes, count, from, to } = page;
  if (changes.length !== count || count !== to - from) return null;
  if (!changes.every((change, index) => change.n === from + index + 1)) return null;
  return changes.map(wireChange);
}

/** A change of a page or of a first fill's chunk, ready to be taken. */
export function wireChange(raw: WirePage['changes'][number]): WireChange {
  return { n: raw.n, at: raw.at, body: bodyOf(raw), commandId: commandIn(raw.event), raw };
}

/** The command whose first event this is, or null. */
export function commandIn(event: unknown): string | null {
  if (typeof event !== 'object' || event === null || !('id' in event)) return null;
  return typeof event.id === 'string' && event.id.endsWith(':0') ? commandOf(event.id) : null;
}
