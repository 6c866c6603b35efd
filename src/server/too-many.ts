import type { App } from './app.ts';
import { ProblemError } from './problem.ts';

/** What a counter of @fastify/rate-limit says of one more request. */
type Counted = Awaited<ReturnType<ReturnType<App['createRateLimit']>>>;

/** Throws ProblemError `too-many`, with how long to wait, where a request is over its limit. */
export function stopAbove(counted: Counted, sentence: string): void {
  if (!counted.isAllowed && counted.isExceeded)
    throw new ProblemError('too-many', sentence, { retryAfter: counted.ttlInSeconds });
}
