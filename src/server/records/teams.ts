import type { Pool, PoolClient } from 'pg';
import type { CustomerRecord } from '#shared/customer/records.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import type { TeamRule, TeamRules } from '#shared/sync/records.ts';
import { type Doer, noteAct } from '../acts/note.ts';
import { inTransaction } from '../database/transaction.ts';
import { teamsOf } from '../ledger/customers.ts';
import { belongingOf, teamFor } from './rules.ts';
import { noteUntaken } from './untaken.ts';

type Client = Pick<PoolClient, 'query'>;

/** The rules as an admin has set them. Where nobody is marked for the rest and there is only one team, it is that one. */
export async function readRules(client: Client): Promise<TeamRules> {
  const rules = await client.query<TeamRule>(
    'SELECT shop, brand, country, team FROM team_rule ORDER BY position',
  );
  const rest = await client.query<{ team: string }>(
    `SELECT team FROM team WHERE takes_rest
     UNION ALL
     SELECT min(team) FROM team HAVING count(*) = 1 AND NOT bool_or(takes_rest)`,
  );
  return { rules: rules.rows, rest: rest.rows[0]?.team ?? null };
}

/**
 * Gives each of these customers a team, once and for ever: whoever comes second with the same customer gets what the first one wrote.
 * Those for whom no rule has a team are not in the answer. `orders`: what came with them.
 */
export async function giveTeams(
  client: Client,
  customers: readonly CustomerRecord[],
  orders: ReadonlyMap<string, readonly OrderRecord[]>,
): Promise<Map<string, string>> {
  const ids = customers.map((customer) => customer.id);
  const known = await teamsOf(client, ids);
  const fresh = customers.filter((customer) => !known.has(customer.id));
  if (fresh.length === 0) return known;
  const rules = await readRules(client);
  const placed = fresh.map((customer) => {
    const belonging = belongingOf(customer, orders.get(customer.id) ?? []);
    return { id: customer.id, shop: belonging.shops[0] ?? '', team: teamFor(rules, belonging) };
  });
  const decided = placed.flatMap(({ id, team }) => (team === null ? [] : [{ id, team }]));
  await noteUntaken(client, placed);
  // In one order, so that two writers of the same customers wait for each other and never both ways.
  await client.query(
    `INSERT INTO customer_team (customer_id, team)
     SELECT u.id, u.team FROM unnest($1::text[], $2::text[]) AS u (id, team) ORDER BY u.id
     ON CONFLICT DO NOTHING`,
    [decided.map(({ id }) => id), decided.map(({ team }) => team)],
  );
  // Read anew: a statement of its own sees what another process wrote in between.
  return teamsOf(client, ids);
}

/** Replaces all rules in one go, and notes who did it. @returns false where a rule names a team that is not there: nothing was changed. */
export async function writeRules(pool: Pool, { rules, rest }: TeamRules, by: Doer): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const teams = new Set([...rules.map(({ team }) => team), ...(rest === null ? [] : [rest])]);
    const { rowCount } = await client.query('SELECT FROM team WHERE team = ANY($1)', [[...teams]]);
    if (rowCount !== teams.size) return false;
    // Two admins at once: the rules are one's or the other's.
    await client.query('LOCK TABLE team_rule IN SHARE ROW EXCLUSIVE MODE');
    const before = await readRules(client);
    await client.query('DELETE FROM team_rule');
    await client.query(
      `INSERT INTO team_rule (position, shop, brand, country, team)
       SELECT u.position, u.shop, u.brand, u.country, u.team
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
         WITH ORDINALITY AS u (shop, brand, country, team, position)`,
      [
        rules.map(({ shop }) => shop),
        rules.map(({ brand }) => brand),
        rules.map(({ country }) => country),
        rules.map(({ team }) => team),
      ],
    );
    await client.query('UPDATE team SET takes_rest = false WHERE takes_rest AND team IS DISTINCT FROM $1', [
      rest,
    ]);
    await client.query('UPDATE team SET takes_rest = true WHERE team = $1 AND NOT takes_rest', [rest]);
    const after = await readRules(client);
    await noteAct(client, by, { what: 'team-rules.changed', target: 'team-rules:company', before, after });
    return true;
  });
}
