import { z } from 'zod';
import { instant } from '../instant.ts';
import { money } from '../order/money.ts';
import { claimAgainst, claimNote, claimOutcome, claimReason } from './words.ts';

const id = z.string().min(1).max(200);
const person = z.string().min(1).max(128);
const prose = z.string().max(20_000);
const reference = z.string().max(200);
/** Never negative: which way it goes, the field says. */
const amount = money.refine(({ minor }) => minor >= 0);

const noted = z.strictObject({
  claimId: id,
  what: claimNote,
  text: prose,
  /** As it is from now on; null: as before. */
  reference: reference.nullable(),
  dueAt: instant.nullable(),
});

/** What happened with a claim, which is a part of a case. See `eventData`. */
export const claimEvents = {
  'claim.opened.1': z.strictObject({
    claimId: id,
    against: claimAgainst,
    name: z.string().min(1).max(200),
    /** The other side's own number for it; empty until they gave one. */
    reference,
    orderId: id.nullable(),
    trackingNumber: z.string().max(200).nullable(),
    /** What we ask for. */
    amount,
    reason: claimReason,
    text: prose,
    /** It was sent to the other side already. */
    filed: z.boolean(),
    /** Until when it must be sent or, once it was, answered. Null: nobody knows. */
    dueAt: instant.nullable(),
  }),
  'claim.noted.1': noted,
  /** With photos and documents of the customer (`attachment.added`) that prove it. */
  'claim.noted.2': noted.extend({ attachmentIds: z.array(id).max(20) }),
  'claim.closed.1': z.strictObject({
    claimId: id,
    outcome: claimOutcome,
    /** What came back. */
    back: amount,
    text: prose,
  }),
  /** Its owner asks somebody by name to take it. `to` null: nobody is asked any more, by the owner or by who was asked. */
  'claim.offered.1': z.strictObject({ claimId: id, to: person.nullable(), why: z.string().max(2000) }),
  /** Whoever wrote this sees to it from now on. `from`: who did, as they saw it. */
  'claim.taken.1': z.strictObject({ claimId: id, from: person }),
} as const;

export const claimCommands = {
  'claim.open': claimEvents['claim.opened.1'],
  'claim.note': z.union([claimEvents['claim.noted.2'], claimEvents['claim.noted.1']]),
  'claim.close': claimEvents['claim.closed.1'],
  'claim.offer': claimEvents['claim.offered.1'],
  'claim.take': claimEvents['claim.taken.1'],
} as const;
