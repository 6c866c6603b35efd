import type { PoolClient } from 'pg';
import type { Change } from '#shared/wire.ts';

type Client = Pick<PoolClient, 'query'>;

/** How many records are read at once: with their events about 8 MB of JSON. */
const recordsAtOnce = 4000;

/** A change as the database has it, the body as text: who reads it may be another thread. `at`: of events. */
export type ChangeRow = { n: number; at?: number; body: string };
type RecordRow = { customer_id: string; n: number; body: string };
type EventRow = { n: number; at: number; body: string };

/**
 * A team as it is in the caller's transaction: people first, then whole customers in order, each with the newest state of its records and
 * all of its events. Call in a REPEATABLE READ transaction, so that head and rows are of one moment.
 */
export async function* wholeCustomers(client: Client, team: string): AsyncGenerator<ChangeRow[]> {
  const people = await client.query<RecordRow>(peopleSql, [team]);
  if (people.rows.length > 0) yield people.rows;
  let after = '';
  for (let most = recordsAtOnce; ; ) {
    const { rows: records } = await client.query<RecordRow>(recordsSql, [team, after, most]);
    const isEnd = records.length < most;
    const last = records.at(-1)?.customer_id ?? '';
    // The last customer may go on after what was read.
    const whole = isEnd ? records : records.filter(({ customer_id }) => customer_id !== last);
    const upTo = whole.at(-1)?.customer_id;
    if (!isEnd && upTo === undefined) {
      most *= 2;
      continue;
    }
    most = recordsAtOnce;
    const events = isEnd
      ? await client.query<EventRow>(lastEventsSql, [team, after])
      : await client.query<EventRow>(eventsSql, [team, after, upTo]);
    const rows = [...whole.map(({ n, body }) => ({ n, body })), ...events.rows];
    if (rows.length > 0) yield rows;
    if (isEnd) return;
    after = upTo ?? after;
  }
}

export const peopleSql = `
  SELECT n, body FROM record_now WHERE team = $1 AND customer_id IS NULL ORDER BY key`;

/** Whoever is away is in no fill. */
const isHeld = `NOT EXISTS (SELECT FROM customer_away AS a WHERE a.team = c.team AND a.customer_id = c.customer_id)`;

export const recordsSql = `
  SELECT customer_id, n, body FROM record_now AS c WHERE team = $1 AND customer_id > $2 AND ${isHeld}
  ORDER BY customer_id, n LIMIT $3`;

/** Also of customers who have no record: somebody that an agent introduced. */
export const eventsSql = `
  SELECT n, at, body FROM change AS c
  WHERE team = $1 AND kind = 'event' AND customer_id > $2 AND customer_id <= $3 AND ${isHeld} ORDER BY customer_id, n`;

export const lastEventsSql = `
  SELECT n, at, body FROM change AS c
  WHERE team = $1 AND kind = 'event' AND customer_id > $2 AND ${isHeld} ORDER BY customer_id, n`;

/** Bodies were read by their schemas when they were numbered. */
export const changeOf = ({ n, at, body }: ChangeRow): Change =>
  at === undefined ? { n, record: JSON.parse(body) } : { n, at, event: JSON.parse(body) };
