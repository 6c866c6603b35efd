import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { Logger } from 'pino';
import { type App, buildApp } from './app.ts';
import type { Config } from './config.ts';
import { openEar } from './database/ear.ts';
import { openEmbedded } from './database/embedded.ts';
import { epochOf } from './database/epoch.ts';
import { migrate, migrations } from './database/migrate.ts';
import { openPool } from './database/pool.ts';
import { accountRoutes } from './identity/accounts.ts';
import { openIdentity } from './identity/identity.ts';
import { identityRoutes } from './identity/routes.ts';
import { healthRoutes } from './operation/health.ts';
import { metricsOf, metricsRoute } from './operation/metrics.ts';
import { describeRoutes } from './operation/openapi.ts';
import { logRequests } from './operation/request-log.ts';

/** One process of a centre, with everything but a port. */
export type Centre = {
  app: App;
  databaseUrl: string;
  /** Stops listening, finishes what was taken, then closes the database. Callable once. */
  close(): Promise<void>;
};

/**
 * Opens the database that the settings name, or the embedded one, brings it to this program's shape and builds the server on it.
 * Throws with a sentence for whoever runs it where that is possible.
 */
export async function openCentre(config: Config, log: Logger, version: string): Promise<Centre> {
  const steps = migrations();
  const embedded = config.databaseUrl === null ? await openEmbedded({ folder: config.folder }) : null;
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? '';
  const failed = (what: string) => (error: unknown) => log.warn({ err: error }, what);
  await migrate(databaseUrl, steps);
  const pool = openPool(databaseUrl, { onError: failed('connection-lost') });
  const ear = await openEar(databaseUrl, failed('ear-lost'));
  await epochOf(pool, Date.now());
  const identity = await openIdentity(pool, ear, failed('roster-not-read'));
  const metrics = metricsOf(pool);
  const state = { closing: false };

  const app = buildApp({ logger: log, tls: config.tls, proxies: config.proxies });
  await app.register(helmet, { contentSecurityPolicy: { directives: { defaultSrc: ["'none'"] } } });
  await app.register(rateLimit, { global: false, cache: 10_000 });
  await describeRoutes(app, version);
  logRequests(app);
  metricsRoute(app, metrics);
  healthRoutes(app, {
    stopping: () => !state.closing,
    database: async () => (await pool.query('SELECT 1')).rowCount === 1,
    migrations: async () => {
      const { rows } = await pool.query<{ version: number }>(
        'SELECT max(version)::int AS version FROM migration',
      );
      return (rows[0]?.version ?? 0) >= steps.length;
    },
    heads: () => ear.hears(),
  });
  const { company } = config;
  identityRoutes(app, { pool, company, refused: null, ...identity }, identity.gate);
  accountRoutes(app, { pool, company, passwords: identity.passwords, now: Date.now }, identity.gate);

  return {
    app,
    databaseUrl,
    async close() {
      state.closing = true;
      await app.close();
      identity.roster.close();
      await ear.close();
      await pool.end();
      await embedded?.stop();
    },
  };
}
