import { realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { cluster, forgetDead, keptPassword, makeCluster, portOf } from './cluster.ts';
import { connectionOf } from './pool.ts';
import { canReach, givenFolder, type Programs, postgresPrograms } from './programs.ts';
import { leaveSeat, takeSeat } from './seat.ts';

/** A PostgreSQL of this centre's own, for trials, small companies and tests. */
export type Embedded = {
  /** Where the centre's database is; its account owns that database and nothing else. */
  url: string;
  /** The same database as the account that serves: it owns nothing (roles.ts). */
  servingUrl: string;
  /** The same server as its superuser, database `postgres`. */
  superuserUrl: string;
  /** Stops PostgreSQL, unless another process still works with it: the last one out does. */
  stop(): Promise<void>;
  /** Goes without stopping it. */
  leave(): Promise<void>;
};

export type EmbeddedOptions = {
  /** Everything of it lives here: `cluster/`, `password`, `postgres.log`. */
  folder: string;
  /** PostgreSQL settings on top of its own; they hold if this call is the one that starts it. Values without blanks. */
  settings?: Readonly<Record<string, string>>;
};

/** Where a centre's data lie when nobody says otherwise. Root's own folder cannot be reached by PostgreSQL's account. */
export function embeddedFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (process.platform === 'win32')
    return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Hilo', 'centre');
  if (process.getuid?.() === 0) return '/var/lib/hilo/centre';
  if (process.platform === 'darwin')
    return join(homedir(), 'Library', 'Application Support', 'Hilo', 'centre');
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'hilo', 'centre');
}

/**
 * Starts the PostgreSQL of a folder, or joins the one that runs there already. The first time it is made: UTF-8, checksums on its
 * pages, order by code point on every system, a random password. It listens on 127.0.0.1 only and goes on if this process is killed.
 * @throws Error a sentence for whoever runs the centre
 */
export async function openEmbedded({ folder: wanted, settings = {} }: EmbeddedOptions): Promise<Embedded> {
  const programs = await postgresPrograms();
  const { account } = programs;
  givenFolder(wanted, account);
  const folder = realpathSync(wanted);
  if (account && !canReach(folder, account)) {
    throw new Error(
      `PostgreSQL may not run as root, and its account "postgres" cannot go into ${folder}. Choose a folder outside of root's own.`,
    );
  }
  const password = keptPassword(folder, account);
  await makeCluster(programs, folder, settings.fsync !== 'off');
  const { port, seat } = await seated(programs, folder, password, settings);
  return {
    url: urlOf('hilo', password, port, 'hilo'),
    servingUrl: urlOf('hilo_app', password, port, 'hilo'),
    superuserUrl: urlOf('postgres', password, port, 'postgres'),
    async stop() {
      const last = await leaveSeat(seat);
      if (last) await programs.run('pg_ctl', ['stop', '-D', cluster(folder), '-m', 'fast', '-w', '-t', '60']);
    },
    leave: () => seat.end(),
  };
}

function urlOf(user: string, password: string, port: number, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

/** Whoever comes while the last one leaves finds a server that stops, and begins again. */
async function seated(
  programs: Programs,
  folder: string,
  password: string,
  settings: Readonly<Record<string, string>>,
  tries = 5,
): Promise<{ port: number; seat: pg.Client }> {
  const port = await running(programs, folder, password, settings);
  try {
    return { port, seat: await takeSeat(urlOf('postgres', password, port, 'postgres'), password) };
  } catch (error) {
    if (tries <= 1) throw error;
    return seated(programs, folder, password, settings, tries - 1);
  }
}

/** The port of the folder's PostgreSQL, which is started if it does not run. */
async function running(
  { run }: Programs,
  folder: string,
  password: string,
  settings: Readonly<Record<string, string>>,
): Promise<number> {
  let said = '';
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const known = portOf(folder);
    if (known !== null && (await answers(folder, password, known))) return known;
    forgetDead(folder);
    const options = Object.entries({
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      port: String(await freePort()),
      max_connections: '200',
      // What stands in an error's detail is a row of somebody's data.
      log_error_verbosity: 'terse',
      log_parameter_max_length: '0',
      ...settings,
    });
    const { code, output } = await run('pg_ctl', [
      ...['start', '-D', cluster(folder), '-s', '-w', '-t', '60', '-l', join(folder, 'postgres.log')],
      ...['-o', options.map(([name, value]) => `-c ${name}=${value}`).join(' ')],
    ]);
    said = output.trim();
    // Not started: another process starts it at this moment, or somebody else took the port.
    if (code !== 0) await wait(250);
  }
  throw new Error(`PostgreSQL does not start in ${folder}; postgres.log there says why. ${said}`);
}

/** Whether what listens there is this folder's own: a file left by a crash may name a port that belongs to somebody else now. */
async function answers(folder: string, password: string, port: number): Promise<boolean> {
  const client = new pg.Client(connectionOf(urlOf('postgres', password, port, 'postgres')));
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return rows[0]?.data_directory === cluster(folder).replaceAll('\\', '/');
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolved, rejected) => {
    const server = createServer();
    server.on('error', rejected);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolved(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
