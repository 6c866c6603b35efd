import type { Pool } from 'pg';
import { asCentre } from '../database/transaction.ts';

/** For so long, ms, a company may have been silent. */
const silence = 31 * 86_400_000;

export const clocksSql = `
  SELECT now_ms() AS database,
    (SELECT max(c.at) FROM team_head AS h JOIN change AS c ON c.team = h.team AND c.n = h.n) AS ledger`;

/**
 * The time, ms, by which somebody may be taken away: the earliest of this process's clock, the database's, and a month after the last thing that any team numbered. A clock
 * that is years ahead for an hour would have everybody erased; one that is behind erases nobody.
 */
export async function soberNow(pool: Pool, now: number): Promise<number> {
  const { rows } = await asCentre(pool, (client) =>
    client.query<{ database: number; ledger: number | null }>(clocksSql),
  );
  const { database = now, ledger = null } = rows[0] ?? {};
  return Math.min(now, database, ledger === null ? database : ledger + silence);
}
