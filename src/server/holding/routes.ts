import type { Pool } from 'pg';
import { z } from 'zod';
import { type Holding, holding, holdingDue, holdings, holdMonths } from '#shared/sync/away.ts';
import { type Doer, doerOf, noteAct } from '../acts/note.ts';
import type { App } from '../app.ts';
import { inTeams } from '../database/transaction.ts';
import type { Gate } from '../identity/signed-in.ts';
import { ProblemError } from '../problem.ts';
import { countAway, type HoldingKeeper } from './walk.ts';

export const holdingsSql = `
  SELECT t.team, t.hold_months AS months, coalesce(t.hold_walked = 0, false) AS "isBeingApplied",
    (SELECT count(*) FROM customer_away AS a WHERE a.team = t.team)::int AS away
  FROM team AS t WHERE t.team = ANY ($1::text[]) ORDER BY 1`;

/** What the desks of these teams hold. */
export async function readHoldings(pool: Pool, teams: readonly string[]): Promise<Holding[]> {
  return inTeams(pool, teams, async (client) => (await client.query<Holding>(holdingsSql, [teams])).rows);
}

/** Changes what the desks of a team hold; they are told as the rule is gone through. @throws ProblemError not-found */
export async function putHolding(
  pool: Pool,
  team: string,
  months: number | null,
  by: Doer,
): Promise<Holding> {
  return inTeams(pool, [team], async (client) => {
    const { rows } = await client.query<{ months: number | null }>(
      'SELECT hold_months AS months FROM team WHERE team = $1 FOR UPDATE',
      [team],
    );
    if (!rows[0]) throw new ProblemError('not-found', 'There is no such team.');
    await noteAct(client, by, {
      what: 'holding.changed',
      target: `team:${team}`,
      before: { months: rows[0].months },
      after: { months },
    });
    await client.query('UPDATE team SET hold_months = $2, hold_walked = 0 WHERE team = $1', [team, months]);
    const { rows: now } = await client.query<Holding>(holdingsSql, [[team]]);
    return now[0] as Holding;
  });
}

/** What desks hold of their teams (decision 0035): read and set by an admin of the team. */
export function holdingRoutes(
  app: App,
  { pool, now, held }: { pool: Pool; now: () => number; held: Pick<HoldingKeeper, 'soon'> },
  gate: Gate,
): void {
  const onRequest = gate.signedIn('admin');
  const params = z.strictObject({ team: z.string().min(1).max(64) });
  const own = (team: string, teams: readonly string[]): string => {
    if (!teams.includes(team)) throw new ProblemError('not-found', 'There is no such team.');
    return team;
  };

  app.route({
    method: 'GET',
    url: '/holding',
    onRequest,
    schema: { response: { 200: holdings } },
    handler: async ({ who }) => ({ holdings: await readHoldings(pool, who.teams) }),
  });

  app.route({
    method: 'PUT',
    url: '/holding/:team',
    onRequest,
    schema: { params, body: z.strictObject({ months: holdMonths }), response: { 200: holding } },
    handler: async ({ params: { team }, body, who }) => {
      const changed = await putHolding(pool, own(team, who.teams), body.months, doerOf(who));
      held.soon();
      return changed;
    },
  });

  app.route({
    method: 'GET',
    url: '/holding/:team/due',
    onRequest,
    schema: {
      description: 'How many customers the desks of a team would not hold under a rule. Nothing is changed.',
      params,
      querystring: z.strictObject({ months: z.coerce.number().int().min(3).max(240) }),
      response: { 200: holdingDue },
    },
    handler: async ({ params: { team }, query: { months }, who }) => ({
      months,
      ...(await countAway(pool, own(team, who.teams), months, now())),
    }),
  });
}
