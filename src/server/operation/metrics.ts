import type { Pool } from 'pg';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { CommandAnswer } from '#shared/sync/exchange.ts';
import type { App } from '../app.ts';

/** What a process counts of its work. Labels are of code, never of data: routes, outcomes, methods. */
export type Metrics = {
  registry: Registry;
  /** One command was answered; `again`: it had been before. */
  answered(outcome: CommandAnswer['outcome'], again: boolean): void;
  /** Commands that went into the database in one commit. */
  committed(commands: number): void;
  /** A page went out. Bytes as text, before compression. */
  paged(changes: number, bytes: number): void;
  /** `count`: asked whenever the metrics are. */
  gauge(name: string, help: string, count: () => number): void;
};

export function metricsOf(pool: Pool): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // Memory, processor, event loop lag, garbage collection: prom-client's own.
  collectDefaultMetrics({ register: registry });
  const commands = new Counter({
    name: 'hilo_commands_total',
    help: 'Commands answered',
    labelNames: ['outcome', 'again'] as const,
    registers,
  });
  const commits = new Histogram({
    name: 'hilo_commit_commands',
    help: 'Commands taken in one commit',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
    registers,
  });
  const changes = new Histogram({
    name: 'hilo_page_changes',
    help: 'Changes in a page that went out',
    buckets: [1, 10, 100, 500, 1000, 2000, 5000],
    registers,
  });
  const bytes = new Counter({
    name: 'hilo_page_bytes_total',
    help: 'Bytes of pages that went out, uncompressed',
    registers,
  });
  const gauge: Metrics['gauge'] = (name, help, count) => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(count());
      },
    });
  };
  gauge('hilo_pool_connections', 'Connections to the database', () => pool.totalCount);
  gauge('hilo_pool_idle', 'Connections to the database that are free', () => pool.idleCount);
  gauge('hilo_pool_waiting', 'Work that waits for a connection', () => pool.waitingCount);
  return {
    registry,
    answered: (outcome, again) => commands.inc({ outcome, again: String(again) }),
    committed: (count) => commits.observe(count),
    paged(count, size) {
      changes.observe(count);
      bytes.inc(size);
    },
    gauge,
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
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
  app.get('/metrics', { schema: { hide: true } }, async (_, reply) => {
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
