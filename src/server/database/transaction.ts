import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg';
import pg from 'pg';

type Begin = 'BEGIN' | 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

/**
 * Does `work` in one transaction, in which no row of any team is there (decision 0030). A connection on which even ROLLBACK fails is thrown
 * away.
 */
export function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return transact(pool, work, 'BEGIN');
}

/**
 * Sends the transaction's end behind the statement that was just sent, whose answer nobody waits for: locks are held for a round trip less. Where
 * that statement fails it takes all of it back. Nothing is asked after it.
 */
export type End = () => void;

/** The same, in which rows of these teams are there and no others: what a query forgets to ask for, the database holds back. */
export function inTeams<T>(
  pool: Connections,
  teams: readonly string[],
  work: (client: PoolClient, end: End) => Promise<T>,
  begin: Begin = 'BEGIN',
): Promise<T> {
  return transact(pool, work, beginFor(teams, begin));
}

/** In one message: it costs no round trip. */
const beginFor = (teams: readonly string[], begin: Begin): string =>
  `${begin}; SET LOCAL hilo.teams = ${pg.escapeLiteral(arrayOf(teams))}`;

/** For what the centre does for itself and across teams: records of shops, people, imports. Never with what a requester names. */
export function asCentre<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return inTeams(pool, ['*'], work);
}

/** The rest of a transaction that began without teams sees these: whose they are became known in it. A round trip. */
export async function fromHereFor(
  client: Pick<PoolClient, 'query'>,
  teams: readonly string[],
): Promise<void> {
  await client.query("SELECT set_config('hilo.teams', $1, true)", [arrayOf(teams)]);
}

/** A pool, or what stands before one. */
export type Connections = { connect(): Promise<PoolClient> };

/** Something that takes statements one by one. */
export type Asked = {
  query<R extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<QueryResult<R>>;
};

/** Statements one by one, each in a transaction of its own that sees rows of these teams only. It goes out with its beginning and its end. */
export function teamsOnly(pool: Connections, teams: readonly string[]): Asked {
  return {
    query: <R extends QueryResultRow>(sql: string, values: readonly unknown[] = []) =>
      inTeams(pool, teams, (client, end) => {
        const asked = client.query<R>(sql, [...values]);
        end();
        return asked;
      }),
  };
}

/**
 * What several functions ask that is sent together. Waits for all of them, also where one failed: none of them may go on asking when the
 * transaction is over. @throws what the first in the list threw
 */
export async function together<T extends readonly unknown[]>(
  asked: {
    readonly [I in keyof T]: Promise<T[I]>;
  },
): Promise<T> {
  await Promise.allSettled(asked);
  return (await Promise.all(asked)) as T;
}

/**
 * What is asked first goes out together with the beginning. Should that fail and the connection live on, nothing happens for it: without the
 * setting there are no teams' rows.
 */
async function transact<T>(
  pool: Connections,
  work: (client: PoolClient, end: End) => Promise<T>,
  begin: string,
): Promise<T> {
  const client = await pool.connect();
  let ending: Promise<QueryResult> | null = null;
  const end = (): Promise<QueryResult> => {
    ending ??= client.query('COMMIT');
    ending.catch(() => undefined);
    return ending;
  };
  try {
    const begun = client.query(begin);
    if (begin === 'BEGIN') await begun;
    const [, value] = await Promise.all([begun, work(client, end)]);
    const { command } = await end();
    if (command !== 'COMMIT') throw new Error('a statement failed that nobody waited for: nothing was done');
    client.release();
    return value;
  } catch (error) {
    await client.query('ROLLBACK').then(
      () => client.release(),
      (broken) => client.release(broken),
    );
    throw error;
  }
}

/** An array as PostgreSQL reads it (manual, 8.15.2). What no text of its can hold is the name of no team, and would end the message. */
function arrayOf(texts: readonly string[]): string {
  const storable = texts.filter((text) => !text.includes('\0'));
  return `{${storable.map((text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
