import type { Pool, PoolClient } from 'pg';
import type { EventEnvelope } from '#shared/case/events.ts';
import { type Config, ConfigError } from '../config.ts';
import { buildFound } from '../customers/build.ts';
import { openDatabase } from '../database/open.ts';
import { openPool } from '../database/pool.ts';
import { asCentre, inTeams } from '../database/transaction.ts';
import { keepGiven } from '../ledger/till.ts';
import { keepPromises } from '../promises/keep.ts';
import { watchPromises } from '../promises/watch.ts';

type Client = Pick<PoolClient, 'query'>;
type Note = (client: Client, team: string, events: readonly EventEnvelope[]) => Promise<void>;

/**
 * Tables that are made of events as these get their numbers, and can be made again. `of`: what stands in every event that they are made of.
 * `stays`: rows whose events are gone. What was given to somebody who was erased is a figure without a customer (erasure/erase.ts).
 */
const derived = {
  given: { table: 'given', of: '"compensation.', stays: "customer_id = ''", note: keepGiven },
  'promise-watch': { table: 'promise_watch', of: '"promise.made.2"', stays: 'false', note: watchPromises },
} as const satisfies Record<string, { table: string; of: string; stays: string; note: Note }>;

export type Derived = keyof typeof derived;
/** `found`: by what customers are found, which is of records as well. */
export const rebuildable = [...(Object.keys(derived) as Derived[]), 'found' as const];

const pageSize = 1000;

/** Events of a team that hold a text, in their order, from a number on. */
export const eventsSql = `
  SELECT n, body FROM change WHERE team = $1 AND n > $2 AND kind = 'event' AND strpos(body, $3) > 0
  ORDER BY n LIMIT ${pageSize}`;

/**
 * Makes a table anew from the ledger's events, a team at a time, while servers may run: what they would write into it meanwhile waits, and so
 * comes after what is read here. Promises are then looked at once more, so that what was kept already leaves again.
 * @returns how many rows there are now
 */
export async function rebuild(pool: Pool, what: Derived, now: () => number): Promise<number> {
  const { table } = derived[what];
  const { rows } = await pool.query<{ team: string }>('SELECT team FROM team ORDER BY team');
  for (const { team } of rows) {
    await inTeams(pool, [team], (client) => rebuildTeam(client, team, derived[what]));
    if (what === 'promise-watch') await keepPromises(pool, team, now);
  }
  const counted = await asCentre(pool, (client) =>
    client.query<{ count: number }>(`SELECT count(*) FROM ${table}`),
  );
  return counted.rows[0]?.count ?? 0;
}

async function rebuildTeam(
  client: Client,
  team: string,
  { table, of, stays, note }: (typeof derived)[Derived],
): Promise<void> {
  await client.query(`LOCK TABLE ${table} IN SHARE ROW EXCLUSIVE MODE`);
  await client.query(`DELETE FROM ${table} WHERE team = $1 AND NOT (${stays})`, [team]);
  for (let from = 0; ; ) {
    const { rows } = await client.query<{ n: number; body: string }>(eventsSql, [team, from, of]);
    await note(
      client,
      team,
      rows.map(({ body }) => JSON.parse(body) as EventEnvelope),
    );
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    from = last.n;
  }
}

/**
 * `npm run server -- rebuild given`: opens the database that the settings name and makes a table of it anew.
 * @throws ConfigError where there is no such table
 */
export async function rebuildCommand(
  config: Config,
  words: readonly string[],
  say: (sentence: string) => void,
): Promise<void> {
  const what = rebuildable.find((one) => one === words[0]);
  if (what === undefined || words.length !== 1)
    throw new ConfigError(`What can be made anew: ${rebuildable.join(', ')}.`);
  await using open = new AsyncDisposableStack();
  const { url } = await openDatabase(config, open);
  // A team's whole stream is read in one transaction: the limits of requests are not for this.
  const settings = { statement_timeout: '0', transaction_timeout: '0', lock_timeout: '60s' };
  const pool = openPool(url, { size: 2, settings });
  open.defer(() => pool.end());
  say(`Making ${what} anew. Servers may run: what they would write there waits for it.`);
  const rows = what === 'found' ? await buildFound(pool) : await rebuild(pool, what, Date.now);
  say(`${what} is made anew from the ledger's events: ${rows} ${rows === 1 ? 'row' : 'rows'}.`);
}
