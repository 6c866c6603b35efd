import type { Pool } from 'pg';
import type { TeamCounts } from '#shared/sync/records.ts';
import { asCentre } from '../database/transaction.ts';

/** How much each team holds. Reads an index of all records: a look now and then, not a gauge. */
export async function countTeams(pool: Pool): Promise<TeamCounts[]> {
  const { rows } = await asCentre(pool, (client) => client.query<TeamCounts>(countTeamsSql));
  return rows;
}

export const countTeamsSql = `
  SELECT t.team, t.name, h.n,
    count(r.key) FILTER (WHERE r.key LIKE 'customer:%') AS customers,
    count(r.key) FILTER (WHERE r.key LIKE 'order:%') AS orders,
    count(r.key) FILTER (WHERE r.key LIKE 'twin:%') AS twins,
    count(r.key) FILTER (WHERE r.key LIKE 'person:%') AS people
  FROM team AS t JOIN team_head AS h USING (team) LEFT JOIN record_now AS r USING (team)
  GROUP BY t.team, t.name, h.n ORDER BY t.team`;
