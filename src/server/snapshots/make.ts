import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { SnapshotHead, SnapshotShape } from '#shared/sync/exchange.ts';
import { groups } from '#store/snapshot/aside.ts';
import { chunkShape } from '#store/snapshot/shape.ts';
import { fillLock } from '../database/locks.ts';
import { inTeams, teamsOnly } from '../database/transaction.ts';
import { chunkMaker, type ToMaker } from './chunk-maker.ts';
import { wholeCustomers } from './read.ts';

/**
 * Makes a first fill of a team at its head of this moment and keeps it in the database. Null: another process is at it. A signal stops it
 * also in a chunk; what was made is then taken back.
 */
export async function makeSnapshot(
  pool: Pool,
  team: string,
  epoch: string,
  { now, signal }: { now: () => number; signal: AbortSignal },
): Promise<SnapshotHead | null> {
  const id = randomUUID();
  const own = teamsOnly(pool, [team]);
  try {
    return await inTeams(
      pool,
      [team],
      async (client) => {
        const lock = await client.query<{ mine: boolean }>(
          'SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS mine',
          [fillLock, team],
        );
        if (!lock.rows[0]?.mine) return null;
        // As long as it takes: it holds no lock that anybody waits for.
        await client.query(
          "SET LOCAL transaction_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = '5min'",
        );
        const head = await client.query<{ n: number; link: string }>(
          'SELECT n, link FROM team_head WHERE team = $1',
          [team],
        );
        const at = head.rows[0];
        if (!at) throw new Error('a fill of a team that is not here');
        await own.query('INSERT INTO snapshot (team, id, shape, at) VALUES ($1, $2, $3, $4)', [
          team,
          id,
          shapeName(chunkShape),
          now(),
        ]);
        let [chunks, rows, bytes] = [0, 0, 0];
        await using maker = chunkMaker(signal);
        const keep = async (body: Uint8Array | null): Promise<void> => {
          if (body === null) return;
          await own.query('INSERT INTO snapshot_chunk (team, id, chunk, body) VALUES ($1, $2, $3, $4)', [
            team,
            id,
            chunks,
            body,
          ]);
          chunks += 1;
          bytes += body.length;
        };
        let kept: Promise<void> = Promise.resolve();
        // While one is read here, the one before it is made and the one before that compressed and kept.
        const begin = async (ask: ToMaker): Promise<void> => {
          const keeping = Promise.all([maker.make(ask), kept]).then(([body]) => keep(body));
          // Whoever waits for it hears why it failed, a moment later.
          keeping.catch(() => undefined);
          const before = kept;
          kept = keeping;
          await before;
        };
        const group = groups();
        for await (const changes of wholeCustomers(client, team)) {
          signal.throwIfAborted();
          await begin({ team, rows: changes });
          rows += changes.length;
          if (group.isFull()) await begin({ aside: true });
        }
        await begin({ aside: true });
        await kept;
        const made: SnapshotHead = { id, team, epoch, n: at.n, link: at.link, chunks, rows, bytes };
        await own.query('UPDATE snapshot SET head = $3 WHERE team = $1 AND id = $2', [team, id, made]);
        return made;
      },
      'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
    );
  } catch (error) {
    await forget(pool, team, id).catch(() => undefined);
    throw error;
  }
}

/** A shape as the table `snapshot` has it. */
export const shapeName = ({ store, projection }: SnapshotShape): string => `${store}.${projection}`;

/** Drops one fill with its chunks. */
export async function forget(pool: Pool, team: string, id: string): Promise<void> {
  const own = teamsOnly(pool, [team]);
  await own.query('DELETE FROM snapshot_chunk WHERE team = $1 AND id = $2', [team, id]);
  await own.query('DELETE FROM snapshot WHERE team = $1 AND id = $2', [team, id]);
}
