import pg from 'pg';
import { connectionOf } from './pool.ts';

type Listener = {
  heard: (payload: string) => void;
  missed: () => void;
};

export type Ear = {
  /**
   * Hears a channel of NOTIFY: resolves when everything that is committed from now on will be heard. `missed`: the connection was lost
   * and is there again; what was said meanwhile has to be read from the tables.
   */
  listen(channel: string, heard: Listener['heard'], missed: Listener['missed']): Promise<void>;
  /** Whether it hears at this moment. */
  hears(): boolean;
  close(): Promise<void>;
};

export type EarOptions = {
  /** Hears that the database did not answer, and did not say that it is gone either. */
  silent?: () => void;
  /** A connection that broke without a word is noticed after so long, ms: between two beats, and waiting for the answer to one. */
  every?: number;
  patience?: number;
};

const againFirst = 100;
const againAtMost = 5000;

/**
 * A process's one connection for LISTEN. It is opened anew when it breaks, with pauses that grow to five seconds. Throws what pg throws
 * when the first one fails; later failures are told to `failed`.
 */
export async function openEar(
  url: string,
  failed: (error: unknown) => void,
  { silent, every = 10_000, patience = 5000 }: EarOptions = {},
): Promise<Ear> {
  const listeners = new Map<string, Listener>();
  let client: pg.Client | null = null;
  let closed = false;
  let pause = againFirst;
  let timer: NodeJS.Timeout | null = null;

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ ...connectionOf(url), query_timeout: patience });
    fresh.on('error', (error) => lost(fresh, error));
    fresh.on('end', () => lost(fresh, new Error('the connection ended')));
    fresh.on('notification', ({ channel, payload }) => listeners.get(channel)?.heard(payload ?? ''));
    try {
      await fresh.connect();
      for (const channel of listeners.keys()) await fresh.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      void fresh.end().catch(() => undefined);
      throw error;
    }
    if (closed) return void fresh.end().catch(() => undefined);
    client = fresh;
    pause = againFirst;
    beat(fresh);
    // At once: nobody may take what they know for fresh in between.
    for (const { missed } of listeners.values()) missed();
  };

  function beat(of: pg.Client): void {
    timer = setTimeout(() => {
      of.query('SELECT 1').then(
        () => client === of && beat(of),
        (error: unknown) => {
          if (client === of && !closed) silent?.();
          lost(of, error);
        },
      );
    }, every);
    timer.unref();
  }

  function lost(which: pg.Client, error: unknown): void {
    if (client !== which || closed) return;
    client = null;
    failed(error);
    if (timer) clearTimeout(timer);
    void which.end().catch(() => undefined);
    again();
  }

  function again(): void {
    timer = setTimeout(() => {
      connect().catch((error: unknown) => {
        failed(error);
        if (!closed) again();
      });
    }, pause);
    pause = Math.min(pause * 2, againAtMost);
  }

  await connect();
  return {
    async listen(channel, heard, missed) {
      listeners.set(channel, { heard, missed });
      await client?.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    },
    hears: () => client !== null,
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      await client?.end();
      client = null;
    },
  };
}
