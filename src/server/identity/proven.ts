import type { Pool } from 'pg';
import { ProblemError } from '../problem.ts';
import type { Requester } from './requester.ts';

/** For how long whoever signed in may do what cannot be undone or carries everything of a person away, ms. */
export const provenFor = 5 * 60_000;

/** A desk that somebody left open is not enough for this. @throws ProblemError not-allowed, `why` fresh-sign-in */
export async function mustBeProven(pool: Pool, { device }: Requester): Promise<void> {
  const { rows } = await pool.query<{ proven: boolean | null }>(
    'SELECT proven > now_ms() - $2::bigint AS proven FROM device WHERE id = $1',
    [device, provenFor],
  );
  if (rows[0]?.proven !== true)
    throw new ProblemError('not-allowed', 'Sign in again first: this is done within five minutes of it.', {
      why: 'fresh-sign-in',
    });
}
