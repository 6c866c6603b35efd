import type { Pool, PoolClient } from 'pg';

type Client = Pick<Pool | PoolClient, 'query'>;

/** To which teams customers belong. Who is absent is not known to the centre yet. */
export async function teamsOf(client: Client, customers: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ customer_id: string; team: string }>(
    'SELECT customer_id, team FROM customer_team WHERE customer_id = ANY ($1::text[])',
    [customers],
  );
  return new Map(rows.map(({ customer_id, team }) => [customer_id, team]));
}

/**
 * Gives customers whom nobody knew to a team, in the transaction that numbers their first change. Two processes may want to at once:
 * the later one waits here for the earlier. Returns those who belong to another team all the same: roll back, and go there.
 */
export async function claimCustomers(
  client: Client,
  team: string,
  customers: readonly string[],
): Promise<Map<string, string>> {
  if (customers.length === 0) return new Map();
  await client.query(
    `INSERT INTO customer_team (customer_id, team)
     SELECT customer_id, $1 FROM unnest($2::text[]) AS customer_id ORDER BY customer_id
     ON CONFLICT DO NOTHING`,
    [team, customers],
  );
  const teams = await teamsOf(client, customers);
  return new Map([...teams].filter(([, owner]) => owner !== team));
}
