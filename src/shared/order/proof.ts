import type { ProofEvent } from '../case/words.ts';
import { linesProgress, piecesByPlace } from './lines.ts';
import { deliveredAt, parcelPlace } from './parcel.ts';
import type { OrderRecord, OrderSummary, Shipment, TrackingStatus } from './records.ts';
import { deliveryOf } from './status.ts';

/** Clocks of desks and shops differ by so much and mean the same moment, ms. */
const slack = 10 * 60_000;

/**
 * Whether an order has done what was promised, as its customer would see it, and when (`at`: ms, null where nobody tells); null: not yet.
 *
 * - `shipped`: every piece that was ordered and not refunded has left. A part is not what was promised; what happened to it on the way is
 *   another matter.
 * - `delivered`: every such piece is in the customer's hands. Damaged, lost or handed to a pickup point is not delivered.
 * - `refunded`: all of the money, or any refund that was made since the promise.
 *
 * Places decide and not times: clocks of carriers run backwards at times, and what left before it was promised (nobody at the desk knew yet)
 * is kept all the same. A cancelled order neither leaves nor arrives.
 * @param since when it was promised.
 */
export function proves(order: OrderRecord, event: ProofEvent, since: number): { at: number | null } | null {
  if (order.kind !== 'sale') return null;
  switch (event) {
    case 'shipped':
      return hasLeft(order) ? { at: last(order.shipments.map(leftAt)) } : null;
    case 'delivered':
      return deliveryOf(order) === 'delivered' ? { at: last(order.shipments.map(deliveredAt)) } : null;
    case 'refunded':
      return refunded(order, since);
  }
}

/** Whether an order in a list has already done it: then it cannot be what is promised. */
export function hasDone(
  { delivery, payment }: Pick<OrderSummary, 'delivery' | 'payment'>,
  event: ProofEvent,
): boolean {
  if (event === 'refunded') return payment === 'refunded' || payment === 'voided' || payment === 'pending';
  const over = ['delivered', 'returned', 'cancelled', 'trouble'].includes(delivery);
  return over || (event === 'shipped' && (delivery === 'sent' || delivery === 'partly-delivered'));
}

function hasLeft(order: OrderRecord): boolean {
  const pieces = piecesByPlace(order);
  if (!pieces.some(({ ordered }) => ordered > 0) || !pieces.every(({ known }) => known))
    return hasLeftWhole(order);
  const progress = linesProgress(order);
  const gone = progress.reduce((sum, one) => sum + one.delivered + one.moving + one.trouble, 0);
  return gone > 0 && progress.every((one) => one.notPacked === 0);
}

/** Where nobody says which pieces are where. */
function hasLeftWhole(order: OrderRecord): boolean {
  if (order.delivery === 'partly-sent' || order.delivery === 'partly-delivered') return false;
  const places = order.shipments.map((parcel) => parcelPlace(parcel, order.delivery));
  if (places.length === 0) return order.delivery === 'sent' || order.delivery === 'delivered';
  return places.every((place) => place !== 'prepared');
}

const onItsWay: ReadonlySet<TrackingStatus> = new Set([
  'collected',
  'moving',
  'out-for-delivery',
  'attempted',
  'at-pickup-point',
  'delivered',
]);

function leftAt({ leftAt: said, events }: Shipment): number | null {
  if (said !== null) return said;
  const times = events.filter(({ status }) => onItsWay.has(status)).map(({ at }) => at);
  return times.length > 0 ? Math.min(...times) : null;
}

function refunded({ payment, payments }: OrderRecord, since: number): { at: number | null } | null {
  const done = payments.filter((one) => one.kind === 'refund' && one.status === 'done');
  const times = done.map(({ at }) => at).filter((at) => at !== null);
  if (payment === 'refunded') return { at: last(times) };
  const after = times.filter((at) => at >= since - slack);
  return after.length > 0 ? { at: Math.min(...after) } : null;
}

function last(times: readonly (number | null)[]): number | null {
  const known = times.filter((at) => at !== null);
  return known.length > 0 ? Math.max(...known) : null;
}
