import { z } from 'zod';
import { money } from '#shared/order/money.ts';
import { severity } from '#shared/rules/manual.ts';

/** What a person is about to give, as it is kept on the disk. Every field may be half done. */
export const giveShape = z.object({
  /** Null: as it is suggested. */
  severity: severity.nullable(),
  /** An alternative of the manual; empty: none is chosen. */
  offer: z.string(),
  /** Null: the manual's. */
  amount: money.nullable(),
  what: z.string(),
  why: z.string(),
  /** What was given before was looked at. */
  seen: z.boolean(),
  checked: z.string(),
});
export type GiveDraft = z.infer<typeof giveShape>;
export const noGive: GiveDraft = Object.freeze({
  severity: null,
  offer: '',
  amount: null,
  what: '',
  why: '',
  seen: false,
  checked: '',
});
