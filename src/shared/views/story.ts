import type { CompensationState } from '../case/compensation.ts';
import type { Cause, ExplanationSource } from '../case/step-events.ts';
import type { CaseKind, FlagWhy, PromiseState, ProofEvent, WrapUpCode } from '../case/words.ts';
import type { ClaimAgainst, ClaimNote, ClaimOutcome, ClaimReason } from '../claim/words.ts';
import type { Preferred } from '../customer/file.ts';
import type { RevealWhy } from '../customer/reveal.ts';
import type { Incident } from '../incident/incident.ts';
import type { Money } from '../order/money.ts';
import type { DeliveryState, OrderRecord, PaymentState, TrackingStatus } from '../order/records.ts';
import type { Who } from '../people.ts';
import type { Remedy } from '../rules/manual.ts';
import type { Texts } from '../rules/texts.ts';

export type ContactEntry = Extract<StoryEntry, { kind: 'contact' }>;

/** One entry of the story. `id` is stable; `pending` until the centre has numbered it. */
type Entry<K extends string, D> = {
  id: string;
  at: number;
  kind: K;
  caseId: string | null;
  orderId: string | null;
  by: Who | null;
  pending: boolean;
} & D;

export type StoryEntry =
  | Entry<
      'contact',
      {
        channel: 'call' | 'email' | 'chat' | 'visit' | 'letter';
        direction: 'in' | 'out';
        number: string | null;
        /** Null when nobody answered. */
        seconds: number | null;
        code: WrapUpCode | null;
        /** ISO 639-1; null: nobody said. */
        language: string | null;
      }
    >
  | Entry<'note', { text: string; about: 'note' | 'tried' }>
  | Entry<
      'case-solved',
      /** `released`: promises that were still open, and what the customer was told about them. */
      { number: string; subject: string; text: string; released: { promise: string; said: string }[] }
    >
  | Entry<'case-key-told', { number: string; subject: string }>
  | Entry<
      'case-opened',
      { number: string; subject: string; words: string; caseKind: CaseKind; failure: string | null }
    >
  | Entry<'case-reopened', { number: string; subject: string; text: string }>
  /** `other`: who was asked; whose it was. */
  | Entry<'case-offered', { number: string; subject: string; text: string; other: Who }>
  | Entry<'case-taken', { number: string; subject: string; other: Who }>
  | Entry<
      'case-offer-ended',
      { number: string; subject: string; text: string; outcome: 'declined' | 'withdrawn' }
    >
  /** `removed`: why it was taken away again; its content is not shown any more. */
  | Entry<
      'attachment',
      {
        attachmentId: string;
        name: string;
        mime: string;
        bytes: number;
        text: string;
        removed: string | null;
      }
    >
  | Entry<'attachment-removed', { name: string; text: string }>
  | Entry<'case-classified', { number: string; caseKind: CaseKind; failure: string | null }>
  | Entry<'playbook-answered', { question: Texts; answer: string }>
  | Entry<'apologised', { text: string }>
  | Entry<'explained', { text: string; source: ExplanationSource; ref: string | null }>
  | Entry<'cause-found', { cause: Cause; text: string }>
  | Entry<'supervisor-asked', { number: string; text: string }>
  | Entry<'supervisor-answered', { number: string; text: string }>
  | Entry<'order-linked', { number: string; orderNumber: string | null }>
  /** `late`: how many days after it was due it kept itself. */
  | Entry<
      'promise',
      { text: string; until: number; state: PromiseState; proof: ProofEvent | null; late: number }
    >
  | Entry<
      'promise-ended',
      { text: string; promise: string; state: PromiseState; proof: ProofEvent | null; late: number }
    >
  /** `title`: null where this store does not hold the incident. */
  | Entry<'incident-tied', { number: string; incidentId: string; title: Incident['title'] | null }>
  | Entry<
      'incident-called-back',
      { reached: boolean; text: string; incidentId: string; title: Incident['title'] | null }
    >
  /** `name`: of the other side. */
  | Entry<
      'claim-opened',
      {
        against: ClaimAgainst;
        name: string;
        amount: Money;
        reason: ClaimReason;
        text: string;
        dueAt: number | null;
      }
    >
  | Entry<
      'claim-noted',
      {
        against: ClaimAgainst;
        name: string;
        what: ClaimNote;
        text: string;
        reference: string | null;
        dueAt: number | null;
      }
    >
  | Entry<
      'claim-closed',
      { against: ClaimAgainst; name: string; outcome: ClaimOutcome; back: Money; text: string }
    >
  /** `other`: who was asked to take it; whose it was. */
  | Entry<'claim-offered', { against: ClaimAgainst; name: string; text: string; other: Who }>
  | Entry<'claim-offer-ended', { against: ClaimAgainst; name: string; text: string }>
  | Entry<'claim-taken', { against: ClaimAgainst; name: string; other: Who }>
  /** Something about the customer's file. `text`: a remark, a number, or why. `whom`: the other record. */
  | Entry<
      'file',
      {
        what:
          | 'remark'
          | 'remark-changed'
          | 'remark-removed'
          | 'phone'
          | 'phone-removed'
          | 'email'
          | 'email-removed'
          | 'preferred'
          | 'linked'
          | 'unlinked'
          /** Told in the story of the other record: `whom` is the one that was linked to it. */
          | 'linked-from'
          | 'unlinked-from'
          | 'not-twin';
        text: string | null;
        label: string | null;
        preferred: Preferred | null;
        whom: { id: string; name: string | null } | null;
      }
    >
  /** Given, or asked for (`asked`); `state` is that of today. `checked`: what was checked before the same thing was sent once more. */
  | Entry<
      'compensation',
      {
        remedy: Remedy;
        amount: Money | null;
        cost: Money | null;
        /** What sending it costs besides, in a currency that cannot be added to it. */
        besides?: Money;
        text: string;
        checked: string | null;
        /** What whoever decides was told with what was asked for. */
        why: string | null;
        asked: boolean;
        state: CompensationState;
        /** What was given of it, where that is less than was asked for. */
        less: Money | null;
      }
    >
  /** Somebody said yes or no to what was asked for, or it was taken back. */
  | Entry<
      'compensation-answered',
      {
        answer: 'approved' | 'declined' | 'withdrawn';
        remedy: Remedy | null;
        amount: Money | null;
        /** What was asked for, where less was said yes to. */
        askedFor: Money | null;
        text: string;
      }
    >
  /** Somebody saw phones and e-mails of this customer whole that their role sees masked. */
  | Entry<'revealed', { why: RevealWhy }>
  /** The fact before it was kept although it broke a rule. */
  | Entry<'flag', { why: FlagWhy }>
  | Entry<
      'order',
      {
        number: string;
        orderKind: OrderRecord['kind'];
        total: Money;
        payment: PaymentState;
        delivery: DeliveryState;
        lineCount: number;
        firstTitle: string | null;
      }
    >
  | Entry<'order-cancelled', { number: string }>
  | Entry<
      'payment',
      {
        number: string;
        paymentKind: 'payment' | 'refund';
        amount: Money;
        method: string | null;
        status: 'done' | 'pending' | 'failed';
      }
    >
  | Entry<'shipment', { number: string; carrier: string | null; tracking: string | null; pieces: number }>
  | Entry<
      'tracking',
      {
        number: string;
        carrier: string | null;
        tracking: string | null;
        status: TrackingStatus;
        place: string | null;
        text: string | null;
        signedBy: string | null;
      }
    >
  /** An event of a newer Hilo: kept, shown as such, not understood. */
  | Entry<'newer', { type: string }>;

export type StoryKind = StoryEntry['kind'];

export type StoryPage = {
  entries: StoryEntry[] /** Pass as `after` for older ones; null at the end. */;
  next: string | null;
};
