import type { FastifyRequest } from 'fastify';
import type { App } from '../app.ts';
import { stopAbove } from '../too-many.ts';

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

export type AddressLimit = {
  /** Counts one more that begins. Throws ProblemError `too-many`. */
  begun(request: FastifyRequest): Promise<void>;
  /** Throws ProblemError `too-many` where too many have failed. */
  check(request: FastifyRequest): Promise<void>;
  failed(request: FastifyRequest): Promise<void>;
};

/**
 * For steps of signing in that name nobody yet: by address alone. A whole office begins at nine behind one of them; what fails is as few
 * as wrong passwords are.
 */
export function addressLimitOf(app: App): AddressLimit {
  const { timeWindow, max } = limits.address;
  const keyGenerator = (request: FastifyRequest) => request.ip;
  const beginning = app.createRateLimit({ max: 2000, timeWindow, keyGenerator });
  const failing = app.createRateLimit({ max: max - 1, timeWindow, keyGenerator });
  const sentence = 'Too many tries from this address.';
  return {
    begun: async (request) => stopAbove(await beginning(request), sentence),
    check: async (request) => stopAbove(await failing(request, { increment: false }), sentence),
    failed: async (request) => void (await failing(request)),
  };
}

/**
 * Counts in memory. `whoIn`: whose password or code a request tries. The app has @fastify/rate-limit, with the size of each count's memory.
 */
export function limitOf(app: App, whoIn: (request: FastifyRequest) => string): Limit {
  const counters = Object.values(limits).map(({ max, timeWindow, key }) =>
    app.createRateLimit({
      // Asked before the password is looked at, so the last one that is allowed is not over it.
      max: max - 1,
      timeWindow,
      keyGenerator: (request) => key(request.ip, whoIn(request)),
    }),
  );
  return {
    async check(request) {
      for (const count of counters)
        stopAbove(await count(request, { increment: false }), 'Too many wrong passwords.');
    },
    async failed(request) {
      for (const count of counters) await count(request);
    },
  };
}
