import { randomBytes } from 'node:crypto';
import { createSigner, createVerifier } from 'fast-jwt';
import { z } from 'zod';
import { role } from '#shared/people.ts';

/** How long a token is good, ms. Whatever changes meanwhile is known by `roster.ts`, not by the token. */
export const tokenLife = 15 * 60_000;

/** What a token says. `teams`: the first is home. `at`: when it was made, by the database's clock, ms. */
const claims = z.object({
  exp: z.number(),
  kind: z.literal('token'),
  sub: z.string(),
  name: z.string(),
  role,
  device: z.string(),
  teams: z.array(z.string()).min(1),
  at: z.int(),
});
export type Claims = Omit<z.infer<typeof claims>, 'kind' | 'exp'>;

/** What a refresh token says. The number makes each another one. */
const refreshClaims = z.object({ kind: z.literal('refresh'), device: z.string(), once: z.string() });

export type Tokens = {
  sign(claims: Claims): string;
  /** Null: not ours, not whole or over. From memory alone. */
  read(token: string): Claims | null;
  signRefresh(device: string): string;
  /** The device that a refresh token was made for, whether or not it is still good; null: not ours. */
  readRefresh(token: string): string | null;
  /** What a desk signs with its device's key: good for two minutes, kept nowhere. */
  challenge(): string;
  /** Whether it is a challenge of ours that is good now. */
  readChallenge(text: string): boolean;
};

const challengeClaims = z.object({ kind: z.literal('challenge'), exp: z.number() });
const challengeLife = 2 * 60_000;

/**
 * @param key 32 bytes that all processes of a centre share
 * @param now the clock that they share, ms (database/clock.ts): by clocks a quarter of an hour apart no token of one would be good at the other
 */
export function tokensOf(key: Buffer, now: () => number): Tokens {
  const sign = createSigner({ key, algorithm: 'HS256', expiresIn: tokenLife });
  const signShortly = createSigner({ key, algorithm: 'HS256', expiresIn: challengeLife });
  const signForLong = createSigner({ key, algorithm: 'HS256' });
  const verify = verifierOf(key);
  const verifyForLong = createVerifier({ key, algorithms: ['HS256'] });
  return {
    sign: (said) => sign({ kind: 'token', ...said, iat: secondOf(now) }),
    read: remembering((token) => goodAt(now(), readBy(verify, claims, token)), now),
    signRefresh: (device) =>
      signForLong({ kind: 'refresh', device, once: randomBytes(16).toString('base64url') }),
    readRefresh: (token) => readBy(verifyForLong, refreshClaims, token)?.device ?? null,
    challenge: () =>
      signShortly({
        kind: 'challenge',
        once: randomBytes(16).toString('base64url'),
        iat: secondOf(now),
      }),
    readChallenge: (text) => goodAt(now(), readBy(verify, challengeClaims, text)) !== null,
  };
}

const rememberedAtMost = 10_000;

/** The last characters of a token, of its signature: one that is known is found by them, as hashing all of it took longer than to compare it. */
const tail = 24;

/** A desk sends the same token with every exchange of a quarter of an hour, and a signature costs as much as the whole exchange. */
function remembering(
  read: (token: string) => z.infer<typeof claims> | null,
  now: () => number,
): (token: string) => z.infer<typeof claims> | null {
  const known = new Map<string, { token: string; said: z.infer<typeof claims> }>();
  return (token) => {
    const name = token.slice(-tail);
    const before = known.get(name);
    if (before?.token === token && goodAt(now(), before.said)) return before.said;
    if (before?.token === token) known.delete(name);
    const said = read(token);
    if (said) known.set(name, { token, said });
    if (known.size > rememberedAtMost) {
      for (const oldest of known.keys()) {
        known.delete(oldest);
        break;
      }
    }
    return said;
  };
}

/** Reads what is signed with an end. Whether it is over is looked at by our own clock (`goodAt`). */
export const verifierOf = (key: Buffer) =>
  createVerifier({ key, algorithms: ['HS256'], requiredClaims: ['exp'], ignoreExpiration: true });

/** When something is signed: what it is good for is counted from there. */
export const secondOf = (now: () => number): number => Math.floor(now() / 1000);

/** What was signed, unless it is over. @param at ms */
export const goodAt = <T extends { exp: number }>(at: number, said: T | null): T | null =>
  said !== null && said.exp * 1000 > at ? said : null;

function readBy<T>(verify: (token: string) => unknown, shape: z.ZodType<T>, token: string): T | null {
  try {
    const read = shape.safeParse(verify(token));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
