import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { hash } from '@node-rs/argon2';
import type { Pool } from 'pg';
import { openEmbedded } from '#server/database/embedded.ts';
import { migrate } from '#server/database/migrate.ts';
import { openPool } from '#server/database/pool.ts';
import { type SignedIn, signedIn } from '#shared/sync/identity.ts';
import { type Actor, actor } from './actor.ts';

export const password = 'cinco faroles azules';
export const team = 'one';

/** Changes of the team from which on the run's centres make snapshots. */
export const snapshotFrom = 500;

/** A real PostgreSQL with one team and some agents, and where everything of the run lies. */
export type Ground = {
  folder: string;
  url: string;
  pool: Pool;
  /** The database goes down, `work` is done with its folder, and it comes up again; `url` and `pool` are new then. */
  downFor(work: (folder: string) => void): Promise<void>;
  close(): Promise<void>;
};

export async function openGround(people: readonly string[]): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-kill-'));
  // PostgreSQL's own account has to come through.
  chmodSync(folder, 0o711);
  const place = join(folder, 'postgres');
  let embedded = await openEmbedded({ folder: place });
  await migrate(embedded.url);
  const pool = openPool(embedded.url, { size: 4, settings: { 'hilo.teams': '{*}' } });
  await pool.query("INSERT INTO team (team, name, takes_rest) VALUES ($1, 'One', true)", [team]);
  await pool.query('INSERT INTO team_head (team) VALUES ($1)', [team]);
  const kept = await hash(password, { memoryCost: 1024, timeCost: 1, parallelism: 1 });
  for (const id of people) {
    await pool.query(
      "INSERT INTO person (id, login, name, role, password) VALUES ($1, $1, $1, 'agent', $2)",
      [id, kept],
    );
    await pool.query('INSERT INTO person_team VALUES ($1, $2, true)', [id, team]);
  }
  const ground: Ground = {
    folder,
    url: embedded.url,
    pool,
    async downFor(work) {
      await ground.pool.end();
      await embedded.stop();
      work(place);
      embedded = await openEmbedded({ folder: place });
      ground.url = embedded.url;
      ground.pool = openPool(embedded.url, { size: 4, settings: { 'hilo.teams': '{*}' } });
    },
    async close() {
      if (!ground.pool.ended) await ground.pool.end();
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return ground;
}

/** What every process of the run is given: they begin so often that what Node has compiled is kept for the next life. */
export const environmentOf = ({ folder }: Ground): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  NODE_COMPILE_CACHE: join(folder, 'compiled'),
});

const main = resolve(import.meta.dirname, '..', '..', '..', 'src', 'server', 'main.ts');

/** A server process on the ground's database, at a port that it keeps in all its lives. */
export async function centreAt(
  ground: Ground,
  name: string,
  chosen?: number,
): Promise<{ actor: Actor; address: string; port: number }> {
  const port = chosen ?? (await freePort());
  const env = {
    ...environmentOf(ground),
    DATABASE_URL: ground.url,
    HILO_PORT: String(port),
    HILO_LOG: 'error',
    HILO_SNAPSHOT_FROM: String(snapshotFrom),
  };
  return { actor: actor(name, [main], env), address: `http://127.0.0.1:${port}`, port };
}

export const listens = /listens at/;

export async function signIn(address: string, person: string): Promise<SignedIn> {
  const answer = await fetch(`${address}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: person, password, device: null, deviceName: person }),
  });
  return signedIn.parse(await answer.json());
}

export function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
