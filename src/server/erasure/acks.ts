import type { Pool } from 'pg';
import type { Cursor } from '#shared/sync/exchange.ts';
import { asCentre, teamsOnly } from '../database/transaction.ts';

/** Between two looks at whether somebody was erased, ms. */
const lookEvery = 5_000;

export type Acks = {
  /** Where a desk stands. From memory alone, but for the one time that a device passes an erasure. */
  heard(device: string, cursors: readonly Cursor[]): void;
};

export const ackSql = `
  INSERT INTO erasure_ack (team, device, n, at) VALUES ($1, $2, $3, now_ms())
  ON CONFLICT (team, device) DO UPDATE SET n = excluded.n, at = excluded.at WHERE erasure_ack.n < excluded.n`;

/**
 * Notes which devices have removed whom: a desk overwrites what it removed before it asks for anything (store/sync/overwrite.ts), so that its cursor says so.
 * @param epoch which life of the ledger this is
 * @param failed hears of what could not be noted; the desk's next exchange notes it
 */
export function openAcks(
  pool: Pool,
  epoch: () => string,
  failed: (error: unknown) => void,
  now: () => number,
): Acks {
  let newest = new Map<string, number>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  /** Which erasure of a team was noted last of a device. */
  const noted = new Map<string, number>();

  async function look(): Promise<void> {
    lookedAt = now();
    const { rows } = await asCentre(pool, (client) =>
      client.query<{ team: string; n: number }>('SELECT team, max(n) AS n FROM erasure GROUP BY team'),
    );
    newest = new Map(rows.map(({ team, n }) => [team, n]));
  }

  // A number of another life of the ledger may be beyond one that this desk has not heard of: who was erased is erased anew after a restore.
  const hasPassed = (cursor: Cursor): boolean =>
    cursor.n >= (newest.get(cursor.team) ?? Number.POSITIVE_INFINITY) && cursor.epoch === epoch();

  async function note(device: string, { team, n }: Cursor): Promise<void> {
    const name = `${team} ${device}`;
    const erasure = newest.get(team);
    if (erasure === undefined || noted.get(name) === erasure) return;
    noted.set(name, erasure);
    try {
      await teamsOnly(pool, [team]).query(ackSql, [team, device, n]);
    } catch (error) {
      noted.delete(name);
      throw error;
    }
  }

  async function noteAll(device: string, cursors: readonly Cursor[]): Promise<void> {
    for (const one of cursors) if (hasPassed(one)) await note(device, one);
  }

  return {
    heard(device, cursors) {
      if (now() - lookedAt >= lookEvery)
        look()
          .then(() => noteAll(device, cursors))
          .catch(failed);
      else if (cursors.some(hasPassed)) noteAll(device, cursors).catch(failed);
    },
  };
}
