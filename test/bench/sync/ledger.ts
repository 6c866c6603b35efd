import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '#server/database/transaction.ts';
import { keyOf } from '#server/records/read.ts';
import { streamName } from '#shared/sync/ledger.ts';
import type { Change } from '#shared/wire.ts';
import { diceOf } from '../company/dice.ts';
import { events } from '../company/events.ts';
import { order } from '../company/orders.ts';
import { benchNow, block, pages } from '../company/pages.ts';
import { customerId } from '../company/people.ts';

type Row = {
  kind: 'event' | 'record';
  key: string;
  customer: string | null;
  stream: string | null;
  body: string;
};

function rowOf(change: Change): Row {
  if ('event' in change) {
    const { id, customerId: customer, caseId } = change.event;
    const stream = streamName(customer, caseId);
    return { kind: 'event', key: id, customer, stream, body: JSON.stringify(change.event) };
  }
  const { record } = change;
  const customer =
    record.type === 'customer' ? record.id : record.type === 'order' ? record.customerId : null;
  return { kind: 'record', key: keyOf(record), customer, stream: null, body: JSON.stringify(record) };
}

/** Numbers changes as the centre does, in one transaction: records are their newest state, and whose they are is noted. */
export function number(pool: Pool, team: string, changes: readonly Change[]): Promise<void> {
  return inTransaction(pool, (client) => numberIn(client, team, changes));
}

/** The same in a transaction that is open. */
export async function numberIn(
  client: Pick<PoolClient, 'query'>,
  team: string,
  changes: readonly Change[],
): Promise<void> {
  const rows = changes.map(rowOf);
  const records = rows.filter(({ kind }) => kind === 'record');
  const columns = (all: readonly Row[]) => [
    all.map(({ key }) => key),
    all.map(({ customer }) => customer),
    all.map(({ body }) => body).join('\n'),
  ];
  await client.query(
    `INSERT INTO customer_team SELECT DISTINCT c, $1 FROM unnest($2::text[]) AS c WHERE c IS NOT NULL ON CONFLICT DO NOTHING`,
    [team, rows.map(({ customer }) => customer)],
  );
  const { rows: numbered } = await client.query<{ first: number }>(
    `SELECT append_changes($1, $2, $3::text[], $4::text[], $5::text[], $6::text[], string_to_array($7, chr(10))) AS first`,
    [
      team,
      Date.now(),
      rows.map(({ kind }) => kind),
      rows.map(({ key }) => key),
      rows.map(({ customer }) => customer),
      rows.map(({ stream }) => stream),
      rows.map(({ body }) => body).join('\n'),
    ],
  );
  const first = numbered[0]?.first ?? 0;
  const places = rows.flatMap(({ kind }, index) => (kind === 'record' ? [first + index] : []));
  await client.query(
    `INSERT INTO record_now (team, key, customer_id, n, body)
     SELECT $1, u.key, u.customer, u.n, u.body
     FROM unnest($2::text[], $3::text[], string_to_array($4, chr(10)), $5::bigint[]) AS u (key, customer, body, n)
     ON CONFLICT (team, key) DO UPDATE SET customer_id = excluded.customer_id, n = excluded.n, body = excluded.body`,
    [team, ...columns(records), places],
  );
}

const changesOfBlock = block.customers + block.orders + block.events;

/** How many customers a company of so many changes has, whole ones. */
export const customersOf = (changes: number): number =>
  Math.floor(((changes - 100) / changesOfBlock) * block.customers);

/** The company's first changes into the ledger, in the order of customers. */
export async function loadCompany(
  pool: Pool,
  team: string,
  count: number,
  progress: (done: number) => void,
  stop: AbortSignal,
): Promise<void> {
  for (const page of pages(Math.ceil(count / changesOfBlock), 0)) {
    stop.throwIfAborted();
    await number(pool, team, page.changes.slice(0, count - page.from));
    progress(Math.min(count, page.to));
    if (page.to >= count) break;
  }
  await pool.query('ANALYZE change, record_now, customer_team');
}

/**
 * What happens in a company while a desk is away: three of eight are orders, new ones, the others things that were noted, all of them of
 * customers anywhere. `round`: another one gives others.
 */
export function happened(count: number, customers: number, round: number): Change[] {
  const dice = diceOf(5_000_000 + round);
  return Array.from({ length: count }, (_, index): Change => {
    const id = customerId(dice.int(0, customers - 1));
    const n = index + 1;
    if (index % 8 < 3) {
      const place = customers * 5 + 10_000 + round * count + index;
      return { n, record: order(id, place, benchNow - 3_600_000, benchNow, dice) };
    }
    const [event] = events(id, 1, benchNow - 7_200_000, benchNow, dice);
    if (!event) throw new Error('one event was asked for');
    return { n, event };
  });
}

/** Where the team's stream ends. */
export async function headOf(pool: Pool, team: string): Promise<{ n: number; link: string }> {
  const { rows } = await pool.query<{ n: number; link: string }>(
    'SELECT n, link FROM team_head WHERE team = $1',
    [team],
  );
  if (!rows[0]) throw new Error('no such team');
  return rows[0];
}

/** How many bytes an average body has. */
export async function bytesOf(pool: Pool, team: string): Promise<number> {
  const { rows } = await pool.query<{ bytes: number }>(
    'SELECT avg(octet_length(body))::int AS bytes FROM change WHERE team = $1 AND n <= 20000',
    [team],
  );
  return rows[0]?.bytes ?? 0;
}
