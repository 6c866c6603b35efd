import type { CaseKind } from '../case/words.ts';
import { damageScan, deliveredAt, lastScan } from '../order/parcel.ts';
import type { OrderRecord, Shipment } from '../order/records.ts';
import { deliveryOf, isLate, promisedBy } from '../order/status.ts';
import type { FailureTree } from './failures.ts';

const day = 86_400_000;
/** A parcel without a scan for so long stands still; for longer, it may be gone. */
const stuckDays = 3;
const goneDays = 7;
/** Without a promised date, what has not left after so long is late. */
const patienceDays = 5;
/** An order older than this is history: what did not come then is not what the call is about. */
const coldDays = 90;
/** A refund takes its time at the bank. */
const refundDays = 5;

/** What the order itself says went wrong. Words for each stand in the screen's `suggest`. */
export type Evidence =
  | 'scan-lost'
  | 'scan-damaged'
  | 'scan-returned'
  | 'charged-twice'
  | 'refund-missing'
  | 'attempted'
  | 'no-scan'
  | 'not-sent'
  | 'stuck'
  | 'late'
  | 'part-missing';

/** A failure that the order's facts speak for. `failure`: the leaf, null where the team's tree offers none for it. */
export type Suggestion = { kind: CaseKind; failure: string | null; evidence: Evidence };

/** Which trunk and leaf each evidence speaks for, the surest first. */
const meaning: { readonly [E in Evidence]: readonly [kind: CaseKind, leaf: string | null] } = {
  'scan-returned': ['lost', 'returned'],
  'scan-lost': ['lost', null],
  'scan-damaged': ['damaged', 'box-and-product'],
  'charged-twice': ['billing', 'charged-twice'],
  'refund-missing': ['billing', 'refund-missing'],
  attempted: ['late', 'not-at-home'],
  'no-scan': ['lost', 'no-scan'],
  'not-sent': ['late', 'not-sent'],
  stuck: ['late', 'stuck'],
  late: ['late', null],
  'part-missing': ['missing-part', 'item-missing'],
};

/**
 * What a call about this order is most likely about, the surest first; empty where nothing in it went wrong. The facts are the order's
 * own: scans, dates, payments. Offered, never decided: the person on the phone hears what it is.
 * @param now ms since 1970.
 */
export function suggestedFailures(order: OrderRecord | null, now: number, tree: FailureTree): Suggestion[] {
  if (order === null || order.kind !== 'sale' || now - order.placedAt > coldDays * day) return [];
  const found = evidenceIn(order, now);
  const offered = new Set(
    tree.leaves.filter(({ retired }) => !retired).map(({ id, under }) => `${under}/${id}`),
  );
  return (Object.keys(meaning) as Evidence[])
    .filter((one) => found.has(one))
    .map((evidence) => {
      const [kind, leaf] = meaning[evidence];
      return { kind, failure: leaf !== null && offered.has(`${kind}/${leaf}`) ? leaf : null, evidence };
    });
}

function evidenceIn(order: OrderRecord, now: number): Set<Evidence> {
  const found = new Set<Evidence>();
  const delivery = deliveryOf(order);
  const isPaidBack = order.payment === 'refunded';
  const about = { promisedAt: promisedBy(order), delivery, zone: order.zone };
  const late = isLate(about, now);
  if (delivery !== 'cancelled' && !isPaidBack) {
    for (const parcel of order.shipments) {
      const said = parcelEvidence(parcel, now);
      if (said) found.add(said);
    }
    const wasExpected = order.promisedAt === null && now - order.placedAt > patienceDays * day;
    if (delivery === 'not-sent' && (late || wasExpected)) found.add('not-sent');
    if (delivery === 'partly-delivered' && !order.shipments.some(isMoving)) found.add('part-missing');
    if (late && found.size === 0) found.add('late');
  }
  if (chargedTwice(order)) found.add('charged-twice');
  if (refundMissing(order, delivery, now)) found.add('refund-missing');
  return found;
}

function parcelEvidence(parcel: Shipment, now: number): Evidence | null {
  const scan = lastScan(parcel.events);
  if (scan?.status === 'returned') return 'scan-returned';
  if (scan?.status === 'lost') return 'scan-lost';
  if (damageScan(parcel)) return 'scan-damaged';
  if (deliveredAt(parcel) !== null) return null;
  if (scan?.status === 'attempted') return 'attempted';
  const since = scan?.at ?? parcel.leftAt;
  if (since === null || scan?.status === 'at-pickup-point') return null;
  if (now - since > goneDays * day) return 'no-scan';
  return now - since > stuckDays * day ? 'stuck' : null;
}

function isMoving(parcel: Shipment): boolean {
  return deliveredAt(parcel) === null && parcel.leftAt !== null;
}

/** The same amount was taken twice, and more than the order costs. */
function chargedTwice({ payments, total }: OrderRecord): boolean {
  const done = payments.filter(({ kind, status }) => kind === 'payment' && status === 'done');
  const back = payments.filter(({ kind, status }) => kind === 'refund' && status === 'done');
  const sum = (list: OrderRecord['payments']) => list.reduce((all, { amount }) => all + amount.minor, 0);
  const isTwice = new Set(done.map(({ amount }) => amount.minor)).size < done.length;
  return isTwice && sum(done) - sum(back) > total && total > 0;
}

/** Promised back and not there: pending for long or failed; or the goods came back and nobody paid. */
function refundMissing(
  { payments, payment, cancelledAt }: OrderRecord,
  delivery: ReturnType<typeof deliveryOf>,
  now: number,
): boolean {
  const refunds = payments.filter(({ kind }) => kind === 'refund');
  if (refunds.some(({ status, at }) => status === 'failed' || (status === 'pending' && isOld(at, now))))
    return true;
  const isGivenBack = delivery === 'returned' || (cancelledAt !== null && isOld(cancelledAt, now));
  return isGivenBack && payment === 'paid' && refunds.length === 0;
}

const isOld = (at: number | null, now: number): boolean => at !== null && now - at > refundDays * day;
