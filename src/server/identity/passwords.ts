import { hash, parseOptions, verify } from '@node-rs/argon2';
import { ProblemError } from '../problem.ts';
import { isCommon } from './common-passwords.ts';

/**
 * argon2id with 19 MiB, two passes and one lane: the first of the minimum settings that OWASP's Password Storage Cheat Sheet names.
 * The package's own algorithm is argon2id, and its salts are 16 random bytes.
 */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes run on the same few threads as compression and files; a flood of sign-ins must not hold all of them. */
const atOnce = 2;
const waitingAtMost = 100;

/** NIST SP 800-63B-4, 3.1.1.2: fifteen characters where the password is the only factor, and no rules of composition. */
export const shortest = 15;
/** The same text: with a second factor. */
export const shortestWithCode = 8;

export type Passwords = {
  /** Throws as `check` does. */
  hash(password: string): Promise<string>;
  /**
   * Whether the password is right. `stored` null (no such login): never right, and found out in the same time as a wrong one.
   * `stale`: right, but hashed with an older cost; hash it again. Throws ProblemError
   * `busy` when too many passwords are looked at: ask again in some seconds.
   */
  check(stored: string | null, password: string): Promise<{ right: boolean; stale: boolean }>;
};

export function passwordsOf(): Passwords {
  const inTurn = turns();
  const make = (password: string) => inTurn(() => hash(normal(password), cost));
  // Of a password that nobody has; made at once, so that the first unknown login takes no longer than the second.
  const nobodys = make(crypto.randomUUID());
  return {
    hash: make,
    async check(stored, password) {
      const against = stored ?? (await nobodys);
      const right = await inTurn(() => verify(against, normal(password)));
      return { right: right && stored !== null, stale: right && isStale(against) };
    },
  };
}

/** The same letters typed on another keyboard or system are the same password (NIST SP 800-63B-4, 3.1.1.2: NFKC or NFKD). */
const normal = (password: string): string => password.normalize('NFKC');

function isStale(stored: string): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(stored);
  return memoryCost !== cost.memoryCost || timeCost !== cost.timeCost || parallelism !== cost.parallelism;
}

/** Runs a few works at a time, in the order in which they came. */
function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < atOnce) running += 1;
    else if (waiting.length >= waitingAtMost)
      throw new ProblemError('busy', 'Too many people sign in at this moment.', { retryAfter: 5 });
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // Whoever waits longest takes over this turn; nobody slips in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/**
 * Why a new password may not be used, as a sentence; null when it may. `words`: what is known of the person and the place, which a
 * guesser tries first.
 */
export function weakness(
  password: string,
  words: readonly string[],
  least: number = shortest,
): string | null {
  const letters = [...normal(password)];
  if (letters.length < least) return `a password has at least ${least} characters`;
  if (new Set(letters).size < 6) return 'a password has at least six different characters';
  const rest = words
    .map((word) => word.normalize('NFKC').toLowerCase())
    .filter((word) => word.length >= 4)
    .reduce((text, word) => text.replaceAll(word, ''), letters.join('').toLowerCase());
  if (rest.length < 8) return 'a password is more than the names of the person and the company';
  return isCommon(password)
    ? 'everybody tries this one, or what it is made of, first: take four words that have nothing to do with one another'
    : null;
}
