import { z } from 'zod';

/** ISO 4217 code, upper case. */
export const currency = z.string().regex(/^[A-Z]{3}$/);

/** An amount: whole minor units (cents; yen for JPY) and its currency. Negative for money that went back. */
export const money = z.strictObject({ minor: z.int(), currency });
export type Money = z.infer<typeof money>;

/** Currencies whose minor unit is not a hundredth (ISO 4217, list one). */
const digits: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  ...Object.fromEntries('CLF UYW'.split(' ').map((code) => [code, 4])),
};

/**
 * How many decimals the minor unit of a currency stands for: 2 for EUR, 0 for JPY, 3 for KWD.
 * Ours and not `Intl`'s: that table says how people write prices (0 for COP and HUF), and changes with its version.
 */
export function minorDigits(code: string): number {
  return digits[code] ?? 2;
}
