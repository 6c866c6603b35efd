import { createSigner, createVerifier } from 'fast-jwt';
import type { z } from 'zod';

/** What a desk carries from one step of signing in to the next. */
export type Steps<T> = {
  sign(said: T): string;
  /** Null: not ours, not whole, of another step, or over. */
  read(slip: string): T | null;
};

/**
 * Between two steps of signing in the centre keeps nothing: a stranger who begins and goes away leaves no row. Nothing in a slip is
 * secret; it is signed and short-lived.
 * @param key the one that signs tokens; `kind` keeps a slip from being one, or one of another step
 * @param life ms
 */
export function stepsOf<T>(key: Buffer, kind: string, shape: z.ZodType<T>, life: number): Steps<T> {
  const sign = createSigner({ key, algorithm: 'HS256', expiresIn: life });
  const verify = createVerifier({ key, algorithms: ['HS256'], requiredClaims: ['exp'] });
  return {
    sign: (said) => sign({ kind, said }),
    read(slip) {
      try {
        const read = verify(slip) as { kind?: unknown; said?: unknown };
        return read.kind === kind ? (shape.safeParse(read.said).data ?? null) : null;
      } catch {
        return null;
      }
    },
  };
}
