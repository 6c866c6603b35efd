import type { Pool } from 'pg';
import { inTeams } from '../database/transaction.ts';
import type { Requester } from '../identity/requester.ts';

export const handedContentSql = `
  SELECT c.whole FROM quarantine AS q JOIN quarantine_content AS c USING (n)
  WHERE q.n = $1 AND q.team = ANY ($2) AND q.verdict IS NULL`;
export const handedPartAtSql =
  'SELECT at, body FROM quarantine_content_part WHERE n = $1 AND at <= $2 ORDER BY at DESC LIMIT 1';

/**
 * For whoever reviews: a piece from `at` on of the content that the command `n` in quarantine attaches. Empty at its end; null: there is none whole, or not of
 * the requester's teams, or it was decided.
 */
export async function readHandedIn(
  pool: Pool,
  { teams }: Pick<Requester, 'teams'>,
  n: number,
  at: number,
): Promise<Buffer | null> {
  return inTeams(pool, teams, async (client) => {
    const { rows } = await client.query<{ whole: boolean }>(handedContentSql, [n, teams]);
    if (!rows[0]?.whole) return null;
    const parts = await client.query<{ at: number; body: Buffer }>(handedPartAtSql, [n, at]);
    const [part] = parts.rows;
    return part ? part.body.subarray(at - part.at) : Buffer.alloc(0);
  });
}
