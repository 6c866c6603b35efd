import type { CommandAnswer } from '#shared/sync/exchange.ts';

/** Hears of the ledger's work, to count it: numbers only. */
export type Meter = {
  /** A command was answered. */
  answered(outcome: CommandAnswer['outcome']): void;
  /** So many commands were decided and written in one commit. */
  committed(commands: number): void;
  /** Changes of a team went out; bytes of their bodies, before compression. */
  paged(changes: number, bytes: number): void;
  /** How to ask how many desks listen for pokes. */
  listening(count: () => number): void;
};
