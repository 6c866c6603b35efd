import type { Pool } from 'pg';
import { inTransaction } from '../database/transaction.ts';

export type Team = { id: string; name: string };

/** All teams, in the order of their ids; a company has few. */
export async function listTeams(pool: Pool): Promise<Team[]> {
  const { rows } = await pool.query<Team>('SELECT team AS id, name FROM team ORDER BY team');
  return rows;
}

/** Makes a team, whose stream is empty, or gives it another name. */
export async function putTeam(pool: Pool, { id, name }: Team): Promise<Team> {
  return inTransaction(pool, async (client) => {
    await client.query(
      'INSERT INTO team (team, name) VALUES ($1, $2) ON CONFLICT (team) DO UPDATE SET name = excluded.name',
      [id, name],
    );
    await client.query('INSERT INTO team_head (team) VALUES ($1) ON CONFLICT DO NOTHING', [id]);
    return { id, name };
  });
}
