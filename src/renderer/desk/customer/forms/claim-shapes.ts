import { z } from 'zod';
import { claimAgainst, claimNote, claimOutcome, claimReason } from '#shared/claim/words.ts';
import { money } from '#shared/order/money.ts';

/** What a person is writing of a claim. Undefined: nobody chose, what the order's facts suggest. */
export const claimShape = z.object({
  against: claimAgainst.default('carrier'),
  name: z.string().optional(),
  reference: z.string().default(''),
  orderId: z.string().nullable().optional(),
  trackingNumber: z.string().optional(),
  amount: money.nullable().optional(),
  reason: claimReason.optional(),
  text: z.string().default(''),
  filed: z.boolean().default(false),
  dueAt: z.number().nullable().optional(),
});
export type ClaimDraft = z.infer<typeof claimShape>;
export const noClaim: ClaimDraft = Object.freeze({
  against: 'carrier',
  reference: '',
  text: '',
  filed: false,
});

export const claimNoteShape = z.object({
  what: claimNote.default('evidence'),
  text: z.string().default(''),
  reference: z.string().default(''),
  dueAt: z.number().nullable().default(null),
  attachmentIds: z.array(z.string()).default([]),
});
export type ClaimNoteDraft = z.infer<typeof claimNoteShape>;
export const noClaimNote: ClaimNoteDraft = Object.freeze({
  what: 'evidence',
  text: '',
  reference: '',
  dueAt: null,
  attachmentIds: [],
});
/** What is most likely written down of a claim that nobody has sent yet: that it was. */
export const noClaimSent: ClaimNoteDraft = Object.freeze({ ...noClaimNote, what: 'filed' });

export const claimCloseShape = z.object({
  outcome: claimOutcome.nullable().default(null),
  back: money.nullable().optional(),
  text: z.string().default(''),
});
export type ClaimCloseDraft = z.infer<typeof claimCloseShape>;
export const noClaimClose: ClaimCloseDraft = Object.freeze({ outcome: null, text: '' });
