import { type Link, noLink } from '#shared/sync/chain.ts';
import type {
  CommandAnswer,
  Cursor,
  ExchangeAnswer,
  ExchangeAsk,
  ExchangeHead,
} from '#shared/sync/exchange.ts';
import type { Sender, Taken } from '#shared/sync/ledger.ts';
import type { Offered } from '#shared/sync/offered.ts';
import type { Fills } from './fills.ts';
import { type Change, type Database, headOf, type Item, place, type TeamLog } from './ledger-state.ts';
import { bringBack } from './months.ts';
import type { Parts } from './parts.ts';

export type Limits = { pageChanges: number; pageBytes: number; pages: number; fillFrom: number };

/** A request at a server process. `reply` null: the process died over it. */
export type Arrival = {
  person: string;
  ask: ExchangeAsk;
  reply(answer: ExchangeAnswer | null): void;
};

export type Received = Arrival & {
  forks: ExchangeHead['forks'];
  recovered: ExchangeHead['recovered'];
  answers: CommandAnswer[];
};

export type Offer = { from: Received; offered: Offered; sender: Sender };

/** One team's share of a group commit. */
export type Share = { log: TeamLog; offers: Offer[]; taken: Taken[]; reserved: number | null };

/** A group commit that has read and decided, holds its locks, and has not committed. */
export type Transaction = {
  process: ServerProcess;
  streams: string[];
  shares: Share[];
  received: Received[];
};

/** `heads`: what this process remembers; what others commit it hears later. */
export type ServerProcess = { heads: Map<string, { n: number; link: Link }>; waiting: Arrival[] };

export type Centre = {
  db: Database;
  processes: ServerProcess[];
  open: Transaction[];
  fills: Fills;
  limits: Limits;
  now: () => number;
  parts: Parts;
  /** Hears of everything that gets a number. */
  onNumbered(log: TeamLog, changes: readonly Change[]): void;
};

/** Hears of what other processes committed. */
export function hear({ db }: Centre, process: ServerProcess): void {
  for (const log of db.logs.values()) process.heads.set(log.team, headOf(log));
}

/** Gives numbers at once, as a transaction of its own does. */
export function append(
  centre: Centre,
  log: TeamLog,
  items: readonly Item[],
  reserved: number | null = null,
): number {
  const back = bringBack(centre, log, centre.parts.comingBack(items));
  if (back.length > 0) centre.onNumbered(log, place(log, headOf(log).n + 1, back, centre.now()));
  const first = centre.parts.firstNumber(log, reserved ?? centre.parts.reserve(log, items.length));
  centre.onNumbered(log, place(log, first, items, centre.now()));
  return first;
}

export function teamsOf({ db }: Centre, person: string): readonly string[] {
  return db.personTeams.get(person) ?? [];
}

export function cursorIn(ask: ExchangeAsk, team: string): Cursor {
  return ask.cursors.find((one) => one.team === team) ?? { team, epoch: null, n: 0, link: noLink };
}
