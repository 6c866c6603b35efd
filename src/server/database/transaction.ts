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

/** The same, in which rows of these teams are there and no others: what a query forgets to ask for, the database holds back. */
export function inTeams<T>(
  pool: Pool,
  teams: readonly string[],
  work: (client: PoolClient) => Promise<T>,
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

/** Something that takes statements one by one. */
export type Asked = {
  query<R extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<QueryResult<R>>;
};

/** Statements one by one, each in a transaction of its own that sees rows of these teams only. It goes out with its beginning and its end. */
export function teamsOnly(pool: Pool, teams: readonly string[]): Asked {
  return {
    query: (sql, values = []) =>
      transact(pool, (client) => client.query(sql, [...values]), beginFor(teams, 'BEGIN'), true),
  };
}

/**
 * What is asked first goes out together with the beginning. Should that fail and the connection live on, nothing happens for it: without the
 * setting there are no teams' rows. @param atOnce `work` is one statement, and all that it asks: the end need not wait for its answer. Where it
 * failed COMMIT takes it back.
 */
async function transact<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  begin: string,
  atOnce = false,
): Promise<T> {
  const client = await pool.connect();
  try {
    const begun = client.query(begin);
    if (begin === 'BEGIN') await begun;
    const working = work(client);
    const [, value] = await (atOnce
      ? Promise.all([begun, working, client.query('COMMIT')])
      : Promise.all([begun, working]));
    if (!atOnce) await client.query('COMMIT');
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
