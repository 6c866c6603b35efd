import type { Checkpoints } from '../checkpoints.ts';

/**
 * Changes still to come or go from which on a thread sees to the log: a second of work, and a thread is there after a tenth of one. It stays
 * until nearly all is taken.
 */
const worthAThread = { from: 10_000, until: 1_000 } as const;
/** An own command is written twice, and costs as much as so many changes. */
const ofCommand = 3;

/** A thread that moves the log for as long as a desk is far behind (checkpoints.ts). */
export type FarBehind = {
  /** So many changes are still to come, and so many commands to go. */
  left(changes: number, commands: number): Promise<void>;
  /** Something was written. */
  wrote(): void;
  /** Before more is written: where the log has grown long, waits until it is in the file. */
  room(): Promise<void>;
  /** Nothing comes any more, for now. */
  end(): Promise<void>;
};

export function farBehind(begin: () => Checkpoints): FarBehind {
  let log: Checkpoints | null = null;

  async function end(): Promise<void> {
    const before = log;
    log = null;
    await before?.end();
  }

  return {
    async left(changes, commands) {
      const work = changes + commands * ofCommand;
      if (work >= worthAThread.from) log ??= begin();
      else if (work < worthAThread.until) await end();
    },
    wrote: () => log?.want(),
    room: async () => log?.room(),
    end,
  };
}
