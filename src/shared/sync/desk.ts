import { commandOf } from '../case/event-of.ts';
import type { EventEnvelope } from '../case/events.ts';
import type { Refusal } from '../case/refusals.ts';
import { bodyOf, erasedLink, type Link, nextLink, noLink, type Sha256 } from './chain.ts';
import {
  type Cursor,
  type ExchangeAnswer,
  type ExchangeAsk,
  type SentCommand,
  type SnapshotHead,
  type SnapshotShape,
  upLimits,
  type WirePage,
} from './exchange.ts';

/**
 * A change of a page: the parsed JSON as it came, not yet read by a schema, and its text. `commandId`: of the command whose first event
 * it is, known even where nothing else of the event can be read; null for all else.
 */
export type WireChange = {
  n: number;
  at: number;
  body: string;
  commandId: string | null;
  raw: WirePage['changes'][number];
};

/**
 * What the desk's half of the protocol needs of a store. Every method runs inside the one transaction of the verb that calls it;
 * nothing here reaches outside. The SQLite store and the model test (test/sync) have one each.
 *
 * A command is in the outbox until one of its events comes in a page (or it is refused); then its bytes are kept beside (`sent`), and it
 * goes back, with the place in the order that it was recorded in, whenever it turns out that the ledger has lost it.
 */
export type DeskBook = {
  incarnation(): string;
  /** Of every team of which anything is here, also (`n` 0) while a first fill has only begun. */
  cursors(): Cursor[];
  cursor(team: string): Cursor | null;
  setCursor(cursor: Cursor): void;
  /** Links at earlier cursors of a team, newest first and `thinned`: where an old life and a new one may still agree. */
  checkpoints(team: string): { n: number; link: Link }[];
  addCheckpoint(team: string, point: { n: number; link: Link }): void;

  /**
   * Commands that were neither answered nor put off nor wait in their stream behind one that was, in the order in which they were
   * recorded, whatever happened to them since.
   */
  unanswered(limit: number): SentCommand[];
  /** The command is in the team's stream at `n`. It stays in the outbox, and is not sent, until its events come in a page. */
  accepted(id: string, team: string, n: number): void;
  /** The same in a team that is not this person's: its events will not come. Out of the outbox; its bytes are kept. */
  acceptedAbroad(id: string, team: string, n: number): void;
  /** Out of the outbox, into the list that the person reads, with what they wrote. Nothing when it was accepted before. */
  refused(id: string, refusal: Refusal): void;
  /** Stays in the outbox and is not sent until this program or the centre's is newer; nor is what comes after it in its stream. */
  putOff(id: string): void;
  /** The command's id was used for another command: it gets a new id and is sent again. */
  renamed(id: string): void;

  /**
   * Takes one change: an event, a record, or what this program cannot read (kept as it is). Its own event ends the outbox's wait for
   * the command, also a second time and under another number, and takes it from the list of the refused (a ledger that was restored may
   * have what another life of it refused). An orphan that comes back is one no more.
   */
  take(team: string, change: WireChange): void;
  /**
   * What the ledger once had in (`after`, `upTo`] of the team's stream and this desk does not see there, because it was set back: own
   * commands (accepted, or sent and their events not here any more) are unanswered again, orphans are to be offered again. How many.
   */
  missed(team: string, after: number, upTo: number): number;
  /** Own commands that were accepted in other teams than these are unanswered again: nobody tells this desk how those streams stand. How many. */
  missedAbroad(mine: ReadonlySet<string>): number;

  /** Events of others that this desk holds, numbered after `after`, are kept as orphans: a ledger has lost them. */
  orphan(team: string, after: number): void;
  /** Orphans that were not brought back yet, those first that were orphaned first, then by their old numbers. */
  orphans(limit: number): { team: string; event: EventEnvelope }[];
  /** The orphan is in the team's stream at `n` and is one until it comes in a page. Null: nothing will come, it is forgotten. */
  recovered(eventId: string, n: number | null): void;
  /** Everything that came from the team goes, with cursor and checkpoints. Own commands stay where they are, and so do orphans. */
  drop(team: string): void;
  /**
   * Of teams other than these, which are not this person's (any more): orphans are forgotten; what was accepted there and not seen yet is
   * accepted abroad.
   */
  forsake(mine: ReadonlySet<string>): void;
};

/**
 * What an exchange asks for, from what the store holds. `lost`: the teams whose link the centre could not find. `loads`: the first fills
 * that this desk can load.
 */
export function exchangeAskOf(
  book: DeskBook,
  lost: readonly string[],
  loads: SnapshotShape | null = null,
): ExchangeAsk {
  const orphans = book.orphans(upLimits.witnessed + 1);
  const witnessed = fitting(orphans, upLimits.witnessed, upLimits.bytes / 4, ({ event }) =>
    JSON.stringify(event),
  );
  // What others did comes back before what was built on it.
  const commands = witnessed.length < orphans.length ? [] : book.unanswered(upLimits.commands);
  const room = Math.floor(upLimits.checkpoints / Math.max(1, lost.length));
  return {
    v: 1,
    incarnation: book.incarnation(),
    cursors: book.cursors(),
    commands: fitting(commands, upLimits.commands, upLimits.bytes / 2, ({ text }) => text),
    checkpoints: lost.map((team) => ({ team, points: book.checkpoints(team).slice(0, room) })),
    witnessed,
    loads,
  };
}

/**
 * As many, in their order, as one request may carry, the first one always. A length in UTF-16 units times three is never less than that of
 * the UTF-8, and a JSON text inside a JSON text never takes more than that either.
 */
function fitting<T>(items: readonly T[], most: number, bytes: number, textOf: (item: T) => string): T[] {
  let room = bytes;
  const end = items.findIndex((item, index) => {
    room -= textOf(item).length * 3 + 200;
    return index === most || (index > 0 && room < 0);
  });
  return items.slice(0, end < 0 ? items.length : end);
}

/** What an answer led to. */
export type Absorbed = {
  /** Teams whose link the centre could not find: their checkpoints go with the next ask. */
  lost: string[];
  /** Teams that parted from a restored ledger just now. */
  parted: string[];
  /** Teams that are not this person's any more. */
  left: string[];
  /** A first fill that should be loaded now, one a team. */
  snapshots: SnapshotHead[];
  /** Something came up or down: ask again at once, there may be more. */
  more: boolean;
};

/**
 * The exchanges of one desk, one after another. An answer counts only when no newer ask was made, and once: one that comes late tells of a
 * ledger that may have been set back since, and would lose what it answers.
 */
export function conversation(
  book: DeskBook,
  loads: SnapshotShape | null = null,
): {
  ask(): ExchangeAsk;
  /** Call inside one transaction. Null: the answer comes too late and had no effect. */
  take(ask: ExchangeAsk, answer: ExchangeAnswer): Absorbed | null;
} {
  let newest: ExchangeAsk | null = null;
  let lost: readonly string[] = [];
  return {
    ask() {
      newest = exchangeAskOf(book, lost, loads);
      return newest;
    },
    take(ask, answer) {
      if (ask !== newest) return null;
      newest = null;
      const absorbed = takeAnswers(book, ask, answer);
      lost = absorbed.lost;
      return absorbed;
    },
  };
}

/**
 * Takes the answers of an exchange, all but the pages (`takePage`). The whole answer is parsed before anything is taken, so an answer
 * that was cut off has no effect (trust.md, trap 8). Call inside one transaction, with the newest ask (`conversation`).
 */
export function takeAnswers(book: DeskBook, ask: ExchangeAsk, answer: ExchangeAnswer): Absorbed {
  const teams = new Set(answer.heads.map(({ team }) => team));
  takeCommandAnswers(book, ask, answer, teams);
  takeRecovered(book, ask, answer);
  const left = leave(book, teams);
  const { lost, parted, isOtherLife } = takeForks(book, answer);
  let missed = 0;
  for (const head of answer.heads) {
    // The ledger is shorter than it once said: what it had beyond has to go up again.
    missed += book.missed(head.team, head.n, Number.MAX_SAFE_INTEGER);
    const cursor = book.cursor(head.team);
    if (cursor && cursor.epoch !== head.epoch) book.setCursor({ ...cursor, epoch: head.epoch });
  }
  if (isOtherLife) missed += book.missedAbroad(teams);
  return {
    lost,
    parted,
    left,
    snapshots: answer.snapshots.filter(({ team }) => (book.cursor(team)?.n ?? 0) === 0),
    more:
      answer.answers.length > 0 ||
      answer.recovered.length > 0 ||
      answer.pages.length > 0 ||
      lost.length > 0 ||
      parted.length > 0 ||
      missed > 0,
  };
}

function takeCommandAnswers(
  book: DeskBook,
  ask: ExchangeAsk,
  { answers }: ExchangeAnswer,
  teams: ReadonlySet<string>,
): void {
  const asked = new Set(ask.commands.map(({ id }) => id));
  for (const one of answers) {
    // Only what was asked is answered: each row leaves the outbox by its own id (trap 4).
    if (!asked.has(one.id)) continue;
    if (one.outcome === 'accepted' && teams.has(one.team)) book.accepted(one.id, one.team, one.n);
    else if (one.outcome === 'accepted') book.acceptedAbroad(one.id, one.team, one.n);
    else if (one.outcome === 'refused') book.refused(one.id, one.refusal);
    else if (one.outcome === 'conflict') book.renamed(one.id);
    else book.putOff(one.id);
  }
}

/** Where orphans are again. One that is to be where this desk has been and has not seen it is in another chain: it is offered again. */
function takeRecovered(book: DeskBook, ask: ExchangeAsk, { recovered }: ExchangeAnswer): void {
  const teams = new Map(ask.witnessed.map(({ team, event }) => [event.id, team]));
  for (const { id, n } of recovered) {
    const team = teams.get(id);
    if (team !== undefined && (n === null || n > (book.cursor(team)?.n ?? 0))) book.recovered(id, n);
  }
}

/** Drops the teams that are not among the person's. Everybody has one: an answer without any is a mistake, and nothing is dropped for it. */
function leave(book: DeskBook, teams: ReadonlySet<string>): string[] {
  if (teams.size === 0) return [];
  const left = book.cursors().flatMap(({ team }) => (teams.has(team) ? [] : [team]));
  for (const team of left) book.drop(team);
  book.forsake(teams);
  return left;
}

/**
 * Where the ledger is another one than the desk knows, everything of the team is dropped to be filled anew, and what the ledger lost is
 * offered to it again: own commands as they were, events of others as witnessed.
 */
function takeForks(book: DeskBook, answer: ExchangeAnswer) {
  const lost: string[] = [];
  const parted: string[] = [];
  for (const { team, ancestor } of answer.forks) {
    const cursor = book.cursor(team);
    if (!cursor) continue;
    if (ancestor === null) lost.push(team);
    // They agree up to where the desk is: it had only been ahead of what the centre remembered.
    else if (ancestor < cursor.n) {
      book.orphan(team, ancestor);
      book.drop(team);
      book.missed(team, ancestor, Number.MAX_SAFE_INTEGER);
      parted.push(team);
    }
  }
  const isOtherLife =
    parted.length > 0 ||
    answer.heads.some(({ team, epoch }) => {
      const known = book.cursor(team)?.epoch ?? null;
      return known !== null && known !== epoch;
    });
  return { lost, parted, isOtherLife };
}

/** What happened to a page: it was taken, was known already, or does not fit. */
export type PageVerdict = 'taken' | 'known' | 'gap' | 'count' | 'link';

/** A change that follows the ones before it, and the chain's link after it. */
export type LinkedChange = WireChange & { link: Link };

/** The changes of a page if it follows the cursor, is whole and leads to the link it names; else why nothing of it may be taken. */
export function readPage(
  cursor: Cursor | null,
  sha256: Sha256,
  page: WirePage,
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
  return link === page.link ? linked : 'link';
}

/**
 * Takes the next changes of a page that was read, all of them or the first so many: then the rest follows in the next transaction. Changes,
 * cursor and checkpoint are of one transaction, the caller's (trap 6).
 */
export function takeChanges(
  book: DeskBook,
  { team, epoch, to }: Pick<WirePage, 'team' | 'epoch' | 'to'>,
  changes: readonly LinkedChange[],
): void {
  const [first, last] = [changes[0], changes.at(-1)];
  if (!first || !last) return;
  for (const change of changes) book.take(team, change);
  book.missed(team, first.n - 1, last.n);
  book.setCursor({ team, epoch, n: last.n, link: last.link });
  if (last.n === to) book.addCheckpoint(team, { n: to, link: last.link });
}

/** Takes a page in one piece if it fits, else nothing of it. Call inside one transaction. */
export function takePage(book: DeskBook, sha256: Sha256, page: WirePage): PageVerdict {
  const read = readPage(book.cursor(page.team), sha256, page);
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
