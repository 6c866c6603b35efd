import type { OrderSummary } from '../order/records.ts';
import type { Segment, Worth } from '../rules/manual.ts';

const day = 86_400_000;
const month = 30.44 * day;

/** What a customer is to us, with what it was read from, so that a person can see why. Days are whole. */
export type SegmentReading = {
  segment: Segment;
  /** Sales that were not cancelled or paid back, all of them, and those of the last `loyalMonths`. */
  orders: number;
  recent: number;
  /** The usual time between two orders, in days; null below three orders: two say nothing of a habit. */
  usualGap: number | null;
  /** Days since the last order; null where there is none. */
  silent: number | null;
};

/** The sales that count: what was cancelled or paid back whole was no sale in the end. */
export function standingSales(orders: readonly OrderSummary[]): OrderSummary[] {
  return orders.filter(
    ({ kind, cancelledAt, payment }) =>
      kind === 'sale' && cancelledAt === null && payment !== 'refunded' && payment !== 'voided',
  );
}

/**
 * Which segment of the manual a customer belongs to. Whoever bought by habit and has been silent for much longer than
 * that is at risk; whoever orders often is loyal; then come the new, those of one order, and the rest.
 */
export function segmentOf(orders: readonly OrderSummary[], worth: Worth, now: number): SegmentReading {
  const times = standingSales(orders)
    .map(({ placedAt }) => placedAt)
    .sort((a, b) => a - b);
  const first = times[0];
  const last = times.at(-1);
  const recent = times.filter((at) => at > now - worth.loyalMonths * month).length;
  const gap = usualGapOf(times);
  const silent = last === undefined ? null : Math.max(0, Math.floor((now - last) / day));
  const reading = { orders: times.length, recent, usualGap: gap, silent };
  const of = (segment: Segment): SegmentReading => ({ segment, ...reading });
  // A weekly buyer who skips a month is on holiday: nobody is at risk before they would cease to be new.
  if (gap !== null && silent !== null && silent > Math.max(gap * worth.silentGaps, worth.newDays))
    return of('at-risk');
  if (recent >= worth.loyalOrders) return of('loyal');
  if (first === undefined || first > now - worth.newDays * day) return of('new');
  return of(times.length === 1 ? 'one-off' : 'regular');
}

/** The median of the gaps, in whole days. */
function usualGapOf(times: readonly number[]): number | null {
  if (times.length < 3) return null;
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
  const sorted = gaps.sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return Math.max(1, Math.round(middle / day));
}
