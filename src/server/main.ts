import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Centre, openCentre } from './centre.ts';
import { ConfigError, readConfig } from './config.ts';
import { resetAdminCommand } from './identity/reset-admin.ts';
import { logOf } from './operation/log.ts';
import { rebuildable, rebuildCommand } from './operation/rebuild.ts';
import { sentenceOf } from './operation/trouble.ts';

const usage = `npm run server [-- --demo] [rebuild WHAT | reset-admin [LOGIN]]

  --demo         the demo company Casa Lumbre, in a folder of its own
  rebuild WHAT   starts no server: makes a table anew from the ledger's events (${rebuildable.join(', ')})
  reset-admin    starts no server: gives an admin who cannot sign in a one-time password, and takes their app away

Settings are environment variables; docs/operating.md has them all.`;

/** After SIGTERM the process has so long, ms; connections that are still open at the first limit are cut. */
const patience = { connections: 7000, all: 9500 };

/**
 * Connections that may be on their way in at once. Node's 511 is less than the desks of one centre, which all come back together after an
 * outage: the system lets those above it try again after 1, 3, 7, 15 s. The system's own limit (net.core.somaxconn) is 4096, mostly.
 */
const mostConnecting = 4096;

const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);

function commandLine(): { demo: boolean; help: boolean; words: string[] } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { demo: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    });
    if (positionals.length > 0 && !['rebuild', 'reset-admin'].includes(positionals[0] ?? ''))
      throw new Error('no such word');
    return { ...values, words: positionals };
  } catch {
    throw new ConfigError(`Not understood: ${process.argv.slice(2).join(' ')}\n\n${usage}`);
  }
}

function version(): string {
  const path = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}

async function start(stop: AbortSignal): Promise<void> {
  const { demo, help, words } = commandLine();
  if (help) return say(usage);
  const config = readConfig(process.env, demo);
  if (words[0] === 'reset-admin') return resetAdminCommand(config, words.slice(1), say);
  if (words.length > 0) return rebuildCommand(config, words.slice(1), say);
  const log = logOf(config.log);
  let opened: Centre | null = null;
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'crashed');
    // Its own PostgreSQL would go on without it. What else is open closes with the process; a second crash ends it at once, and then, as after
    // a kill, the next start takes that PostgreSQL over.
    if (opened === null || config.databaseUrl !== null) process.exit(1);
    const crashed = opened;
    opened = null;
    setTimeout(() => process.exit(1), patience.all).unref();
    crashed.app.server.closeAllConnections();
    void crashed.close().finally(() => process.exit(1));
  });
  const centre = await openCentre(config, log, version(), say, stop);
  opened = centre;
  stop.addEventListener('abort', () => end(centre));
  if (stop.aborted) return end(centre);
  const { host, port } = config;
  const listens = await centre.app
    .listen({ host, port, backlog: mostConnecting })
    .catch(async (error: unknown) => {
      // `end` is on its way already, and ends the process.
      if (stop.aborted) return null;
      await centre.close();
      throw error;
    });
  if (listens === null) return;
  // Fastify does not know what its server was made of.
  const address = config.tls ? listens.replace(/^http:/, 'https:') : listens;
  say(`Hilo ${version()}: the centre${config.company ? ` of ${config.company}` : ''} listens at ${address}`);
}

function end(centre: Centre): void {
  setTimeout(() => centre.app.server.closeAllConnections(), patience.connections).unref();
  centre.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
}

/** Stops gently, also while the centre still opens. A second Ctrl+C ends it at once; shells and npm send one signal twice. */
function stopOnSignal(): AbortSignal {
  const stop = new AbortController();
  let since = 0;
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) {
        if (signal === 'SIGINT' && performance.now() - since > 500) process.exit(1);
        return;
      }
      since = performance.now();
      say('Stopping: what was taken is finished first.');
      setTimeout(() => process.exit(1), patience.all).unref();
      stop.abort();
    });
  }
  return stop.signal;
}

const stop = stopOnSignal();
start(stop).catch((error: unknown) => {
  if (stop.aborted && error === stop.reason) process.exit(0);
  process.stderr.write(`${sentenceOf(error)}\n`);
  if (process.env.HILO_DEBUG) console.error(error);
  process.exit(error instanceof ConfigError ? 2 : 1);
});
