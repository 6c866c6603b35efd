import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { type Embedded, openEmbedded } from '#server/database/embedded.ts';
import { migrate } from '#server/database/migrate.ts';
import { connectionOf, openPool, type PoolOptions } from '#server/database/pool.ts';
import { quick } from './postgres.ts';

const template = 'hilo_template';
const templateLock = 4_851_620_900;

/** The run's PostgreSQL. Started by whoever is first; stopped when the run ends (postgres.ts), so nobody here does. */
function server(): Promise<Embedded> {
  return openEmbedded({ folder: inject('postgresFolder'), settings: quick });
}

/**
 * A database of its own with this program's shape and nothing in it, copied from one that is made once a run (about 50 ms). Several
 * pools, or several server processes, may open its address.
 */
export async function freshDatabase(): Promise<string> {
  const { superuserUrl, url, leave } = await server();
  const client = new pg.Client(connectionOf(superuserUrl, { lock_timeout: '60s', statement_timeout: '60s' }));
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [templateLock]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (rowCount === 0) await makeTemplate(client, url);
    const name = `test_${randomBytes(8).toString('hex')}`;
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER hilo`);
    return databaseUrl(url, name);
  } finally {
    await client.end();
    await leave();
  }
}

async function makeTemplate(client: pg.Client, url: string): Promise<void> {
  const part = `${template}_part`;
  // Tests end connections of processes that serve.
  await client.query('GRANT hilo_app TO hilo');
  await client.query(`DROP DATABASE IF EXISTS ${part}`);
  await client.query(`CREATE DATABASE ${part} OWNER hilo`);
  await migrate(databaseUrl(url, part), { serving: 'hilo_app' });
  await client.query(`ALTER DATABASE ${part} RENAME TO ${template}`);
}

/** Settings of a connection on which rows of every team are there. */
export const seesAll = { 'hilo.teams': '{*}' } as const;

function databaseUrl(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

/** The same database as the account that serves from it (database/roles.ts). */
export function servingUrl(url: string): string {
  const address = new URL(url);
  address.username = 'hilo_app';
  return address.href;
}

/** A pool of a database that sees every team, as a test wants to; closed after it. */
export function poolOf(url: string, { settings, ...options }: PoolOptions = {}): pg.Pool {
  const pool = openPool(url, { size: 5, ...options, settings: { ...seesAll, ...settings } });
  onTestFinished(() => pool.end());
  return pool;
}
