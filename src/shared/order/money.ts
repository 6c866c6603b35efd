import { z } from 'zod';

/** ISO 4217 code, upper case. */
export const currency = z.string().regex(/^[A-Z]{3}$/);

/** An amount: whole minor units (cents; yen for JPY) and its currency. Negative for money that went back. */
export const money = z.strictObject({ minor: z.int(), currency });
export type Money = z.infer<typeof money>;
