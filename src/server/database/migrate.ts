import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { locks } from './locks.ts';
import { connectionOf } from './pool.ts';
import { letServe } from './roles.ts';

/** One step of the database's shape. Never edited once released. */
export type Migration = { to: number; name: string; sql: string };

/** The database was brought further by a newer Hilo; nothing was changed. */
export class NewerDatabaseError extends Error {
  constructor(has: number, knows: number) {
    super(
      `The database has version ${has} and this Hilo knows ${knows}: a newer Hilo has worked with it. Start that one, or a newer.`,
    );
    this.name = 'NewerDatabaseError';
  }
}

/** The steps of this program: `NNN-what.sql`, numbered from 1 without a gap. */
export function migrations(folder: URL = new URL('./migrations/', import.meta.url)): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => /^\d{3}-.+\.sql$/.test(name))
    .sort();
  return names.map((name, index) => {
    if (Number(name.slice(0, 3)) !== index + 1)
      throw new Error(`migrations are numbered without a gap: ${name}`);
    return { to: index + 1, name, sql: readFileSync(new URL(name, folder), 'utf8') };
  });
}

/**
 * Brings the database to this program's shape, each step in a transaction of its own. Several processes may start at once: one works,
 * the others wait for it. A step may take longer than the settings of ordinary connections allow, so it has one of its own.
 * @param url of the account that owns the tables
 * @param serving another account, which may then serve (roles.ts)
 * @throws NewerDatabaseError
 */
export async function migrate(
  url: string,
  { steps = migrations(), serving = null }: { steps?: readonly Migration[]; serving?: string | null } = {},
): Promise<void> {
  const patient = { lock_timeout: '0', statement_timeout: '0', transaction_timeout: '0' };
  const client = new pg.Client(connectionOf(url, patient));
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [locks.migration]);
    await client.query(
      'CREATE TABLE IF NOT EXISTS migration (version int PRIMARY KEY, name text NOT NULL, at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows } = await client.query<{ version: number }>(
      'SELECT coalesce(max(version), 0)::int AS version FROM migration',
    );
    const version = rows[0]?.version ?? 0;
    if (version > steps.length) throw new NewerDatabaseError(version, steps.length);
    for (const step of steps.slice(version)) await take(client, step);
    if (serving !== null) await letServe(client, serving);
  } finally {
    // Ends the session and with it the lock.
    await client.end();
  }
}

async function take(client: pg.Client, { to, name, sql }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query('INSERT INTO migration (version, name) VALUES ($1, $2)', [to, name]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
