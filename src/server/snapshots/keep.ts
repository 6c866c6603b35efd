import type { Pool } from 'pg';
import { type SnapshotHead, type SnapshotShape, snapshotHead } from '#shared/sync/exchange.ts';
import { chunkShape } from '#store/snapshot/shape.ts';
import { teamsOnly } from '../database/transaction.ts';
import { forget, makeSnapshot, shapeName } from './make.ts';

/** A fill this far behind its team is made again; until then desks take it and the pages after it. */
const staleAfter = 0.1;
/** Longer than any desk loads one. */
const keptFor = 24 * 3_600_000;

export type Snapshots = {
  /** The fill that a desk of this shape may begin with; null: pages. Begins making one where it is worth it and nobody has. */
  ready(team: string, shape: SnapshotShape): Promise<SnapshotHead | null>;
  /** @param teams of whoever asks */
  chunk(team: string, id: string, chunk: number, teams: readonly string[]): Promise<Buffer | null>;
  /** Waits for what is being made now; for tests and a graceful stop it is aborted first. */
  close(): Promise<void>;
};

/** Keeps first fills of teams. Any process may make one, all of them send it. */
export function keepSnapshots(
  pool: Pool,
  parts: {
    epoch: () => string;
    headOf: (team: string) => number;
    /** A team with fewer changes is sent in pages. */
    worthFrom: number;
    now: () => number;
    failed: (error: unknown) => void;
  },
): Snapshots {
  const stop = new AbortController();
  const making = new Map<string, Promise<void>>();

  function begin(team: string): void {
    if (making.has(team) || stop.signal.aborted) return;
    const work = makeSnapshot(pool, team, parts.epoch(), { now: parts.now, signal: stop.signal })
      .then((made) => (made ? forgetOld(pool, made, parts.now()) : undefined))
      .catch((error: unknown) => {
        if (!stop.signal.aborted) parts.failed(error);
      })
      .finally(() => making.delete(team));
    making.set(team, work);
  }

  return {
    async ready(team, shape) {
      const n = parts.headOf(team);
      if (n < parts.worthFrom || shapeName(shape) !== shapeName(chunkShape)) return null;
      const newest = await newestOf(pool, team);
      if (newest === null || newest.n < n * (1 - staleAfter)) begin(team);
      return newest;
    },
    async chunk(team, id, chunk, teams) {
      const { rows } = await teamsOnly(pool, teams).query<{ body: Buffer }>(
        'SELECT body FROM snapshot_chunk WHERE team = $1 AND id = $2 AND chunk = $3',
        [team, id, chunk],
      );
      return rows[0]?.body ?? null;
    },
    async close() {
      stop.abort();
      await Promise.all(making.values());
    },
  };
}

async function newestOf(pool: Pool, team: string): Promise<SnapshotHead | null> {
  const { rows } = await teamsOnly(pool, [team]).query<{ head: unknown }>(
    `SELECT head FROM snapshot WHERE team = $1 AND shape = $2 AND head IS NOT NULL
       AND (head ->> 'n')::bigint >= coalesce((SELECT max(n) FROM erasure WHERE team = $1), 0)
     ORDER BY at DESC LIMIT 1`,
    [team, shapeName(chunkShape)],
  );
  return rows[0] ? snapshotHead.parse(rows[0].head) : null;
}

/** Fills with somebody who was erased while they were made; fills that no desk can be loading any more, those of another shape among them, and what a killed process left half made. */
async function forgetOld(pool: Pool, newest: SnapshotHead, now: number): Promise<void> {
  const { rows } = await teamsOnly(pool, [newest.team]).query<{ id: string }>(
    `SELECT id FROM snapshot WHERE team = $1 AND (id <> $2 AND (at < $3 OR head IS NULL)
       OR (head ->> 'n')::bigint < coalesce((SELECT max(n) FROM erasure WHERE team = $1), 0))`,
    [newest.team, newest.id, now - keptFor],
  );
  for (const { id } of rows) await forget(pool, newest.team, id);
}
