import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ChangeRow } from './read.ts';

/** A chunk of whole customers; or, of those that were made since, the one with what they left aside (#store/snapshot/aside.ts). */
export type ToMaker = { team: string; rows: readonly ChangeRow[] } | { aside: true };

/** Makes chunks in a thread of its own, one after the other. Ends with `await using`. */
export type ChunkMaker = AsyncDisposable & {
  /** One chunk, compressed; null: nothing was left aside. @throws what went wrong in the thread, or the signal's reason */
  make(ask: ToMaker, signal: AbortSignal): Promise<Uint8Array | null>;
};

export function chunkMaker(): ChunkMaker {
  const worker = new Worker(new URL('./chunk-worker.ts', import.meta.url));
  return {
    async make(ask, signal) {
      worker.postMessage(ask);
      const [chunk] = (await once(worker, 'message', { signal })) as [Uint8Array | null];
      return chunk;
    },
    [Symbol.asyncDispose]: async () => void (await worker.terminate()),
  };
}
