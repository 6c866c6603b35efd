import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import { noLink } from '#shared/sync/chain.ts';
import { endFill } from '#shared/sync/desk-pages.ts';
import { type SnapshotHead, snapshotHead } from '#shared/sync/exchange.ts';
import type { SyncTrouble } from '#shared/views/sync.ts';
import { type Checkpoints, threadInSources as checkpointThread } from '../checkpoints.ts';
import { type Db, inTransaction, type Location, usualWait, withoutWaiting } from '../database.ts';
import { type Guard, guarded } from '../guard.ts';
import { type Projector, readCustomer } from '../projection/write.ts';
import {
  type Chunks,
  chunksBeside,
  threadInSources as chunkThreadInSources,
  type Left,
  type Moving,
  ThreadEndedError,
} from '../snapshot/chunks.ts';
import { isStores } from '../trouble.ts';
import { remembered } from './account.ts';
import type { Centre } from './ask.ts';
import type { OpenBook } from './book.ts';
import { homecoming } from './homecoming.ts';
import { type Pace, pauseAfter } from './pace.ts';
import { sleep } from './pokes.ts';
import type { TokenKeeper } from './tokens.ts';
import { TroubleError, troubleIn } from './trouble.ts';

/** Programs of the threads that work at a fill: one moves chunks (snapshot/chunks.ts), one the log (checkpoints.ts), also while pages come. */
export type FillThreads = { chunks: URL; checkpoints: URL };

/** Where they lie in the sources; the desktop has them in bundles. */
export const threadsInSources: FillThreads = { chunks: chunkThreadInSources, checkpoints: checkpointThread };

export type FillParts = {
  db: Db;
  location: Pick<Location, 'folder' | 'key'>;
  into: Projector;
  open: (guard: Guard) => OpenBook;
  centre: Centre;
  tokens: TokenKeeper;
  pace: Pace;
  random: () => number;
  /** The program of the thread that moves chunks. */
  chunkThread: URL;
  /** A thread that moves the log (checkpoints.ts). */
  beside: () => Checkpoints;
  /** Whether somebody looks at something now (slice.ts). */
  watched: () => boolean;
  changed: (customers: Iterable<string> | 'all') => void;
  /** A fill ended or is of no use: its team's pages are to be asked for. */
  ended: () => void;
  /** A fill went on. */
  moved: () => void;
  /** The store itself could not take it (a full disk). */
  failed: (error: unknown) => void;
};

/** A first fill that has begun, and the next chunk; in the store, so that one that was cut off goes on. */
const begun = z.strictObject({ head: snapshotHead, next: z.int().min(0) });
type Begun = z.infer<typeof begun>;

/** What works at a fill that is running. */
type Work = { chunks: Chunks; log: Checkpoints | null; signal: AbortSignal };

/** Troubles that pass by themselves. */
const passing: ReadonlySet<SyncTrouble> = new Set(['offline', 'busy', 'portal', 'certificate']);

/** No chunk is larger, packed. */
const mostChunkBytes = 256 * 1024 * 1024;

/** ms that the store's connection waits for another one's transaction while a thread moves chunks, and else. */
const longWait = 120_000;

/** Chunks of a fill from which on threads work at it. */
const worthThreads = 8;

/** A chunk that came, or did not, and that nobody moves. */
async function closed(chunk: Promise<Moving> | null): Promise<void> {
  await (await chunk?.catch(() => null))?.close();
}

export type Fills = ReturnType<typeof firstFills>;

/** Loads first fills, one a team, beside the exchanges: what an agent writes meanwhile goes up as ever. */
export function firstFills(parts: FillParts) {
  const {
    db,
    location,
    into,
    open,
    centre,
    tokens,
    pace,
    random,
    chunkThread,
    beside,
    watched,
    changed,
    ended,
    moved,
    failed,
  } = parts;
  const { get, set, drop } = remembered(db);
  const home = homecoming(db);
  const running = new Map<string, { stop: AbortController; done: Promise<void>; at: Begun }>();

  /** Fills that threads work at: a slice that stands still with the disk would have stood here, and what a person writes waits for it as it did. */
  let threaded = 0;

  function waitLonger(by: 1 | -1): void {
    threaded += by;
    if (db.open) db.pragma(`busy_timeout = ${threaded > 0 ? longWait : usualWait}`);
  }

  const nameOf = (team: string) => `fill:${team}`;

  function kept(team: string): Begun | null {
    const found = begun.safeParse(get(nameOf(team)));
    return found.success ? found.data : null;
  }

  /** Everything of the team goes, and what was loaded of an earlier fill with it. */
  function begin(head: SnapshotHead): void {
    const { team, epoch } = head;
    inTransaction(db, () => {
      const book = open(guarded(db));
      if (kept(team)) book.drop(team);
      book.setCursor({ team, epoch, n: 0, link: noLink });
      set(nameOf(team), { head, next: 0 } satisfies Begun);
      book.settle();
    });
  }

  /** Downloads a chunk and opens it. */
  async function fetched(
    { team, id }: SnapshotHead,
    chunk: number,
    { chunks, log, signal }: Work,
  ): Promise<Moving> {
    const path = `/snapshots/${encodeURIComponent(team)}/${encodeURIComponent(id)}/${chunk}`;
    const request = { method: 'GET', path, signal, patience: pace.patience, most: mostChunkBytes } as const;
    for (let failures = 0; ; failures += 1) {
      try {
        const packed = await tokens.using(signal, (token) =>
          centre.bytes({ ...request, token, isLeftPacked: true }),
        );
        const opened = await chunks.open(packed, log?.isAlive() !== true);
        if (opened === null) throw new TroubleError(troubleIn({ seen: 'cut' }, Date.now()));
        return opened;
      } catch (error) {
        if (!(error instanceof TroubleError) || !passing.has(error.trouble.what) || signal.aborted)
          throw error;
        await sleep(pauseAfter(failures, error.trouble.retryAfter, pace.backoff, random), signal);
      }
    }
  }

  async function move(chunk: Moving, at: Begun, { log, signal }: Work): Promise<void> {
    try {
      while (await chunk.step()) {
        log?.want();
        await breathe();
        signal.throwIfAborted();
      }
      finish(await chunk.left(), at);
    } finally {
      await chunk.close();
    }
  }

  /**
   * What a chunk leaves to the store's own projector, and how far the fill has come. Only the end waits for the disk, and with it for all that
   * was written before: a power cut that takes a chunk's rows takes this too, which comes after them in one log.
   */
  function finish({ changed: others, range }: Left, at: Begun): void {
    const { head } = at;
    const isLast = at.next + 1 >= head.chunks;
    const write = () =>
      inTransaction(db, () => {
        const book = open(guarded(db));
        for (const body of others) {
          const { id } = readCustomer(body);
          into.again(id);
          book.touch(id, 'customer');
        }
        if (range) for (const { customerId, stream } of home.waiting(range)) book.touch(customerId, stream);
        if (isLast) end(book, head);
        else set(nameOf(head.team), { head, next: at.next + 1 } satisfies Begun);
        return book.settle();
      });
    const customers = isLast ? write() : withoutWaiting(db, write);
    at.next += 1;
    changed(isLast ? 'all' : customers);
  }

  function end(book: OpenBook, head: SnapshotHead): void {
    home.cameBack(head.team, book);
    endFill(book, head);
    drop(nameOf(head.team));
  }

  async function run(at: Begun, signal: AbortSignal): Promise<void> {
    const { head } = at;
    if (head.chunks === 0) {
      inTransaction(db, () => end(open(guarded(db)), head));
      return;
    }
    // A short one is over before a thread has begun.
    const isLong = head.chunks >= worthThreads;
    const log = isLong ? beside() : null;
    const chunks = chunksBeside(location, isLong ? chunkThread : null, watched);
    const over = new AbortController();
    if (isLong) waitLonger(1);
    try {
      await load(at, { chunks, log, signal: AbortSignal.any([signal, over.signal]) }, () => over.abort());
    } finally {
      await chunks.end();
      await log?.end();
      if (isLong) waitLonger(-1);
    }
  }

  /** @param end ends what is being downloaded */
  async function load(at: Begun, work: Work, end: () => void): Promise<void> {
    const { head } = at;
    let next: Promise<Moving> | null = null;
    try {
      while (at.next < head.chunks) {
        next ??= fetched(head, at.next, work);
        try {
          const chunk = await next;
          // The next one comes while this one is moved; whether it came is asked when its turn comes.
          next = at.next + 1 < head.chunks ? fetched(head, at.next + 1, work) : null;
          next?.catch(() => undefined);
          await move(chunk, at, work);
        } catch (error) {
          if (!(error instanceof ThreadEndedError)) throw error;
          // What was in it is fetched again, and moved without it.
          await closed(next);
          next = null;
        }
        moved();
        await work.log?.room();
      }
    } finally {
      end();
      await closed(next);
    }
  }

  function start(at: Begun): void {
    const { team } = at.head;
    const stop = new AbortController();
    const done = run(at, stop.signal)
      .catch((error: unknown) => {
        if (stop.signal.aborted) return;
        if (isStores(error)) return failed(error);
        // It goes on when the exchange has found a way.
        if (error instanceof TroubleError && error.trouble.what !== 'internal') return;
        // Not kept at the centre any more, or not to be loaded: the next exchange offers another, or pages.
        inTransaction(db, () => {
          const book = open(guarded(db));
          book.drop(team);
          drop(nameOf(team));
          book.settle();
        });
      })
      .catch(failed)
      .finally(() => {
        running.delete(team);
        ended();
      });
    running.set(team, { stop, done, at });
  }

  return {
    /** A first fill of the team may be loaded; one that was begun goes on, whichever is offered now. */
    offered(head: SnapshotHead): void {
      if (running.has(head.team)) return;
      const before = kept(head.team);
      if (!before) begin(head);
      start(before ?? { head, next: 0 });
    },
    isFilling: (team: string) => running.has(team) || kept(team) !== null,
    async stop(team: string): Promise<void> {
      const found = running.get(team);
      found?.stop.abort();
      await found?.done;
      drop(nameOf(team));
    },
    /** How far the fills have come, in changes. */
    progress() {
      const [first] = running.values();
      if (!first) return null;
      const { head, next } = first.at;
      return {
        team: head.team,
        done: Math.round((head.rows * next) / Math.max(1, head.chunks)),
        total: head.rows,
      };
    },
    async close(): Promise<void> {
      for (const { stop } of running.values()) stop.abort();
      await Promise.all([...running.values()].map(({ done }) => done));
    },
  };
}
