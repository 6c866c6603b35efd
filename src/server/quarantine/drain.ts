import type { PoolClient } from 'pg';
import { sha256 } from '../sha256.ts';

/** The machine that hands in by this drain token, its row locked; null: the token is not good now. */
export async function drainingDevice(
  client: PoolClient,
  token: string,
): Promise<{ id: string; person: string } | null> {
  const { rows } = await client.query<{ id: string; person: string }>(
    'SELECT id, person FROM device WHERE drain = $1 AND drain_until > now_ms() FOR UPDATE',
    [sha256(token)],
  );
  return rows[0] ?? null;
}
