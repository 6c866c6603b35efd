import type { Pool, PoolClient } from 'pg';
import { type Doer, noteAct } from '../acts/note.ts';
import { asCentre } from '../database/transaction.ts';
import { tellSkills } from './skills.ts';

export type Team = { id: string; name: string };

/** All teams, in the order of their ids; a company has few. */
export async function listTeams(pool: Pool): Promise<Team[]> {
  const { rows } = await pool.query<Team>('SELECT team AS id, name FROM team ORDER BY team');
  return rows;
}

/** Whose the only team was, everybody is still: without this a second team would end the intake of new customers. */
async function keepRest(client: Pick<PoolClient, 'query'>): Promise<void> {
  await client.query('UPDATE team SET takes_rest = true WHERE (SELECT count(*) FROM team) = 1');
}

/** Makes a team, whose stream holds the company's list of skills and no more, or gives it another name. `at`: the ledger's clock, ms. */
export async function putTeam(pool: Pool, { id, name }: Team, by: Doer, at = Date.now()): Promise<Team> {
  return asCentre(pool, async (client) => {
    // As whoever changes the list of skills: the new team gets the newest one.
    await client.query('LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE');
    const { rows } = await client.query<{ name: string }>('SELECT name FROM team WHERE team = $1', [id]);
    const before = rows[0] ?? null;
    if (before === null) await keepRest(client);
    await client.query(
      'INSERT INTO team (team, name) VALUES ($1, $2) ON CONFLICT (team) DO UPDATE SET name = excluded.name',
      [id, name],
    );
    await client.query('INSERT INTO team_head (team) VALUES ($1) ON CONFLICT DO NOTHING', [id]);
    const what = before === null ? 'team.made' : 'team.changed';
    await noteAct(client, by, { what, target: `team:${id}`, before, after: { name } });
    await tellSkills(client, at);
    return { id, name };
  });
}
