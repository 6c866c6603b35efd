import { createSigner } from 'fast-jwt';
import { z } from 'zod';
import { goodAt, secondOf, verifierOf } from './tokens.ts';

/** What a desk carries from one step of signing in to the next. */
export type Steps<T> = {
  sign(said: T): string;
  /** Null: not ours, not whole, of another step, or over. */
  read(slip: string): T | null;
};

const slipClaims = z.object({ kind: z.string(), said: z.unknown(), exp: z.number() });

/**
 * Between two steps of signing in the centre keeps nothing: a stranger who begins and goes away leaves no row. Nothing in a slip is
 * secret; it is signed and short-lived.
 * @param key the one that signs tokens; `kind` keeps a slip from being one, or one of another step
 * @param life ms
 * @param now the clock that the processes of a centre share, ms
 */
export function stepsOf<T>(
  key: Buffer,
  kind: string,
  shape: z.ZodType<T>,
  life: number,
  now: () => number,
): Steps<T> {
  const sign = createSigner({ key, algorithm: 'HS256', expiresIn: life });
  const verify = verifierOf(key);
  return {
    sign: (said) => sign({ kind, said, iat: secondOf(now) }),
    read(slip) {
      try {
        const read = goodAt(now(), slipClaims.parse(verify(slip)));
        return read?.kind === kind ? (shape.safeParse(read.said).data ?? null) : null;
      } catch {
        return null;
      }
    },
  };
}
