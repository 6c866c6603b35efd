import type { EventEnvelope } from '../case/events.ts';
import type { Refusal } from '../case/refusals.ts';
import { bodyOf, type Link, nextLink, noLink, type Sha256 } from './chain.ts';
import {
  type Cursor,
  type ExchangeAnswer,
  type ExchangeAsk,
  type SentCommand,
  type SnapshotHead,
  upLimits,
  type WirePage,
} from './exchange.ts';

/** A change of a page: the parsed JSON as it came, not yet read by a schema, and its text. */
export type WireChange = { n: number; at: number; body: string; raw: WirePage['changes'][number] };

/**
 * What the desk's half of the protocol needs of a store. Every method runs inside the one transaction of the verb that calls it;
 * nothing here reaches outside. The SQLite store and the model test (test/sync) have one each.
 */
export type DeskBook = {
  incarnation(): string;
  cursors(): Cursor[];
  cursor(team: string): Cursor | null;
  setCursor(cursor: Cursor): void;
  /** Links at earlier cursors of a team, newest first: where an old life and a new one may still agree. */
  checkpoints(team: string): { n: number; link: Link }[];
  addCheckpoint(team: string, point: { n: number; link: Link }): void;

  /** Commands that were neither answered nor put off, oldest first. */
  unanswered(limit: number): SentCommand[];
  /** The command is in the team's stream at `n`. It stays in the outbox until its events come back in a page. */
  accepted(id: string, team: string, n: number): void;
  /** Out of the outbox, into the list that the person reads, with what they wrote. */
  refused(id: string, refusal: Refusal): void;
  /** Stays in the outbox and is not sent until this program or the centre's is newer. */
  putOff(id: string): void;
  /** The command's id was used for another command: it gets a new id and is sent again. */
  renamed(id: string): void;

  /** Takes one change: an event, a record, or what this program cannot read (kept as it is). Its own events end the outbox's wait. */
  take(team: string, change: WireChange): void;

  /** Numbered events lost by a restored ledger, which it should have again. */
  orphans(limit: number): { team: string; event: EventEnvelope }[];
  recovered(eventIds: string[]): void;
  /**
   * The ledger lost what this desk holds after `ancestor`. Own commands numbered after it go back into the outbox with their original
   * bytes, others' events become orphans, and everything of the team is dropped to be filled anew.
   */
  partAt(team: string, ancestor: number): void;
};

/** What an exchange asks for, from what the store holds. `checkpoints`: the teams whose link the centre could not find. */
export function exchangeAskOf(book: DeskBook, lost: readonly string[]): ExchangeAsk {
  return {
    v: 1,
    incarnation: book.incarnation(),
    cursors: book.cursors(),
    commands: fitting(book.unanswered(upLimits.commands)),
    checkpoints: lost.map((team) => ({ team, points: book.checkpoints(team) })),
    witnessed: book.orphans(upLimits.witnessed),
  };
}

/** As many commands, in their order, as one request may carry. A length in UTF-16 units times three is never less than UTF-8's. */
function fitting(commands: readonly SentCommand[]): SentCommand[] {
  let room: number = upLimits.bytes / 2;
  return commands.filter((command, index) => {
    room -= command.text.length * 3 + 100;
    return index === 0 || room > 0;
  });
}

/** What an answer led to. */
export type Absorbed = {
  /** Teams whose link the centre could not find: their checkpoints go with the next ask. */
  lost: string[];
  /** Teams that parted from a restored ledger just now. */
  parted: string[];
  /** A first fill that should be loaded now, one a team. */
  snapshots: SnapshotHead[];
  /** Something came up or down: ask again at once, there may be more. */
  more: boolean;
  /** A page was not taken: it does not follow the cursor, is cut short or does not lead to the link it names. */
  unfit: ('gap' | 'count' | 'link' | 'epoch')[];
};

/**
 * Takes the answers of an exchange, all but the pages (`takePage`). The whole answer is parsed before anything is taken, so an answer
 * that was cut off has no effect (trust.md, trap 8). Call inside one transaction.
 */
export function takeAnswers(book: DeskBook, ask: ExchangeAsk, answer: ExchangeAnswer): Absorbed {
  const asked = new Set(ask.commands.map(({ id }) => id));
  const result: Absorbed = {
    lost: [],
    parted: [],
    snapshots: [],
    more: answer.answers.length > 0 || answer.recovered.length > 0 || answer.pages.length > 0,
    unfit: [],
  };
  for (const one of answer.answers) {
    // Only what was asked is answered: each row leaves the outbox by its own id (trap 4).
    if (!asked.has(one.id)) continue;
    if (one.outcome === 'accepted') book.accepted(one.id, one.team, one.n);
    else if (one.outcome === 'refused') book.refused(one.id, one.refusal);
    else if (one.outcome === 'conflict') book.renamed(one.id);
    else book.putOff(one.id);
  }
  if (answer.recovered.length > 0) book.recovered(answer.recovered);
  for (const fork of answer.forks) {
    if (fork.ancestor === null) {
      result.lost.push(fork.team);
      result.more = true;
      continue;
    }
    book.partAt(fork.team, fork.ancestor);
    result.parted.push(fork.team);
    result.more = true;
  }
  result.snapshots = answer.snapshots.filter(({ team }) => (book.cursor(team)?.n ?? 0) === 0);
  return result;
}

/** What happened to a page: it was taken, was known already, or does not fit. */
export type PageVerdict = 'taken' | 'known' | 'gap' | 'count' | 'link';

/**
 * Takes a page if it follows the cursor, is whole and leads to the link it names; else nothing of it. Changes, cursor and checkpoint
 * are of one transaction, the caller's (trap 6).
 */
export function takePage(book: DeskBook, sha256: Sha256, page: WirePage): PageVerdict {
  const at = book.cursor(page.team) ?? { team: page.team, epoch: null, n: 0, link: noLink };
  if (page.to <= at.n) return 'known';
  if (page.from !== at.n) return 'gap';
  const changes = changesOf(page);
  if (changes === null) return 'count';
  const reached = changes.reduce((link, { body }) => nextLink(sha256, link, body), at.link);
  if (reached !== page.link) return 'link';
  for (const change of changes) book.take(page.team, change);
  book.setCursor({ team: page.team, epoch: page.epoch, n: page.to, link: reached });
  book.addCheckpoint(page.team, { n: page.to, link: reached });
  return 'taken';
}

/** The changes, or null when the page does not hold exactly the numbers that it covers. */
function changesOf(page: WirePage): WireChange[] | null {
  const { changes, count, from, to } = page;
  if (changes.length !== count || count !== to - from) return null;
  if (!changes.every((change, index) => change.n === from + index + 1)) return null;
  return changes.map((raw) => ({ n: raw.n, at: raw.at, body: bodyOf(raw), raw }));
}
