import { setTimeout } from 'node:timers/promises';
import type { onResponseHookHandler } from 'fastify';
import type { Pool } from 'pg';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { App } from '../app.ts';
import type { Meter } from '../ledger/meter.ts';
import { readUntaken } from '../records/untaken.ts';

/** What a process counts of its work. Labels are of code, never of data: routes, outcomes, methods. */
export type Metrics = Meter & { registry: Registry };

/** Prometheus gives up after ten seconds, and then has none of the figures. */
const usualPatience = 2000;

/** @param patience milliseconds for what is asked of the database */
export function metricsOf(pool: Pool, patience = usualPatience): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // Memory, processor, event loop lag, garbage collection: prom-client's own.
  collectDefaultMetrics({ register: registry });
  const commands = new Counter({
    name: 'hilo_commands_total',
    help: 'Commands answered',
    labelNames: ['outcome'] as const,
    registers,
  });
  const commits = new Histogram({
    name: 'hilo_commit_commands',
    help: 'Commands taken in one commit',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
    registers,
  });
  const changes = new Histogram({
    name: 'hilo_answer_changes',
    help: 'Changes of a team in one answer',
    buckets: [1, 10, 100, 500, 1000, 2000, 5000],
    registers,
  });
  const bytes = new Counter({
    name: 'hilo_change_bytes_total',
    help: 'Bytes of changes that went out, uncompressed',
    registers,
  });
  const gauge = (name: string, help: string, count: () => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(count());
      },
    });
  };
  new Gauge({
    name: 'hilo_customers_untaken',
    help: 'Customers of the last 30 days whom no rule gives a team',
    registers,
    async collect() {
      // A database that does not answer is said by /health/ready; the rest of the figures is wanted all the same.
      const count = readUntaken(pool).then(({ customers }) => customers);
      this.set(
        await Promise.race([count.catch(() => Number.NaN), setTimeout(patience, Number.NaN, { ref: false })]),
      );
    },
  });
  gauge('hilo_pool_connections', 'Connections to the database', () => pool.totalCount);
  gauge('hilo_pool_idle', 'Connections to the database that are free', () => pool.idleCount);
  gauge('hilo_pool_waiting', 'Work that waits for a connection', () => pool.waitingCount);
  return {
    registry,
    answered: (outcome) => commands.inc({ outcome }),
    committed: (count) => commits.observe(count),
    paged(count, size) {
      changes.observe(count);
      bytes.inc(size);
    },
    listening: (count) => gauge('hilo_desks_listening', 'Desks with an open stream of pokes', count),
  };
}

/** Counts every answer by its route's pattern, and serves `GET /metrics` as Prometheus text. Add it before the routes it counts. */
export function metricsRoute(app: App, { registry }: Metrics): void {
  const requests = new Histogram({
    name: 'hilo_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  /** Of one route: to ask Fastify for a request's route costs as much as to count, and so does finding a series by its labels. */
  const counterOf = (route: string): onResponseHookHandler => {
    const known = new Map<string, ReturnType<typeof requests.labels>>();
    return ({ method }, reply, done) => {
      const { statusCode: status } = reply;
      const name = `${method} ${status}`;
      const series = known.get(name) ?? requests.labels({ method, route, status });
      known.set(name, series);
      series.observe(reply.elapsedTime / 1000);
      done();
    };
  };
  app.addHook('onRoute', (route) => {
    route.onResponse = [route.onResponse ?? [], counterOf(route.url)].flat();
  });
  const ofNone = counterOf('none');
  app.addHook('onResponse', function (request, reply, done) {
    if (request.is404) ofNone.call(this, request, reply, done);
    else done();
  });
  app.get('/metrics', { schema: { hide: true } }, async (_, reply) => {
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
