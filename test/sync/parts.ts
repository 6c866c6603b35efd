import { conversation } from '#shared/sync/desk.ts';
import { endFill, takePage } from '#shared/sync/desk-pages.ts';
import type { SnapshotShape } from '#shared/sync/exchange.ts';
import { takeCommands, teamOf } from '#shared/sync/ledger.ts';
import { readCommands } from '#shared/sync/offered.ts';
import { ancestorOf, pageLength, type Standing, standing } from '#shared/sync/standing.ts';
import { takeWitnessed } from '#shared/sync/witnessed.ts';
import type { Transaction } from './centre.ts';
import type { MemoryDesk } from './desk.ts';
import type { MemoryBook } from './desk-book.ts';
import { headOf, linkAt, type TeamLog } from './ledger-state.ts';
import { comingBack, isHeld, isUntouched, isWithheld, mayGo, past } from './months.ts';
import { sha256 } from './reading.ts';

/**
 * Everything that a seeded fault may replace: the protocol's own functions, and the few rules that a store and a database keep for it.
 * The model calls them from here and nowhere else.
 */
export type Parts = {
  conversation(book: MemoryBook, loads?: SnapshotShape | null): ReturnType<typeof conversation>;
  takePage: typeof takePage;
  endFill: typeof endFill;
  /** The book of one transaction. */
  book(book: MemoryBook, desk: MemoryDesk): MemoryBook;
  /** The id of a desk's next command. `fresh`: one that nobody had before. */
  commandId(desk: MemoryDesk, fresh: () => string): string;

  readCommands: typeof readCommands;
  takeCommands: typeof takeCommands;
  takeWitnessed: typeof takeWitnessed;
  teamOf: typeof teamOf;
  /** The right one does not look at the ledger's epoch. */
  standing(...args: [...Parameters<typeof standing>, epoch: string]): Standing;
  ancestorOf: typeof ancestorOf;
  pageLength: typeof pageLength;
  hash: typeof sha256;
  /** Transactions that hold one of the streams: they commit before another may read these. */
  holders(open: readonly Transaction[], streams: ReadonlySet<string>): Transaction[];
  /** A number taken when a transaction begins, if numbers are taken then. */
  reserve(log: TeamLog, count: number): number | null;
  /** The first number of what is committed now. */
  firstNumber(log: TeamLog, reserved: number | null): number;
  /** At which number a first fill stands whose rows were read when the head was `then`. */
  fillHead(log: TeamLog, then: { n: number; link: string }): { n: number; link: string };
  /** Whether a first fill that was kept may still be offered. */
  isFillGood(log: TeamLog, head: { n: number; link: string }): boolean;
  /** Whom the desks of a team hold (months.ts). */
  mayGo: typeof mayGo;
  isUntouched: typeof isUntouched;
  comingBack: typeof comingBack;
  past: typeof past;
  isWithheld: typeof isWithheld;
  isHeld: typeof isHeld;
};

export const rightParts: Parts = {
  conversation,
  takePage,
  endFill,
  book: (book) => book,
  commandId: (_desk, fresh) => fresh(),
  readCommands,
  takeCommands,
  takeWitnessed,
  teamOf,
  standing,
  ancestorOf,
  pageLength,
  hash: sha256,
  holders: (open, streams) => open.filter((one) => one.streams.some((stream) => streams.has(stream))),
  reserve: () => null,
  firstNumber: (log) => headOf(log).n + 1,
  fillHead: (_log, then) => then,
  isFillGood: (log, { n, link }) => linkAt(log, n) === link,
  mayGo,
  isUntouched,
  comingBack,
  past,
  isWithheld,
  isHeld,
};
