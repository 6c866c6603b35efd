import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';

/** A secret of the whole centre: 32 random bytes, made by whichever process asks first; every process gets the same. */
export async function secretOf(pool: Pool, name: string): Promise<Buffer> {
  await pool.query('INSERT INTO secret (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    name,
    randomBytes(32),
  ]);
  // A statement of its own: it sees what another process wrote in between.
  const { rows } = await pool.query<{ value: Buffer }>('SELECT value FROM secret WHERE name = $1', [name]);
  if (rows[0] === undefined) throw new Error(`the secret ${name} is gone`);
  return rows[0].value;
}
