import type { Pool } from 'pg';
import type { WaysOfPerson } from '#shared/sync/accounts.ts';
import type { Provider } from './provider.ts';

/** With what a person signs in; null: there is no such person. */
export async function waysOf(
  pool: Pool,
  provider: Pick<Provider, 'name' | 'issuer'> | null,
  person: string,
): Promise<WaysOfPerson | null> {
  const { rows } = await pool.query<{ password: boolean; secondFactor: boolean; subject: string | null }>(
    `SELECT p.password IS NOT NULL AS password,
       EXISTS (SELECT FROM second_factor AS f WHERE f.person = p.id AND f.confirmed IS NOT NULL) AS "secondFactor",
       (SELECT s.subject FROM person_subject AS s WHERE s.person = p.id AND s.issuer = $2 LIMIT 1) AS subject
     FROM person AS p WHERE p.id = $1`,
    [person, provider?.issuer ?? null],
  );
  const [row] = rows;
  if (!row) return null;
  const { subject, ...own } = row;
  return { ...own, provider: provider && { name: provider.name, subject } };
}
