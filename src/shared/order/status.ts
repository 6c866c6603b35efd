import type { CaseView } from '../views/case.ts';
import { calendarOf } from './format.ts';
import { piecesByPlace, progressOf } from './lines.ts';
import { deliveredAt, parcelPlace } from './parcel.ts';
import type { DeliveryState, OrderRecord, OrderSummary } from './records.ts';

const day = 86_400_000;

/**
 * Where an order stands: its parcels first, then what the shop says. Pieces that were refunded are not waited for.
 * An order that is cancelled but left all the same is what its parcels say.
 */
export function deliveryOf(order: OrderRecord): DeliveryState {
  if (order.kind === 'cancellation') return 'cancelled';
  const n = countPieces(order);
  const gone = n.delivered + n.moving + n.trouble + n.returned;
  if (gone === 0) return stillHere(order);
  const open = n.delivered + n.moving + n.waiting;
  if (n.openTrouble > 0) return n.returned > 0 && n.trouble === 0 && open === 0 ? 'returned' : 'trouble';
  if (open === 0) return n.trouble > 0 ? 'trouble' : 'returned';
  if (n.delivered > 0 && n.moving + n.waiting === 0) {
    // Parcels tell the way out only: when the shop says that the goods came back, that is the newer fact.
    return order.delivery === 'returned' ? 'returned' : 'delivered';
  }
  if (order.delivery === 'trouble') return 'trouble';
  if (n.delivered > 0) return 'partly-delivered';
  return n.waiting > 0 ? 'partly-sent' : 'sent';
}

/** Nothing of it left, as far as anybody knows. */
function stillHere(order: OrderRecord): DeliveryState {
  if (order.cancelledAt !== null) return 'cancelled';
  // Prepared parcels without a date say less than the shop does.
  return order.shipments.length > 0 && order.delivery === 'unknown' ? 'not-sent' : order.delivery;
}

type Count = {
  delivered: number;
  moving: number;
  trouble: number;
  returned: number;
  /** Lost, damaged or returned and not refunded. */
  openTrouble: number;
  /** Not packed and not refunded. */
  waiting: number;
};

/** Counts pieces where the lines can be told apart, else whole parcels. */
function countPieces(order: OrderRecord): Count {
  const count: Count = { delivered: 0, moving: 0, trouble: 0, returned: 0, openTrouble: 0, waiting: 0 };
  const pieces = piecesByPlace(order);
  const cancelled = order.cancelledAt !== null;
  if (pieces.some(({ ordered }) => ordered > 0) && pieces.every(({ known }) => known)) {
    for (const { at } of pieces) {
      count.delivered += at.delivered;
      count.moving += at.moving;
      count.trouble += at.trouble;
      count.returned += at.returned;
    }
    for (const line of progressOf(pieces)) {
      count.openTrouble += line.trouble;
      if (!cancelled) count.waiting += line.notPacked;
    }
    return count;
  }
  for (const parcel of order.shipments) {
    const place = parcelPlace(parcel, order.delivery);
    if (place === 'prepared') count.waiting += cancelled ? 0 : 1;
    else count[place] += 1;
  }
  count.openTrouble = count.trouble + count.returned;
  if (!cancelled && (order.delivery === 'partly-sent' || order.delivery === 'partly-delivered'))
    count.waiting += 1;
  return count;
}

/** An order as a list shows it. `deliveredAt` is that of its last parcel, and only when all of it is delivered. */
export function summaryOf(order: OrderRecord): OrderSummary {
  const delivery = deliveryOf(order);
  const products = order.lines.filter((line) => line.kind === 'product');
  const times = order.shipments.map(deliveredAt).filter((at) => at !== null);
  return {
    id: order.id,
    customerId: order.customerId,
    number: order.number,
    shop: order.shop,
    kind: order.kind,
    placedAt: order.placedAt,
    zone: order.zone,
    currency: order.currency,
    total: order.total,
    payment: order.payment,
    delivery,
    cancelledAt: order.cancelledAt,
    promisedAt: promisedBy(order),
    deliveredAt: delivery === 'delivered' && times.length > 0 ? Math.max(...times) : null,
    lineCount: products.length,
    firstTitle: products[0]?.title ?? null,
  };
}

/** The date the customer was given: the shop's own, else the earliest of a parcel still awaited, else of any parcel. */
export function promisedBy(order: OrderRecord): number | null {
  if (order.promisedAt !== null) return order.promisedAt;
  const dated = order.shipments.filter((parcel) => parcel.promisedAt !== null);
  const awaited = dated.filter((parcel) => parcelPlace(parcel, order.delivery) !== 'delivered');
  const times = (awaited.length > 0 ? awaited : dated)
    .map((parcel) => parcel.promisedAt)
    .filter((at) => at !== null);
  return times.length > 0 ? Math.min(...times) : null;
}

/**
 * The id of the order a call is most likely about, or null when there are no orders: the order of the newest open
 * case, else one in trouble or late, else one under way, else one delivered within 14 days, else the newest sale.
 * Of several, the newest. Trouble older than 90 days with no open case about it has gone cold and waits its turn.
 */
export function orderInQuestion(
  orders: readonly OrderSummary[],
  cases: readonly Pick<CaseView, 'status' | 'orderIds' | 'openedAt'>[],
  now: number,
): string | null {
  const newest = orders.toSorted((a, b) => b.placedAt - a.placedAt || (a.id < b.id ? -1 : 1));
  const sales = newest.filter((order) => order.kind === 'sale');
  for (const open of cases
    .filter((one) => one.status === 'open')
    .toSorted((a, b) => b.openedAt - a.openedAt)) {
    const linked = sales.find((order) => open.orderIds.includes(order.id));
    if (linked) return linked.id;
  }
  const calendars = new Map<string, ReturnType<typeof calendarOf>>();
  const calendar = (zone: string) => {
    const made = calendars.get(zone) ?? calendarOf(zone); // slow to make, and a customer's orders share their zone
    calendars.set(zone, made);
    return made;
  };
  const likely =
    sales.find(
      (order) => now - order.placedAt < 90 * day && (inTrouble(order) || isLate(order, now, calendar)),
    ) ??
    sales.find((order) => now - order.placedAt < 90 * day && isUnderWay(order)) ??
    sales.find((order) => order.deliveredAt !== null && now - order.deliveredAt <= 14 * day) ??
    sales.find((order) => order.delivery !== 'cancelled') ??
    sales[0] ??
    newest[0];
  return likely?.id ?? null;
}

/** Lost, damaged or sent back, and the money not given back in full. */
function inTrouble(order: OrderSummary): boolean {
  return (order.delivery === 'trouble' || order.delivery === 'returned') && order.payment !== 'refunded';
}

/**
 * Past its promise and not all delivered. A promise is for a whole day: shops give dates, and the hour they carry is
 * that of a file. So it is late when that day is over in the zone of the order.
 */
export function isLate(
  order: Pick<OrderSummary, 'promisedAt' | 'delivery' | 'zone'>,
  now: number,
  calendar: typeof calendarOf = calendarOf,
): boolean {
  if (order.promisedAt === null || order.promisedAt >= now || !isUnderWay(order)) return false;
  // No day is longer than 26 hours: the calendar is asked only where it decides.
  if (now - order.promisedAt > 26 * 3_600_000) return true;
  const dayOf = calendar(order.zone);
  return dayOf(now).index > dayOf(order.promisedAt).index;
}

function isUnderWay(order: Pick<OrderSummary, 'delivery'>): boolean {
  return (
    order.delivery === 'not-sent' ||
    order.delivery === 'partly-sent' ||
    order.delivery === 'sent' ||
    order.delivery === 'partly-delivered'
  );
}
