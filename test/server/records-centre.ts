import type { Pool } from 'pg';
import { freshDatabase, poolOf } from './centre.ts';

/** A database with two teams, Spain's and Mexico's, by the country of the customer; whoever is of neither has none. */
export async function twoTeams(): Promise<{ url: string; pool: Pool }> {
  const url = await freshDatabase();
  const pool = poolOf(url);
  await pool.query("INSERT INTO team (team, name) VALUES ('spain', 'Spain'), ('mexico', 'Mexico')");
  await pool.query("INSERT INTO team_head (team) VALUES ('spain'), ('mexico')");
  await pool.query(
    "INSERT INTO team_rule (position, country, team) VALUES (1, 'ES', 'spain'), (2, 'MX', 'mexico')",
  );
  return { url, pool };
}

/** A database with one team, to which everybody belongs. */
export async function oneTeam(): Promise<{ url: string; pool: Pool }> {
  const url = await freshDatabase();
  const pool = poolOf(url);
  await pool.query("INSERT INTO team (team, name) VALUES ('all', 'All')");
  await pool.query("INSERT INTO team_head (team) VALUES ('all')");
  return { url, pool };
}

/** The keys of a team's changes in the order of their numbers, which must be without a gap. */
export async function streamOf(pool: Pool, team: string): Promise<string[]> {
  const { rows } = await pool.query<{ n: number; key: string }>(
    'SELECT n, key FROM change WHERE team = $1 ORDER BY n',
    [team],
  );
  const gap = rows.find(({ n }, index) => n !== index + 1);
  if (gap) throw new Error(`there is a gap before ${gap.n}`);
  return rows.map(({ key }) => key);
}
