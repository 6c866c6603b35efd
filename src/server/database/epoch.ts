import type { Pool } from 'pg';

/**
 * Which life of the database this is: `system_identifier.timeline`, both PostgreSQL's own, so that nobody has to remember to raise
 * anything after a restore. Notes it in `epoch` when it was not seen before.
 */
export async function epochOf(pool: Pool, now: number): Promise<string> {
  const { rows } = await pool.query<{ epoch: string }>(
    `SELECT s.system_identifier::text || '.' || c.timeline_id::text AS epoch
     FROM pg_control_system() AS s, pg_control_checkpoint() AS c`,
  );
  const epoch = rows[0]?.epoch;
  if (epoch === undefined) throw new Error('the database does not say which life it is in');
  await pool.query('INSERT INTO epoch (epoch, since) VALUES ($1, $2) ON CONFLICT DO NOTHING', [epoch, now]);
  return epoch;
}
