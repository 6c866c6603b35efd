import { z } from 'zod';

const bare = <C extends string>(code: C) => z.object({ code: z.literal(code) });

/** Why a command was not done. The screen words it in the person's language. */
export const refusal = z.discriminatedUnion('code', [
  bare('case-unknown'),
  bare('case-exists'),
  bare('case-needed'),
  bare('other-customer'),
  bare('already-solved'),
  bare('not-solved'),
  bare('already-linked'),
  /** It is theirs already: to take it, or to be asked to. */
  bare('own-case'),
  /** Only its owner asks somebody to take it. */
  bare('not-owner'),
  /** Somebody else took it meanwhile. */
  bare('owner-changed'),
  bare('not-offered'),
  /** Of two records of one person. `linked-already`: this one is, or both are one already; the last: only records of one team are. */
  bare('same-record'),
  bare('linked-already'),
  bare('not-linked'),
  /** It is done only by somebody who says why. */
  bare('reason-needed'),
  bare('link-other-team'),
  bare('compensation-unknown'),
  /** Somebody has said yes or no to it, or it was taken back. */
  bare('compensation-ended'),
  /** Nobody says yes to what they asked for themselves. */
  bare('own-request'),
  /** A yes to less is to an amount above zero and no higher than what was asked for. */
  bare('not-less'),
  bare('promise-unknown'),
  bare('promise-ended'),
  bare('attachment-unknown'),
  bare('attachment-removed'),
  bare('already-tied'),
  bare('claim-unknown'),
  bare('claim-closed'),
  /** It is theirs already: to take it, or to be asked to. */
  bare('own-claim'),
  /** Only who sees to a claim asks somebody to take it. */
  bare('not-claim-owner'),
  /** Somebody else took it meanwhile. */
  bare('claim-owner-changed'),
  z.object({ code: z.literal('open-promise'), text: z.string().max(500) }),
  /** Only the ledger says these: the person does not work for the customer's team, or the command was not theirs to send. */
  bare('other-team'),
  bare('other-person'),
  /** Somebody published another version of these rules meanwhile. */
  bare('rules-changed'),
  /** Whoever is to stand in works for none of the person's teams. */
  bare('stand-in-elsewhere'),
  /** The person's role, or the centre, does not let them do this. */
  bare('not-allowed'),
  /** The customer was erased: nothing of them is kept any more. */
  bare('customer-erased'),
  /** The system did not let a text be copied. */
  bare('no-clipboard'),
  /** It cannot be done without the centre, which does not answer now. */
  bare('centre-needed'),
  /** The PIN of this desk is another. */
  bare('wrong-pin'),
  /** Of a change of one's own password: the one of now is another; the new one can be guessed; there is none; too many tries. */
  bare('wrong-password'),
  bare('weak-password'),
  bare('no-password'),
  bare('fresh-sign-in'),
  bare('too-many-passwords'),
]);
export type Refusal = z.infer<typeof refusal>;
