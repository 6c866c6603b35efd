import rateLimit from '@fastify/rate-limit';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { actRoutes } from './acts/routes.ts';
import { type App, buildApp } from './app.ts';
import { attachmentRoutes } from './attachments/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { type Config, ConfigError } from './config.ts';
import { buildFound } from './customers/build.ts';
import { customerRoutes } from './customers/routes.ts';
import { openClock } from './database/clock.ts';
import { openEar } from './database/ear.ts';
import { openLines } from './database/lines.ts';
import { migrations } from './database/migrate.ts';
import { openDatabase } from './database/open.ts';
import { ownLogOf } from './database/own-log.ts';
import { openPool } from './database/pool.ts';
import { weaknessOf } from './database/roles.ts';
import { demoPassword, demoRoutes, fillDemo } from './demo.ts';
import { openAcks } from './erasure/acks.ts';
import type { Erased } from './erasure/erase.ts';
import { exportRoutes } from './erasure/export.ts';
import { addToList, applyList } from './erasure/list.ts';
import { keepRetention } from './erasure/retention.ts';
import { erasureRoutes } from './erasure/routes.ts';
import { holdingRoutes } from './holding/routes.ts';
import { keepHolding } from './holding/walk.ts';
import { accountRoutes } from './identity/accounts.ts';
import { openContacts } from './identity/contact.ts';
import { firstAdmin } from './identity/first-admin.ts';
import { openIdentity } from './identity/identity.ts';
import { oneTimeRoute } from './identity/one-time.ts';
import { ownPasswordRoute } from './identity/own-password.ts';
import type { PeopleParts } from './identity/people.ts';
import { providerRoutes } from './identity/provider-routes.ts';
import { identityRoutes } from './identity/routes.ts';
import { secondFactorRoutes } from './identity/second-factor-routes.ts';
import { exchangeRoutes } from './ledger/exchange.ts';
import { openLedger } from './ledger/ledger.ts';
import { pokeRoutes } from './ledger/pokes.ts';
import { healthRoutes } from './operation/health.ts';
import { metricsOf, metricsRoute } from './operation/metrics.ts';
import { describeRoutes } from './operation/openapi.ts';
import { logRequests } from './operation/request-log.ts';
import { ProblemError } from './problem.ts';
import { openKeeper } from './promises/keeper.ts';
import { quarantineRoutes } from './quarantine/routes.ts';
import { allRecordRoutes, openRecords } from './records/open.ts';
import { keepSnapshots } from './snapshots/keep.ts';
import { snapshotRoutes } from './snapshots/routes.ts';

/** One process of a centre, with everything but a port. */
export type Centre = {
  app: App;
  /** Stops listening, finishes what was taken, then closes the database. Once. */
  close(): Promise<void>;
};

/**
 * Opens the database that the settings name, or the embedded one, brings it to this program's shape, sees to it that somebody can sign
 * in, and builds the server. What was opened is closed again if something does not open.
 * @param say for whoever starts it: who the first admin is, how far the demo has come
 * @param stop ends a long opening: it then rejects with the signal's reason
 */
export async function openCentre(
  config: Config,
  log: Logger,
  version: string,
  say: (sentence: string) => void,
  stop?: AbortSignal,
): Promise<Centre> {
  const open = new AsyncDisposableStack();
  try {
    const parts = await openParts(config, log, say, open, stop);
    const app = await serverOf(config, log, version, parts);
    open.defer(() => app.close());
    return {
      app,
      async close() {
        parts.state.closing = true;
        await open.disposeAsync();
      },
    };
  } catch (error) {
    await open.disposeAsync();
    throw error;
  }
}

/** What works behind the routes. It is closed in the opposite order, after the server. */
async function openParts(
  config: Config,
  log: Logger,
  say: (sentence: string) => void,
  open: AsyncDisposableStack,
  stop: AbortSignal | undefined,
) {
  const failed = (what: string) => (error: unknown) => log.warn({ err: error }, what);
  const { url, ownerUrl } = await openDatabase(config, open);
  const lines = openLines();
  const pool = openPool(url, { onError: failed('connection-lost'), lines });
  open.defer(() => pool.end());
  const clock = await openClock(pool, failed('clock'));
  open.defer(() => clock.close());
  const { now } = clock;
  // Before anybody reads or writes: this database may be one that was restored.
  const again = await applyList(pool, config.erasedList);
  if (again > 0) say(`Erased again after a restore: ${again} ${again === 1 ? 'customer' : 'customers'}.`);
  const ear = await openEar(url, failed('ear-lost'), { silent: lines.cut });
  open.defer(() => ear.close());
  const identity = await openIdentity(pool, ear, failed('roster-not-read'), now, config);
  open.defer(() => identity.roster.close());
  const { company, policy } = config;
  const people = { pool, ...identity, now, company, policy, refused: config.demo ? null : demoPassword };
  if (config.demo) await moveIn({ ...people, url: ownerUrl }, say, stop);
  else await welcome(people, config, say);
  const weakness = await weaknessOf(pool);
  if (weakness) log.warn(weakness.code);
  if (weakness?.sentence) say(weakness.sentence);
  const ownLog = await ownLogOf(pool);
  if (ownLog !== null) {
    log.warn('database-logs-texts');
    say(ownLog);
  }
  const contacts = openContacts(pool, failed('contacts'));
  open.defer(() => contacts.close());
  const meter = metricsOf(pool);
  const ledger = await openLedger({
    pool,
    ear,
    now,
    signing: identity.signing,
    failed: failed('ledger'),
    meter,
  });
  open.defer(() => ledger.close());
  const { heads } = ledger;
  const acks = openAcks(pool, heads.epoch, failed('erasure-acks'), now);
  const keeper = await openKeeper(pool, heads, now, failed('promises'));
  open.defer(() => keeper.close());
  const snapshots = keepSnapshots(pool, {
    epoch: heads.epoch,
    headOf: (team) => heads.of(team).n,
    worthFrom: config.snapshotFrom,
    now,
    failed: failed('snapshot'),
  });
  open.defer(() => snapshots.close());
  const recordsFailed = (error: unknown, ref: string | null) => log.warn({ err: error, ref }, 'records');
  const records = await openRecords(url, now, recordsFailed, lines);
  open.defer(() => records.close());
  // After an update: searches find what they found before until it is done, and nothing else waits for it but who writes.
  const building = buildFound(pool, 'stale').then(() => undefined, failed('found'));
  open.defer(() => building);
  const keep = (erased: readonly Erased[]) => addToList(pool, config.erasedList, erased);
  const rule = keepRetention(pool, { now, keep, failed: failed('retention') });
  open.defer(() => rule.close());
  const held = keepHolding(pool, { now, failed: failed('holding') });
  open.defer(() => held.close());
  return {
    pool,
    keep,
    now,
    people,
    gate: identity.gate,
    contacts,
    acks,
    ledger,
    snapshots,
    records,
    held,
    meter,
    state: { closing: false },
  };
}

async function serverOf(
  config: Config,
  log: Logger,
  version: string,
  {
    pool,
    keep,
    now,
    people,
    gate,
    contacts,
    acks,
    ledger,
    snapshots,
    records,
    held,
    meter,
    state,
  }: Awaited<ReturnType<typeof openParts>>,
): Promise<App> {
  const app = buildApp({ logger: log, tls: config.tls, proxies: config.proxies });
  await app.register(rateLimit, { global: false, cache: 10_000 });
  await describeRoutes(app, version);
  logRequests(app);
  metricsRoute(app, meter);
  healthRoutes(app, {
    stopping: () => !state.closing,
    database: () => takesChanges(pool),
    migrations: () => isMigrated(pool),
    heads: () => ledger.heads.isFresh(),
  });
  identityRoutes(app, people, gate);
  secondFactorRoutes(app, people, gate);
  oneTimeRoute(app, people);
  ownPasswordRoute(app, people, gate);
  providerRoutes(app, people, people.provider, gate);
  accountRoutes(app, people, gate);
  actRoutes(app, pool, gate);
  allRecordRoutes(app, records, config.imports, gate);
  auditRoutes(app, { pool, company: config.company, now }, gate);
  erasureRoutes(app, { pool, now, keep }, gate);
  customerRoutes(app, { pool, epoch: ledger.heads.epoch }, gate);
  holdingRoutes(app, { pool, now, held }, gate);
  exportRoutes(app, { pool, company: config.company, now }, gate);
  if (config.demo) demoRoutes(app);
  const { signedIn, stillAllowed, onChange } = gate;
  exchangeRoutes(app, {
    pool,
    ledger,
    signedIn: signedIn(),
    now,
    snapshotOf: snapshots.ready,
    meter,
    heard: contacts.heard,
    acks,
  });
  attachmentRoutes(app, { pool, signedIn: signedIn() });
  quarantineRoutes(app, { ...people, ledger }, gate);
  snapshotRoutes(app, { snapshots, signedIn: signedIn() });
  pokeRoutes(app, { heads: ledger.heads, signedIn: signedIn(), stillAllowed, onChange, meter });
  return app;
}

/** A standby answers, and so does a database whose keeper has made it read-only because its disk is nearly full. */
async function takesChanges(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ no: string }>("SELECT current_setting('transaction_read_only') AS no");
  return rows[0]?.no === 'off';
}

/** A newer process may have brought it further: what this one knows is still there. */
async function isMigrated(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ version: number }>(
    'SELECT max(version)::int AS version FROM migration',
  );
  return (rows[0]?.version ?? 0) >= migrations().length;
}

/** The demo makes a table of its own, which only the account at `url` may. */
async function moveIn(
  parts: PeopleParts & { url: string },
  say: (sentence: string) => void,
  stop: AbortSignal | undefined,
): Promise<void> {
  let said = 0;
  await using open = new AsyncDisposableStack();
  const pool = openPool(parts.url, { size: 2 });
  open.defer(() => pool.end());
  await fillDemo({ ...parts, pool }, { seed: 1, anchor: parts.now() }, (done, total) => {
    // The next start goes on from here.
    stop?.throwIfAborted();
    const percent = Math.floor((100 * done) / total);
    if (Math.floor(percent / 25) === Math.floor(said / 25)) return;
    said = percent;
    say(`The demo company moves in: ${percent} %`);
  });
}

async function welcome(parts: PeopleParts, config: Config, say: (sentence: string) => void): Promise<void> {
  const wanted = config.firstAdmin;
  const made = await firstAdmin(parts, wanted).catch((error: unknown) => {
    if (!(error instanceof ProblemError)) throw error;
    throw new ConfigError(`HILO_ADMIN_PASSWORD is not taken: ${error.message}`, { cause: error });
  });
  if (made === null) return;
  say(
    wanted.password === null
      ? `First start: sign in as ${made.login}, one-time password ${made.password} (shown only now). Hilo asks for one of your own at once.`
      : `First start: sign in as ${made.login}, with the password that the settings name.`,
  );
}
