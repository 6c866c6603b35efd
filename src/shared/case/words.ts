import { z } from 'zod';

/** What a case is about. The team's own tree of failures refines this later; these are the trunks. */
export const caseKind = z.enum([
  'question',
  'late',
  'lost',
  'damaged',
  'wrong-product',
  'missing-part',
  'not-as-described',
  'billing',
  'return',
  'attitude',
  'other',
]);
export type CaseKind = z.infer<typeof caseKind>;

export const caseStatus = z.enum(['open', 'solved']);
export type CaseStatus = z.infer<typeof caseStatus>;

/** Wrap-up codes: what a call was about and how it ended, at most 15. */
export const wrapUpCode = z.enum([
  'answered',
  'order-status',
  'complaint',
  'return-or-exchange',
  'refund',
  'billing',
  'promise-made',
  'escalated',
  'callback-agreed',
  'no-answer',
  'voicemail',
  'wrong-number',
  'cut-off',
  'other',
]);
export type WrapUpCode = z.infer<typeof wrapUpCode>;

/** What an order can do by which a promise keeps itself (order/proof.ts). */
export const proofEvent = z.enum(['shipped', 'delivered', 'refunded']);
export type ProofEvent = z.infer<typeof proofEvent>;

export const promiseState = z.enum(['pending', 'kept', 'broken', 'cancelled']);
export type PromiseState = z.infer<typeof promiseState>;

/**
 * Why a fact is flagged. It was said to a customer about a case that nobody opened here, or of another customer; promised on a case
 * that somebody had solved meanwhile; said by a person who does not work for the customer's team; or it was lost with a restored
 * ledger and brought back by a desk that still held it. Of compensations: given a second time for the same thing by somebody who had not seen the
 * first; above what the person may give; or the same thing was sent once more without the check that the stop asks for. Of anything:
 * a machine that was shut out handed it in, and a supervisor accepted it.
 */
export const flagWhy = z.enum([
  'case-unknown',
  'other-customer',
  'case-solved',
  'other-team',
  'recovered',
  'given-twice',
  'over-authority',
  'sent-again',
  'handed-in',
]);
export type FlagWhy = z.infer<typeof flagWhy>;
