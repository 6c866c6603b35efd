import type { FastifyRequest } from 'fastify';
import type { App } from '../app.ts';
import { ProblemError } from '../problem.ts';
import { loginOf } from './sign-in.ts';

const minute = 60_000;

/**
 * How many wrong passwords are answered. For one login from one address few; for a login from anywhere no more than the hundred of
 * NIST SP 800-63B-4, 3.2.2; for an address more, because a whole office may be behind it. Of this process: two allow twice as many.
 */
const limits = {
  both: { max: 10, timeWindow: 5 * minute, key: (address: string, login: string) => `${address} ${login}` },
  login: { max: 100, timeWindow: 60 * minute, key: (_: string, login: string) => login },
  address: { max: 200, timeWindow: 5 * minute, key: (address: string) => address },
} as const;

export type Limit = {
  /** Throws ProblemError `too-many` with how long to wait. A right password waits as well: it must not be told from a wrong one. */
  check(request: FastifyRequest): Promise<void>;
  /** A wrong password, or no such login: one is as good as the other. */
  failed(request: FastifyRequest): Promise<void>;
};

/** Counts in memory. The app has @fastify/rate-limit, with the size of each count's memory. */
export function limitOf(app: App): Limit {
  const counters = Object.values(limits).map(({ max, timeWindow, key }) =>
    app.createRateLimit({
      // Asked before the password is looked at, so the last one that is allowed is not over it.
      max: max - 1,
      timeWindow,
      keyGenerator: (request) => key(request.ip, loginOf((request.body as { login: string }).login)),
    }),
  );
  return {
    async check(request) {
      for (const count of counters) {
        const state = await count(request, { increment: false });
        if (!state.isAllowed && state.isExceeded)
          throw new ProblemError('too-many', 'Too many wrong passwords.', { retryAfter: state.ttlInSeconds });
      }
    },
    async failed(request) {
      for (const count of counters) await count(request);
    },
  };
}
