import { z } from 'zod';

/** Who is at fault towards us. Towards the customer we still own it. */
export const claimAgainst = z.enum(['carrier', 'marketplace', 'insurer', 'supplier']);
export type ClaimAgainst = z.infer<typeof claimAgainst>;

export const claimReason = z.enum([
  'damaged',
  'lost',
  'late',
  'missing-part',
  'wrong-product',
  'charge',
  'other',
]);
export type ClaimReason = z.infer<typeof claimReason>;

/** What is written in a claim: it was sent to the other side, a proof, what they answered, or only for ourselves. */
export const claimNote = z.enum(['filed', 'evidence', 'answer', 'note']);
export type ClaimNote = z.infer<typeof claimNote>;

export const claimOutcome = z.enum(['paid', 'partly-paid', 'rejected', 'withdrawn']);
export type ClaimOutcome = z.infer<typeof claimOutcome>;
