import { z } from 'zod';
import type { App } from '../app.ts';
import { ProblemError } from '../problem.ts';

/** Names of what has to be right before requests are of use, and how to find out. Each is asked at every question. */
export type Readiness = { readonly [name: string]: () => boolean | Promise<boolean> };

const patience = 3000;

/**
 * `GET /health/live`: the process answers. `GET /health/ready`: it can do its work; 503 with the names of what is missing. Neither holds
 * any data, and neither wants a token.
 */
export function healthRoutes(app: App, readiness: Readiness): void {
  app.route({
    method: 'GET',
    url: '/health/live',
    schema: { response: { 200: z.strictObject({ live: z.literal(true) }) } },
    handler: async () => ({ live: true }) as const,
  });
  app.route({
    method: 'GET',
    url: '/health/ready',
    schema: { response: { 200: z.strictObject({ ready: z.literal(true) }) } },
    handler: async () => {
      const found = await Promise.all(
        Object.entries(readiness).map(async ([name, ask]) => ((await inTime(ask)) ? [] : [name])),
      );
      const missing = found.flat();
      if (missing.length > 0)
        throw new ProblemError('busy', `Not ready: ${missing.join(', ')}.`, { retryAfter: 5 });
      return { ready: true } as const;
    },
  });
}

async function inTime(ask: Readiness[string]): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, patience, false);
  try {
    return await Promise.race([late, ask()]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
