import { sleep } from './pokes.ts';

export type Loop = {
  /** There is something to ask: at once, unless there was trouble and its pause is not over. */
  want(): void;
  /** At once, whatever there was. */
  force(): void;
  /** Resolves when nothing is under way and nothing is wanted, or only after a pause. */
  idle(): Promise<void>;
  close(): Promise<void>;
};

/** What a turn says: ask again at once, or after so many ms; `patient`: wishes do not cut the pause short. Null ms: only when forced. */
export type Next = { again: true } | { again: false; pause: number | null; patient: boolean };

/** Runs turns one at a time until it is closed. `turn` never throws. */
export function loopOf(turn: (signal: AbortSignal) => Promise<Next>): Loop {
  const end = new AbortController();
  let wanted = false;
  let forced = false;
  let patient = false;
  let nap: AbortController | null = null;
  let idlers: (() => void)[] = [];

  async function run(): Promise<void> {
    while (!end.signal.aborted) {
      wanted = false;
      forced = false;
      const next = await turn(end.signal);
      if (end.signal.aborted) break;
      if (next.again) continue;
      patient = next.patient;
      if (forced || (wanted && !patient)) continue;
      nap = new AbortController();
      for (const idler of idlers.splice(0)) idler();
      await sleep(next.pause ?? longest, AbortSignal.any([nap.signal, end.signal]));
      nap = null;
    }
    for (const idler of idlers.splice(0)) idler();
  }

  const running = run();
  return {
    want() {
      wanted = true;
      if (!patient) nap?.abort();
    },
    force() {
      forced = true;
      nap?.abort();
    },
    idle: () =>
      nap !== null && !nap.signal.aborted
        ? Promise.resolve()
        : new Promise((resolve) => {
            idlers = [...idlers, resolve];
          }),
    async close() {
      end.abort();
      await running;
    },
  };
}

/** A timer takes no more. */
const longest = 2 ** 31 - 1;
