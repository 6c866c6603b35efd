import pg from 'pg';
import { expect, test } from 'vitest';
import { epochOf } from '#server/database/epoch.ts';
import { migrate, migrations, NewerDatabaseError } from '#server/database/migrate.ts';
import { inTeams, teamsOnly, together } from '#server/database/transaction.ts';
import { freshDatabase, poolOf } from './centre.ts';
import { makeTeams } from './desk.ts';

test('every connection has the settings that keep one process from holding up the others', async () => {
  const pool = poolOf(await freshDatabase());
  const { rows } = await pool.query<{ name: string; setting: string }>(
    `SELECT name, setting FROM pg_settings WHERE name IN
      ('synchronous_commit', 'idle_in_transaction_session_timeout', 'lock_timeout', 'statement_timeout', 'transaction_timeout')
     ORDER BY name`,
  );
  expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
    idle_in_transaction_session_timeout: '5000',
    lock_timeout: '3000',
    statement_timeout: '10000',
    synchronous_commit: 'on',
    transaction_timeout: '15000',
  });
});

test('a bigint comes as a number, and one that would not be exact is an error', async () => {
  const pool = poolOf(await freshDatabase());
  expect((await pool.query("SELECT '9007199254740991'::bigint AS n")).rows).toEqual([
    { n: 9_007_199_254_740_991 },
  ]);
  await expect(pool.query("SELECT '9007199254740992'::bigint AS n")).rejects.toThrow(RangeError);
});

test('what goes out together is one transaction: where a part fails nothing is done, and the connection goes on', async () => {
  const pool = poolOf(await freshDatabase(), { size: 1 });
  await makeTeams(pool, 'es');
  const divided = { code: '22012' };
  await expect(teamsOnly(pool, ['es']).query('UPDATE team SET hold_months = 3 / 0')).rejects.toMatchObject(
    divided,
  );
  await expect(
    inTeams(pool, ['es'], (client) =>
      Promise.all([
        client.query("UPDATE team SET name = 'before'"),
        client.query('SELECT 1 / 0'),
        client.query("UPDATE team SET name = 'after'"),
      ]),
    ),
  ).rejects.toMatchObject(divided);
  await teamsOnly(pool, ['es']).query("UPDATE team SET takes_rest = name = 'es'");
  const teams = await teamsOnly(pool, ['es']).query(
    'SELECT takes_rest, txid_current_if_assigned() FROM team',
  );
  expect(teams.rows).toEqual([{ takes_rest: true, txid_current_if_assigned: null }]);
});

test('a transaction may be ended behind its last statement; one in which something failed unheard says that nothing was done', async () => {
  const pool = poolOf(await freshDatabase(), { size: 1 });
  await makeTeams(pool, 'es');
  const rename = (name: string, minus: number) =>
    inTeams(pool, ['es'], async (client, end) => {
      const asked = client.query('UPDATE team SET name = $1, hold_months = 3 / $2::int', [name, minus]);
      end();
      await asked;
      return name;
    });
  expect(await rename('once', 1)).toBe('once');
  await expect(rename('again', 0)).rejects.toMatchObject({ code: '22012' });
  const unheard = inTeams(pool, ['es'], async (client) => {
    await client.query("UPDATE team SET name = 'unheard'");
    await client.query('SELECT 1 / 0').catch(() => undefined);
  });
  await expect(unheard).rejects.toThrow('nothing was done');
  expect((await teamsOnly(pool, ['es']).query('SELECT name FROM team')).rows).toEqual([{ name: 'once' }]);
});

test('whoever is still asking is waited for when another has failed: nobody asks after the end', async () => {
  const pool = poolOf(await freshDatabase(), { size: 1 });
  let asked = 0;
  const failed = inTeams(pool, [], (client) =>
    together([
      client.query('SELECT 1').then(() => Promise.reject(new Error('refused'))),
      client
        .query('SELECT 1')
        .then(() => client.query('SELECT 1'))
        .then(() => (asked += 1)),
    ]),
  );
  await expect(failed).rejects.toThrow('refused');
  expect(asked).toBe(1);
});

test('what the address sets for itself wins over the settings of the centre', async () => {
  const url = new URL(await freshDatabase());
  url.searchParams.set('options', '-c lock_timeout=7s');
  const { rows } = await poolOf(url.href).query('SHOW lock_timeout');
  expect(rows).toEqual([{ lock_timeout: '7s' }]);
});

test('several processes may migrate one database at once, and each step is taken once', async () => {
  const url = await freshDatabase();
  const pool = poolOf(url);
  const known = migrations();
  const more = [
    ...known,
    { to: known.length + 1, name: '900-slow.sql', sql: 'CREATE TABLE one_time (); SELECT pg_sleep(0.2)' },
  ];
  await Promise.all(Array.from({ length: 4 }, () => migrate(url, { steps: more })));
  const { rows } = await pool.query('SELECT version, name FROM migration ORDER BY version');
  expect(rows).toEqual(more.map(({ to, name }) => ({ version: to, name })));
});

test('a step that fails leaves nothing of itself', async () => {
  const url = await freshDatabase();
  const known = migrations();
  const bad = [
    ...known,
    { to: known.length + 1, name: '900-bad.sql', sql: 'CREATE TABLE half (); SELECT 1 / 0' },
  ];
  await expect(migrate(url, { steps: bad })).rejects.toThrow(/division by zero/);
  const { rows } = await poolOf(url).query("SELECT to_regclass('half') AS half");
  expect(rows).toEqual([{ half: null }]);
  await migrate(url);
});

test('a database that a newer Hilo worked with is refused in a sentence', async () => {
  const url = await freshDatabase();
  await poolOf(url).query("INSERT INTO migration (version, name) VALUES (999, 'from-the-future.sql')");
  await expect(migrate(url)).rejects.toThrow(NewerDatabaseError);
  await expect(migrate(url)).rejects.toThrow(/version 999/);
});

test('the epoch is PostgreSQL’s own, and is noted once', async () => {
  const pool = poolOf(await freshDatabase());
  const first = await epochOf(pool, 1);
  expect(first).toMatch(/^\d{10,}\.\d+$/);
  expect(await epochOf(pool, 2)).toBe(first);
  expect((await pool.query('SELECT epoch, since FROM epoch')).rows).toEqual([{ epoch: first, since: 1 }]);
});

test('text that is no UTF-8 for PostgreSQL and rows that break a rule do not break the connection', async () => {
  const pool = poolOf(await freshDatabase(), { size: 1 });
  await expect(pool.query('SELECT $1::text', ['a\u0000b'])).rejects.toThrow(pg.DatabaseError);
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});
