import type { TrackingStatus } from '../records.ts';

/** A part of the parcels of an order, and whose hands it is in. Carriers without a name are null. */
export type Share = {
  parcels: number;
  with: 'customer' | 'carrier' | 'pickup' | 'us' | 'lost' | 'damaged' | 'returned';
  carrier: string | null;
};

/**
 * Everything the answers say, once per language: the compiler keeps them complete. Texts come in ready to show (money,
 * dates, names), numbers only where the wording depends on them.
 */
export type AnswerWords = {
  labels: { paid: string; left: string; holder: string; promised: string; signed: string };
  /** The shop has no word about this. */
  notKnown: string;
  /** A document of the accounts, where nothing travels. */
  document: { cancellation: string; adjustment: string };
  cancelled(day: string | null): string;
  sinceOrder(days: number): string;

  paid(amount: string | null): string;
  partlyPaid(amount: string | null, total: string): string;
  authorised: string;
  paymentPending: string;
  paymentFailed: string;
  nothingToPay: string;
  voided: string;
  refunded(amount: string | null): string;
  partlyRefunded(amount: string | null): string;
  refundNotKnown: string;
  paidNotRefunded: string;
  refundPending(amount: string): string;
  attemptsFailed(count: number): string;
  payments(count: number, lastDay: string | null): string;

  left(when: string | null): string;
  allLeft(parcels: number, lastDay: string | null): string;
  someLeft(left: number, parcels: number, lastDay: string | null): string;
  leftMoreToCome(parcels: number, pieces: number | null): string;
  partNotKnown: string;
  notYet: string;
  prepared(parcels: number): string;

  withCustomer(since: string | null): string;
  withCustomerDamaged(since: string | null): string;
  withCarrier(carrier: string | null, status: TrackingStatus): string;
  /** Handed over, and nobody scanned it since. */
  handedTo(carrier: string | null, day: string | null): string;
  /** `place` is the pickup point. */
  atPickup(place: string | null): string;
  lost(carrier: string | null, day: string | null): string;
  damaged(carrier: string | null): string;
  returned(day: string | null): string;
  withUs: string;
  trouble: string;
  share(share: Share): string;
  notSent(pieces: number): string;
  lastScan(ago: string, place: string | null): string;
  silent(days: number): string;
  tracking(number: string): string;

  due(day: string, relative: string): string;
  dueToday(day: string): string;
  overdue(day: string, daysLate: number): string;
  /** The day is over and nobody tells whether it arrived. */
  passed(day: string, daysLate: number): string;
  keptInTime(day: string): string;
  keptLate(day: string, daysLate: number): string;
  promiseClosed(day: string, why: 'cancelled' | 'returned' | 'refunded' | 'delivered'): string;
  noPromise: string;
  we(text: string, until: string): string;
  weOverdue(text: string, until: string): string;
  morePromises(count: number): string;

  signed(names: string, when: string): string;
  signedSome(names: string, signed: number, parcels: number): string;
  noSignature(when: string | null): string;
  noSignatures(parcels: number): string;
  noDelivery: string;
  returnedNotDelivered: string;
};
