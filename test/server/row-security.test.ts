import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { openEmbedded } from '#server/database/embedded.ts';
import { ownLogOf } from '#server/database/own-log.ts';
import { openPool } from '#server/database/pool.ts';
import { appendOnly, letServe, weaknessOf } from '#server/database/roles.ts';
import { asCentre, inTeams, inTransaction } from '#server/database/transaction.ts';
import { openWorld, type World } from './access-world.ts';
import { freshDatabase, poolOf, servingUrl } from './centre.ts';
import { quick } from './postgres.ts';

let world: World;
let serving: Pool;
beforeAll(async () => {
  world = await openWorld();
  serving = openPool(servingUrl(world.url), { size: 2 });
  for (const team of ['day', 'night'])
    for (const [table, [columns, values]] of Object.entries(fillers))
      await world.pool.query(`INSERT INTO ${table} (team, ${columns}) SELECT $1::text, ${values}`, [team]);
});
afterAll(async () => {
  await serving.end();
  await world.close();
});

/** Of tables in which the world has no row of both teams: one more of each. */
const fillers = {
  fork: ['device, at, desk_n, ancestor', 'gen_random_uuid(), 1, 1, 0'],
  given: ['compensation, customer_id, case_id', "'x', 'c', 'k'"],
  promise_watch: ['event_id, stream, order_key, proof, made_at', "'x', 's', 'order:x', 'shipped', 1"],
  erasure_request: [
    'id, customers, why, asked_by, asked_at',
    "gen_random_uuid(), '{}', 'kept-too-long', 'nuria', 1",
  ],
  erasure: ['customer_id, n, at', "'gone-' || $1, 1, 1"],
  retention_walk: ['after', "''"],
  customer_away: ['customer_id', "'away'"],
  erasure_ack: ['device, n, at', 'gen_random_uuid(), 1, 1'],
  quarantine: [
    'device, person, command_id, hash, bytes, at',
    "(SELECT id FROM device LIMIT 1), 'lucia', gen_random_uuid(), 'x', '', 1",
  ],
  quarantine_content: [
    'n, hash, bytes, touched',
    '(SELECT n FROM quarantine WHERE team = $1 LIMIT 1), $1, 1, 1',
  ],
  quarantine_content_part: ['n, at, body', "(SELECT n FROM quarantine_content WHERE team = $1), 0, 'x'"],
} as const;

/** Who belongs where: without it nothing finds its team, and of customers it holds an id (migration 015). */
const unlocked = ['customer_team', 'person_team', 'team', 'team_head', 'team_rule'];

const teamed = async (): Promise<string[]> => {
  const { rows } = await world.pool.query<{ name: string }>(
    `SELECT c.relname::text AS name FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
     WHERE a.attname = 'team' AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
};

const teamsIn = (table: string) => async (client: Pick<Pool, 'query'>) =>
  (await client.query<{ team: string }>(`SELECT DISTINCT team FROM ${table} ORDER BY team`)).rows.map(
    ({ team }) => team,
  );

test('a query that asks for no team gets the rows of the teams that its transaction is for, and without any gets none: in every table that has a team', async () => {
  const tables = await teamed();
  expect(tables).toEqual(expect.arrayContaining(['change', 'record_now', 'attachment', ...unlocked]));
  for (const table of tables.filter((one) => !unlocked.includes(one))) {
    const seen = {
      centre: await asCentre(serving, teamsIn(table)),
      day: await inTeams(serving, ['day'], teamsIn(table)),
      none: await inTransaction(serving, teamsIn(table)),
      bare: await teamsIn(table)(serving),
      noTeam: await inTeams(serving, [], teamsIn(table)),
    };
    // As the centre both: else nothing would be proved. A table without its lock, or without rows here, fails.
    expect([table, seen]).toEqual([
      table,
      { centre: ['day', 'night'], day: ['day'], none: [], bare: [], noTeam: [] },
    ]);
  }
});

test('nothing is written into a team that the transaction is not for, nor moved there', async () => {
  const put = "INSERT INTO record_now (team, key, n, body) VALUES ('night', 'order:planted', 1, '{}')";
  await expect(inTeams(serving, ['day'], (client) => client.query(put))).rejects.toThrow(
    /row-level security/,
  );
  await expect(serving.query(put)).rejects.toThrow(/row-level security/);
  const moved = "UPDATE record_now SET team = 'night' WHERE team = 'day'";
  await expect(inTeams(serving, ['day'], (client) => client.query(moved))).rejects.toThrow(
    /row-level security/,
  );
  const { rowCount } = await inTeams(serving, ['day'], (client) =>
    client.query("DELETE FROM record_now WHERE team = 'night'"),
  );
  expect(rowCount).toBe(0);
});

test('what a transaction was for is over with it, whatever its team is called', async () => {
  const one = openPool(servingUrl(world.url), { size: 1 });
  const odd = ['a,b', '"', '\\', "'; RESET ALL; --", '{*}', '* ', 'ñ\n', 'no\0team'];
  await world.pool.query('INSERT INTO team (team, name) SELECT u, u FROM unnest($1::text[]) AS u', [
    odd.slice(0, -1),
  ]);
  for (const team of odd) {
    const seen = await inTeams(one, [team], async (client) => {
      const { rows } = await client.query<{ teams: string[] }>('SELECT hilo_teams() AS teams');
      return { said: rows[0]?.teams, there: await teamsIn('change')(client) };
    });
    expect(seen).toEqual({ said: team.includes('\0') ? [] : [team], there: [] });
    expect(await teamsIn('change')(one)).toEqual([]);
  }
  await expect(world.pool.query("INSERT INTO team VALUES ('*', 'All')")).rejects.toThrow(/team_is_one/);
  await one.end();
});

test('the account that serves makes nothing, owns nothing and takes nothing from what only grows', async () => {
  const { rows } = await serving.query<{ can: string }>(
    `SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole AS can FROM pg_roles WHERE rolname = current_user`,
  );
  expect(rows).toEqual([{ can: false }]);
  for (const sql of [
    'CREATE TABLE mine (x int)',
    'ALTER TABLE change DISABLE ROW LEVEL SECURITY',
    'DROP POLICY of_the_team ON change',
    'TRUNCATE record_now',
    "UPDATE migration SET name = 'x'",
    ...appendOnly.flatMap((table) => [
      `DELETE FROM ${table}`,
      `UPDATE ${table} SET ${first[table]} = ${first[table]}`,
    ]),
  ])
    await expect(asCentre(serving, (client) => client.query(sql))).rejects.toThrow(
      /permission denied|must be owner/,
    );
});
const first = { change: 'body', answer: 'hash', epoch: 'since', fork: 'at', admin_act: 'what' } as Record<
  string,
  string
>;

test('a newer table is opened to the account that serves at the next start, and what is missing of two accounts is said', async () => {
  const url = await freshDatabase();
  const owner = poolOf(url);
  await owner.query('CREATE TABLE newer (team text); REVOKE ALL ON newer FROM PUBLIC');
  const app = openPool(servingUrl(url), { size: 1 });
  await expect(app.query('SELECT FROM newer')).rejects.toThrow(/permission denied/);
  const client = await owner.connect();
  await letServe(client, 'hilo_app');
  await letServe(client, 'hilo_app');
  client.release();
  await app.query('SELECT FROM newer');
  await expect(app.query('DELETE FROM change')).rejects.toThrow(/permission denied/);
  expect(await weaknessOf(app)).toBeNull();
  expect(await weaknessOf(owner)).toEqual({ code: 'account-owns-tables', sentence: null });
  await app.end();
});

test("what PostgreSQL's own log would hold of customers is said, with the settings that keep it out", async () => {
  const { superuserUrl, leave } = await openEmbedded({ folder: inject('postgresFolder'), settings: quick });
  onTestFinished(leave);
  const said = (settings: Record<string, string>) => ownLogOf(poolOf(superuserUrl, { size: 1, settings }));
  expect(await said({})).toBeNull();
  // As PostgreSQL has them unless somebody says otherwise.
  expect(await said({ log_error_verbosity: 'default', log_parameter_max_length: '-1' })).toContain(
    'set log_error_verbosity = terse, log_parameter_max_length = 0 for the database',
  );
  expect(await said({ log_parameter_max_length_on_error: '64' })).toContain(
    'set log_parameter_max_length_on_error = 0 for the database',
  );
});
