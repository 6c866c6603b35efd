import type { Pool, PoolClient } from 'pg';
import type { EventEnvelope } from '#shared/case/events.ts';
import type { CustomerRecord } from '#shared/customer/records.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import { asCentre, inTeams } from '../database/transaction.ts';
import { foundByEvents, foundByRecords } from './found.ts';

type Client = Pick<PoolClient, 'query'>;

const pageSize = 1000;

/** Customers and orders of a team after a key. */
export const keyedSql = `
  SELECT key, customer_id, body FROM record_now WHERE team = $1 AND key > $2 AND key LIKE ANY ('{customer:%,order:%}')
  ORDER BY key LIMIT ${pageSize}`;

const tellingSql = `
  SELECT n, body FROM change WHERE team = $1 AND n > $2 AND kind = 'event'
    AND (strpos(body, '"case.opened.1"') > 0 OR strpos(body, '"customer.') > 0) ORDER BY n LIMIT ${pageSize}`;

const staleSql = 'SELECT team FROM team WHERE found_stale OR $1 ORDER BY team';

/**
 * Makes what customers are found by anew, a team at a time, while servers may run: what they would write there waits, and searches find what they
 * found before until it is done. `only`: the teams of which a migration said that more is to be found now. Returns how many rows there are.
 */
export async function buildFound(pool: Pool, only: 'all' | 'stale' = 'all'): Promise<number> {
  const isAll = only === 'all';
  const { rows } = await pool.query<{ team: string }>(staleSql, [isAll]);
  for (const { team } of rows)
    await inTeams(pool, [team], async (client) => {
      await client.query(
        "SET LOCAL transaction_timeout = 0; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '60s'",
      );
      await client.query('LOCK TABLE customer_found IN SHARE ROW EXCLUSIVE MODE');
      // Several servers start at once, and one of them has done it.
      const { rows: still } = await client.query<{ team: string }>(staleSql, [isAll]);
      if (still.some((one) => one.team === team)) await buildTeam(client, team);
    });
  const counted = await asCentre(pool, (client) =>
    client.query<{ count: number }>('SELECT count(*)::int AS count FROM customer_found'),
  );
  return counted.rows[0]?.count ?? 0;
}

async function buildTeam(client: Client, team: string): Promise<void> {
  await client.query('DELETE FROM customer_found WHERE team = $1', [team]);
  for (let after = ''; ; ) {
    const { rows } = await client.query<{ key: string; body: string }>(keyedSql, [team, after]);
    await foundByRecords(
      client,
      rows.map(({ key, body }) => ({ team, key, record: JSON.parse(body) as CustomerRecord | OrderRecord })),
    );
    after = rows.at(-1)?.key ?? after;
    if (rows.length < pageSize) break;
  }
  for (let from = 0; ; ) {
    const { rows } = await client.query<{ n: number; body: string }>(tellingSql, [team, from]);
    await foundByEvents(
      client,
      team,
      rows.map(({ body }) => JSON.parse(body) as EventEnvelope),
    );
    from = rows.at(-1)?.n ?? from;
    if (rows.length < pageSize) break;
  }
  await client.query('UPDATE team SET found_stale = false WHERE team = $1', [team]);
}
