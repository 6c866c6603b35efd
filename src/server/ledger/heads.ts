import type { Pool } from 'pg';
import { z } from 'zod';
import { type Link, link } from '#shared/sync/chain.ts';
import { emptyHead } from '#shared/sync/standing.ts';
import { teamId } from '#shared/team.ts';
import type { Ear } from '../database/ear.ts';
import { epochOf } from '../database/epoch.ts';

export type TeamHead = { n: number; link: Link };

/** Where every team's stream ends, in memory. */
export type Heads = {
  /** Which life of the ledger this is. It may change with a connection: the database was restored or a replica promoted. */
  epoch(): string;
  of(team: string): TeamHead;
  /** The link at an earlier head, where a desk that has just been told of a newer one still is; null when it is not remembered. */
  linkAt(team: string, n: number): Link | null;
  /** Another number whenever what was remembered may be of another ledger: the connection was lost, or a head was set back. */
  life(): number;
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
/** After a reading that failed, as long as there is something to catch up with, ms. */
const tryAgainAfter = 500;
/** Earlier heads that are remembered of each team. */
const mostEarlier = 500;

/** @param failed hears of a reading that failed; the next one comes by itself. */
export async function openHeads(
  pool: Pool,
  ear: Ear,
  now: () => number,
  failed: (error: unknown) => void,
): Promise<Heads> {
  const heads = new Map<string, TeamHead>();
  const earlier = new Map<string, Map<number, Link>>();
  const listeners = new Set<(team: string, n: number) => void>();
  /** What was heard while a reading is on its way: its answer may be older. One a reading. */
  const readings = new Set<Map<string, TeamHead>>();
  let epoch = '';
  /** How often the connection was lost, counting the beginning; and up to which time everything was read again. */
  let missed = 1;
  let caughtUp = 0;
  /** How often a head was found that does not follow the one before. */
  let setBack = 0;

  function set(team: string, head: TeamHead): void {
    const before = heads.get(team);
    heads.set(team, head);
    if (before?.n === head.n && before.link === head.link) return;
    if (before && before.n >= head.n) {
      setBack += 1;
      earlier.delete(team);
    }
    remember(team, head);
    for (const listener of listeners) listener(team, head.n);
  }

  function remember(team: string, { n, link }: TeamHead): void {
    const links = earlier.get(team) ?? new Map<number, Link>();
    earlier.set(team, links.set(n, link));
    for (const oldest of links.keys()) {
      if (links.size <= mostEarlier) break;
      links.delete(oldest);
    }
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
  let again: NodeJS.Timeout | null = null;
  function catchUp(): void {
    read().catch((error: unknown) => {
      failed(error);
      again = setTimeout(() => caughtUp < missed && catchUp(), tryAgainAfter);
      again.unref();
    });
  }
  await ear.listen(channel, hear, () => {
    missed += 1;
    earlier.clear();
    catchUp();
  });
  await read();
  const isFresh = (): boolean => caughtUp === missed && ear.hears();
  const timer = setInterval(() => read().catch(failed), readAgainEvery);
  timer.unref();
  return {
    epoch: () => epoch,
    of: (team) => heads.get(team) ?? emptyHead,
    has: (team) => heads.has(team),
    linkAt: (team, n) => (isFresh() ? (earlier.get(team)?.get(n) ?? null) : null),
    life: () => missed + setBack,
    isFresh,
    read,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      clearInterval(timer);
      if (again) clearTimeout(again);
    },
  };
}
