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
  /** What stands in the field is no amount. */
  amountWrong: z.boolean(),
  what: z.string(),
  why: z.string(),
  /** The earlier remedies that were looked at (`seenOf`): a list that has changed is looked at anew. */
  seen: z.string(),
  checked: z.string(),
});
export type GiveDraft = z.infer<typeof giveShape>;
export const noGive: GiveDraft = Object.freeze({
  severity: null,
  offer: '',
  amount: null,
  amountWrong: false,
  what: '',
  why: '',
  seen: '',
  checked: '',
});

/** A yes or a no that is being written. `amount` null: all of what was asked for; `amountWrong`: what stands there is none. */
export const answerShape = z.object({
  text: z.string(),
  amount: money.nullable().default(null),
  amountWrong: z.boolean().default(false),
});
export type AnswerDraft = z.infer<typeof answerShape>;
export const noAnswer: AnswerDraft = Object.freeze({ text: '', amount: null, amountWrong: false });
