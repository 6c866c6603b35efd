import type { Pool } from 'pg';
import { z } from 'zod';
import { type Link, link } from '#shared/sync/chain.ts';
import { emptyHead } from '#shared/sync/ledger.ts';
import { teamId } from '#shared/wire.ts';
import type { Ear } from '../database/ear.ts';
import { epochOf } from '../database/epoch.ts';

export type TeamHead = { n: number; link: Link };

/** Where every team's stream ends, in memory. */
export type Heads = {
  /** Which life of the ledger this is. It may change with a connection: the database was restored or a replica promoted. */
  epoch(): string;
  of(team: string): TeamHead;
  has(team: string): boolean;
  /** Whether what is in memory is what the database says, but for a moment. If not: `read` first. */
  isFresh(): boolean;
  /** Reads all of them; resolves when whatever was committed before the call is known. */
  read(): Promise<void>;
  /** Hears of each new head. Returns how to stop. */
  subscribe(listener: (team: string, n: number) => void): () => void;
  close(): void;
};

/** `append_changes` says it in the database's own transaction: it is heard in the order of the commits. */
const channel = 'hilo_head';
const notice = z.object({ team: teamId, n: z.int().positive(), link });

/** Should a notice be lost nevertheless. */
const readAgainEvery = 30_000;

/** @param failed hears of a reading that failed; the next one comes by itself. */
export async function openHeads(
  pool: Pool,
  ear: Ear,
  now: () => number,
  failed: (error: unknown) => void,
): Promise<Heads> {
  const heads = new Map<string, TeamHead>();
  const listeners = new Set<(team: string, n: number) => void>();
  /** What was heard while a reading is on its way: its answer may be older. One a reading. */
  const readings = new Set<Map<string, TeamHead>>();
  let epoch = '';
  /** How often the connection was lost, counting the beginning; and up to which time everything was read again. */
  let missed = 1;
  let caughtUp = 0;

  function set(team: string, head: TeamHead): void {
    const before = heads.get(team);
    heads.set(team, head);
    if (before?.n === head.n && before.link === head.link) return;
    for (const listener of listeners) listener(team, head.n);
  }

  function heard(payload: string): void {
    const { team, ...head } = notice.parse(JSON.parse(payload));
    for (const reading of readings) reading.set(team, head);
    if (head.n > (heads.get(team)?.n ?? 0)) set(team, head);
  }

  async function read(): Promise<void> {
    const meanwhile = new Map<string, TeamHead>();
    readings.add(meanwhile);
    try {
      const since = missed;
      if (since > caughtUp) epoch = await epochOf(pool, now());
      const { rows } = await pool.query<TeamHead & { team: string }>('SELECT team, n, link FROM team_head');
      // Also downwards: the database may have been set back.
      for (const { team, ...head } of rows) {
        const later = meanwhile.get(team);
        set(team, later && later.n > head.n ? later : head);
      }
      if (ear.hears()) caughtUp = Math.max(caughtUp, since);
    } finally {
      readings.delete(meanwhile);
    }
  }

  const hear = (payload: string): void => {
    try {
      heard(payload);
    } catch (error) {
      // Nothing of ours speaks like that, and what it was about is read by and by.
      failed(error);
    }
  };
  await ear.listen(channel, hear, () => {
    missed += 1;
    read().catch(failed);
  });
  await read();
  const timer = setInterval(() => read().catch(failed), readAgainEvery);
  timer.unref();
  return {
    epoch: () => epoch,
    of: (team) => heads.get(team) ?? emptyHead,
    has: (team) => heads.has(team),
    isFresh: () => caughtUp === missed && ear.hears(),
    read,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => clearInterval(timer),
  };
}
