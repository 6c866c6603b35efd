import type { EventEnvelope } from '../case/events.ts';
import type { Refusal } from '../case/refusals.ts';
import type { Link } from './chain.ts';
import type { Cursor, SentCommand, WirePage } from './exchange.ts';

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
   * How far a team's chain has to be followed before what came without words is explained by what stands there (decision 0035). Null: what is here is whole.
   */
  bareUntil(team: string): { n: number; link: Link } | null;
  setBareUntil(team: string, point: { n: number; link: Link } | null): void;

  /**
   * Commands that were neither answered nor put off nor wait in their stream behind one that was, in the order in which they were
   * recorded, whatever happened to them since.
   */
  unanswered(limit: number): SentCommand[];
  /** The command is in the team's stream at `n`. It stays in the outbox, and is not sent, until its events come in a page. */
  accepted(id: string, team: string, n: number): void;
  /**
   * The same where its events will not come: in a team that is not this person's, or at a number that this desk has passed without seeing them, because
   * its customer is away (decision 0035). Out of the outbox; its bytes are kept.
   */
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
