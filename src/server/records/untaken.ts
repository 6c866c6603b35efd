import type { Pool, PoolClient } from 'pg';
import type { Untaken } from '#shared/sync/records.ts';

/** Who was not taken so long ago is spoken of no more. */
const memory = 30 * 86_400_000;

/**
 * Notes who was not taken because no rule gives them a team, and forgets those who are taken now, in the caller's transaction: the count
 * says how many are missing at this moment, however often they were sent.
 */
export async function noteUntaken(
  client: Pick<PoolClient, 'query'>,
  placed: readonly { id: string; shop: string; team: string | null }[],
): Promise<void> {
  // In one order, as customers are given to teams.
  const missing = placed.filter(({ team }) => team === null).sort((a, b) => (a.id < b.id ? -1 : 1));
  if (missing.length > 0) {
    await client.query(
      `INSERT INTO customer_untaken AS c (customer_id, shop, at)
       SELECT u.id, u.shop, now_ms() FROM unnest($1::text[], $2::text[]) AS u (id, shop)
       ON CONFLICT (customer_id) DO UPDATE SET shop = excluded.shop, at = excluded.at`,
      [missing.map(({ id }) => id), missing.map(({ shop }) => shop)],
    );
    await client.query(
      `DELETE FROM customer_untaken WHERE customer_id IN (
         SELECT customer_id FROM customer_untaken WHERE at < now_ms() - $1 ORDER BY at LIMIT 1000 FOR UPDATE SKIP LOCKED
       )`,
      [memory],
    );
  }
  const taken = placed.flatMap(({ id, team }) => (team === null ? [] : [id]));
  if (taken.length > 0)
    await client.query('DELETE FROM customer_untaken WHERE customer_id = ANY($1)', [taken]);
}

/** How many customers of the last thirty days were not taken and still are not, since when, and which shops sent them. */
export async function readUntaken(pool: Pool): Promise<Untaken> {
  const { rows } = await pool.query<Untaken>(
    `SELECT count(*) AS customers, min(at) AS first, max(at) AS last,
       coalesce((array_agg(DISTINCT shop ORDER BY shop) FILTER (WHERE shop <> ''))[1:20], '{}') AS shops
     FROM customer_untaken WHERE at >= now_ms() - $1`,
    [memory],
  );
  return rows[0] as Untaken;
}
