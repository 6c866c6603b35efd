import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Pool } from 'pg';
import { openEmbedded } from '#server/database/embedded.ts';
import { migrate } from '#server/database/migrate.ts';
import { openPool } from '#server/database/pool.ts';
import { secretOf } from '#server/identity/secret.ts';
import { tokenLife, tokensOf } from '#server/identity/tokens.ts';
import type { SignedIn } from '#shared/sync/identity.ts';
import { type Life, type Program, program } from './child.ts';

/** Everything that a run leaves on the disk is in `folder`, and goes with it. */
export type Ground = {
  folder: string;
  /** The real embedded PostgreSQL, its commits waiting for the disk as everywhere. */
  url: string;
  /** The same database as the account that serves, which row-level security holds, and as one that passes over it. */
  serving: string;
  passing: string;
  pool: Pool;
  /** A person at a new device of a team, with a token that is good for a quarter of an hour. Call before the server starts. */
  signedIn(team: string): Promise<SignedIn>;
  /** The same with a new token. */
  again(before: SignedIn): SignedIn;
  close(): Promise<void>;
};

/** A PostgreSQL of its own with these teams and nothing else. */
export async function openGround(teams: readonly string[]): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-bench-'));
  // PostgreSQL's own account has to come through.
  chmodSync(folder, 0o711);
  const open = new AsyncDisposableStack();
  open.defer(() => rmSync(folder, { recursive: true, force: true }));
  try {
    const embedded = await openEmbedded({ folder: join(folder, 'postgres') });
    open.defer(() => embedded.stop());
    await migrate(embedded.url);
    const pool = openPool(embedded.url, { size: 4, settings: { 'hilo.teams': '{*}' } });
    open.defer(() => pool.end());
    await pool.query('INSERT INTO team (team, name) SELECT t, t FROM unnest($1::text[]) AS t', [teams]);
    await pool.query('INSERT INTO team_head (team) SELECT unnest($1::text[])', [teams]);
    await pool.query('UPDATE team SET takes_rest = true WHERE team = $1', [teams[0]]);
    const tokens = tokensOf(await secretOf(pool, 'token-key'), Date.now);
    const again = (before: SignedIn): SignedIn => {
      const { person, device, teams } = before;
      const sub = person.id;
      const { role, name } = person;
      const token = tokens.sign({
        sub,
        name,
        role,
        device,
        teams: teams.map(({ id }) => id),
        at: Date.now(),
      });
      return { ...before, token, tokenUntil: Date.now() + tokenLife };
    };
    return {
      folder,
      url: embedded.url,
      serving: embedded.servingUrl,
      passing: inDatabaseOf(embedded.url, embedded.superuserUrl),
      pool,
      async signedIn(team) {
        const device = randomUUID();
        const id = `person-${device}`;
        // Nobody signs in with it: no password has this hash.
        await pool.query(
          "INSERT INTO person (id, login, name, role, password) VALUES ($1, $1, $1, 'agent', '')",
          [id],
        );
        await pool.query('INSERT INTO person_team VALUES ($1, $2, true)', [id, team]);
        await pool.query(
          'INSERT INTO device (id, person, name, created, last_seen) VALUES ($1, $2, $2, now_ms(), now_ms())',
          [device, id],
        );
        const person = { id, name: id, role: 'agent', skills: [] as string[], level: 1 } as const;
        const teams = [{ id: team, name: team }];
        return again({ person, company: 'Bench', teams, token: '', tokenUntil: 0, refresh: 'none', device });
      },
      again,
      close: () => open.disposeAsync(),
    };
  } catch (error) {
    await open.disposeAsync();
    throw error;
  }
}

/** The second address's account in the first one's database. */
function inDatabaseOf(url: string, other: string): string {
  const both = new URL(other);
  both.pathname = new URL(url).pathname;
  return both.href;
}

const main = resolve(import.meta.dirname, '..', '..', '..', 'src', 'server', 'main.ts');

/**
 * One process of the centre, as it is started in production, on the ground's database. @param snapshotFrom changes of a team from which on
 * it sends first fills
 */
export async function centreOn(
  ground: Ground,
  snapshotFrom: number,
  life: Life,
): Promise<Program & { address: string }> {
  const port = await freePort();
  const env = {
    ...process.env,
    DATABASE_URL: ground.url,
    HILO_PORT: String(port),
    HILO_SNAPSHOT_FROM: String(snapshotFrom),
    HILO_LOG: 'warn',
  };
  const started = await program(main, env, /listens at/, life);
  return { ...started, address: `http://127.0.0.1:${port}` };
}

export function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
