import { Worker } from 'node:worker_threads';
import type { ChangeRow } from './read.ts';

/** A chunk of whole customers; or, of those that were made since, the one with what they left aside (#store/snapshot/aside.ts). */
export type ToMaker = { team: string; rows: readonly ChangeRow[] } | { aside: true };

/** Makes chunks in a thread of its own, in the order in which they are asked for. Ends with `await using`. */
export type ChunkMaker = AsyncDisposable & {
  /**
   * One chunk, compressed; null: nothing was left aside. Several may be asked for at once: the next is made while one is being compressed.
   * @throws what went wrong in the thread, or the signal's reason
   */
  make(ask: ToMaker): Promise<Uint8Array | null>;
};

/** @param signal ends what was asked for */
export function chunkMaker(signal: AbortSignal): ChunkMaker {
  const worker = new Worker(new URL('./chunk-worker.ts', import.meta.url));
  const waiting: PromiseWithResolvers<Uint8Array | null>[] = [];
  const fail = (why: unknown): void => {
    for (const one of waiting.splice(0)) one.reject(why);
  };
  const stop = () => fail(signal.reason);
  signal.addEventListener('abort', stop);
  worker.on('message', (chunk: Uint8Array | null) => waiting.shift()?.resolve(chunk));
  worker.on('error', fail);
  return {
    make(ask) {
      const one = Promise.withResolvers<Uint8Array | null>();
      waiting.push(one);
      worker.postMessage(ask);
      return one.promise;
    },
    async [Symbol.asyncDispose]() {
      signal.removeEventListener('abort', stop);
      await worker.terminate();
    },
  };
}
