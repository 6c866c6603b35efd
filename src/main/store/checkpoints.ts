import { Worker } from 'node:worker_threads';
import type { Db, Location } from './database.ts';

export type ThreadData = Pick<Location, 'folder' | 'key'>;
export type ToThread = 'go';
/** How many frames the log has, and how many of them are in the file. */
export type FromThread = { log: number; checkpointed: number };

export type Checkpoints = {
  /** Whether the log is seen to; else whoever writes does it, as ever. */
  isAlive(): boolean;
  /** Another round, beside whatever goes on, where none is under way. */
  want(): void;
  /** Where the log has grown long, waits until all of it is in the file: only then it begins anew. */
  room(): Promise<void>;
  end(): Promise<void>;
};

/** Where the thread's program lies in the sources; the desktop has it in a bundle of its own. */
export const threadInSources = new URL('./checkpoint-thread.ts', import.meta.url);

/** Frames of the log after which whoever writes waits for the file: 128 MB. With 32 whoever fills waited twice as often (decision 0041). */
const most = 16_384;
/** Of SQLite, per connection. */
const usual = 1000;

/**
 * Moves the log into the file in a thread of its own, for as long as much comes in. It is a quarter of that work, and nearly all of its
 * waiting for the disk, which was done by the thread that answers pages. A connection of SQLite does it with all of its guarantees; where a thread cannot be had,
 * whoever writes does it as before.
 */
export function checkpointsBeside(db: Db, { folder, key }: ThreadData, thread: URL): Checkpoints {
  const workerData: ThreadData = { folder, key };
  const worker = new Worker(thread, { workerData });
  let isAlive = true;
  let round: PromiseWithResolvers<void> | null = null;
  let last: FromThread = { log: 0, checkpointed: 0 };
  // What a person writes meanwhile does not stop to move the log either.
  db.pragma('wal_autocheckpoint = 0');

  function ended(): void {
    isAlive = false;
    round?.resolve();
    if (db.open) db.pragma(`wal_autocheckpoint = ${usual}`);
  }

  worker.on('message', (message: FromThread) => {
    last = message;
    round?.resolve();
    round = null;
  });
  // The thread's end follows.
  worker.on('error', () => undefined);
  worker.on('exit', ended);

  function want(): void {
    if (!isAlive || round) return;
    round = Promise.withResolvers();
    worker.postMessage('go' satisfies ToThread);
  }

  return {
    isAlive: () => isAlive,
    want,
    async room() {
      if (last.log < most) return;
      // One that is under way may have begun before the last of what is in the log was written; whoever reads for long is not waited for.
      await round?.promise;
      for (let tries = 0; isAlive && tries < 3; tries += 1) {
        want();
        await round?.promise;
        if (last.checkpointed === last.log) return;
      }
    },
    /** A round that is under way is finished: it is one call of SQLite. */
    async end() {
      await worker.terminate();
      if (isAlive) ended();
    },
  };
}

/** One thread for all for whom much comes in at the same time: it begins with the first of them and ends with the last. */
export function sharedCheckpoints(begin: () => Checkpoints): () => Checkpoints {
  let shared: { log: Checkpoints; users: number } | null = null;
  return () => {
    shared ??= { log: begin(), users: 0 };
    const mine = shared;
    mine.users += 1;
    return {
      ...mine.log,
      async end() {
        mine.users -= 1;
        if (mine.users > 0) return;
        shared = null;
        await mine.log.end();
      },
    };
  };
}
