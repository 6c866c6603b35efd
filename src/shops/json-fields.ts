import type { z } from 'zod';

/** An amount of a JSON field in minor units; null where it is missing or cannot be read. */
export type MoneyOf = (text: string | null | undefined) => number | null;

/** The path of the first field that does not fit its shape. */
export function fieldOf(error: z.ZodError): string | null {
  return error.issues[0]?.path.join('.').slice(0, 200) || null;
}
