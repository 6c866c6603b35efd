import type { Pool } from 'pg';
import { ProblemError } from '../problem.ts';
import { shortest, shortestWithCode, weakness } from './passwords.ts';

/**
 * Whether somebody may have this password from now on; beside an app of theirs a shorter one will do. Throws ProblemError `bad-input` with
 * why.
 */
export async function mustBeGood(
  { pool, company, refused }: { pool: Pool; company: string; refused: string | null },
  person: { id: string; login: string; name: string },
  typed: string,
): Promise<void> {
  const { rowCount } = await pool.query(
    'SELECT 1 FROM second_factor WHERE person = $1 AND confirmed IS NOT NULL',
    [person.id],
  );
  const least = rowCount === 0 ? shortest : shortestWithCode;
  const weak = weakness(typed, [person.login, person.name, company], least);
  if (weak !== null) throw new ProblemError('bad-input', `/password: ${weak}.`, { why: 'weak-password' });
  if (typed === refused)
    throw new ProblemError('bad-input', '/password: everybody knows this one.', { why: 'weak-password' });
}
