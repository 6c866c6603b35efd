import { Worker } from 'node:worker_threads';
import type { Location } from '../database.ts';
import { unpacked } from '../unpack.ts';
import { chunkSlices, type Load, openChunk } from './load.ts';

export type ThreadData = Pick<Location, 'folder' | 'key'>;
/** `load`: the chunk's number among those that this fill opened. `movesLog` as of openChunk. */
export type Ask = { load: number } & (
  | { what: 'open'; packed: Uint8Array; movesLog: boolean }
  | { what: 'step' | 'left' | 'close' }
);
export type Left = { changed: readonly string[]; range: ReturnType<Load['range']> };
/** `open`: false where what came was cut off; `step`: whether there is more. */
export type Answer = boolean | Left | null;
export type ToThread = { n: number; ask: Ask };
export type FromThread = { n: number } & (
  | { answer: Answer }
  | { failed: { message: string; code: unknown } }
);

/** A chunk that is being moved into the store (load.ts), in whichever thread. */
export type Moving = {
  step(): Promise<boolean>;
  /** What it leaves to the store's own projector, and whom it is about; after the last step. */
  left(): Promise<Left>;
  close(): Promise<void>;
};

export type Chunks = {
  /** @returns null where what came was cut off. @throws Error when it is no chunk, or of another shape */
  open(packed: Uint8Array, movesLog: boolean): Promise<Moving | null>;
  end(): Promise<void>;
};

/** The thread has ended, whatever of. The chunk that was in it is to be moved again. */
export class ThreadEndedError extends Error {}

/** No chunk is larger when it is unpacked: a centre makes them of about 8 MB of JSON. */
const mostBytes = 256 * 1024 * 1024;

/** Where the thread's program lies in the sources; the desktop has it in a bundle of its own. */
export const threadInSources = new URL('./chunk-thread.ts', import.meta.url);

/**
 * Answers what is asked of chunks; one may be unpacked while another is moved.
 * @param watched whether somebody waits for this thread now (slice.ts)
 */
export function answering(
  { folder, key }: ThreadData,
  watched: () => boolean,
): (ask: Ask) => Answer | Promise<Answer> {
  const loads = new Map<number, Load>();
  const slice = chunkSlices(watched);

  async function open({ load, packed, movesLog }: Ask & { what: 'open' }): Promise<boolean> {
    const image = await unpacked(packed, mostBytes).catch(() => null);
    if (image === null) return false;
    loads.set(load, openChunk(image, { folder, key }, movesLog, slice));
    return true;
  }

  return (ask) => {
    if (ask.what === 'open') return open(ask);
    const load = loads.get(ask.load) ?? none();
    if (ask.what === 'step') return load.step();
    if (ask.what === 'left') return { changed: load.changed(), range: load.range() };
    loads.delete(ask.load);
    load.close();
    return null;
  };
}

function none(): never {
  throw new Error('no such chunk is open');
}

/**
 * Moves chunks in a thread of its own: whoever reads meanwhile waits for none of it, and what unpacking leaves behind is cleared away by a thread that has little
 * else. (In the store's process each chunk had the whole program's memory looked through, a fifth of all work.) It moves a slice when
 * it is told to and no more, so that what a person writes comes in between. Where a thread cannot be had, or with `thread` null, it is done here.
 * @param watched whether somebody looks at something now, who would wait for what is done here (slice.ts)
 */
export function chunksBeside(location: ThreadData, thread: URL | null, watched: () => boolean): Chunks {
  const beside = thread ? inThread(location, thread) : null;
  const here = answering(location, watched);
  let opened = 0;

  return {
    async open(packed, movesLog) {
      const ask = beside?.isAlive() ? beside.ask : here;
      opened += 1;
      const load = opened;
      if (!(await ask({ what: 'open', load, packed, movesLog }))) return null;
      return {
        step: async () => (await ask({ what: 'step', load })) === true,
        left: async () => (await ask({ what: 'left', load })) as Left,
        close: async () => void (await ask({ what: 'close', load })),
      };
    },
    end: async () => beside?.end(),
  };
}

function inThread({ folder, key }: ThreadData, thread: URL) {
  const workerData: ThreadData = { folder, key };
  const worker = new Worker(thread, { workerData });
  const waiting = new Map<number, PromiseWithResolvers<Answer>>();
  let isAlive = true;
  let last = 0;

  worker.on('message', (said: FromThread) => {
    const asked = waiting.get(said.n);
    waiting.delete(said.n);
    if ('answer' in said) asked?.resolve(said.answer);
    else asked?.reject(Object.assign(new Error(said.failed.message), { code: said.failed.code }));
  });
  // The thread's end follows.
  worker.on('error', () => undefined);
  worker.on('exit', () => {
    isAlive = false;
    for (const asked of waiting.values()) asked.reject(new ThreadEndedError());
    waiting.clear();
  });

  return {
    isAlive: () => isAlive,
    ask(ask: Ask): Promise<Answer> {
      const asked = Promise.withResolvers<Answer>();
      if (!isAlive) asked.reject(new ThreadEndedError());
      else {
        last += 1;
        waiting.set(last, asked);
        worker.postMessage({ n: last, ask } satisfies ToThread);
      }
      return asked.promise;
    },
    end: async () => void (await worker.terminate()),
  };
}
