import type { OrderRecord, OrderSummary, Shipment, TrackingStatus } from '#shared/order/records.ts';
import type { StoryRow } from './entries.ts';

/** Scans that belong to the story. The others are behind the order: six "in transit" a parcel would drown the people. */
const shownScans = new Set<TrackingStatus>([
  'attempted',
  'at-pickup-point',
  'delivered',
  'damaged',
  'lost',
  'returned',
]);

/** Everything an order adds to the story: placed, cancelled, money, what left, what the carrier said. */
export function orderEntries(order: OrderRecord, summary: OrderSummary): StoryRow[] {
  const base = { caseId: null, orderId: order.id, by: null };
  const { number } = order;
  const rows: StoryRow[] = [
    {
      ...base,
      id: `${order.id}/placed`,
      at: order.placedAt,
      kind: 'order',
      data: {
        number,
        orderKind: order.kind,
        total: { minor: order.total, currency: order.currency },
        payment: order.payment,
        delivery: summary.delivery,
        lineCount: summary.lineCount,
        firstTitle: summary.firstTitle,
      },
    },
  ];
  if (order.cancelledAt !== null && order.kind === 'sale') {
    rows.push({
      ...base,
      id: `${order.id}/cancelled`,
      at: order.cancelledAt,
      kind: 'order-cancelled',
      data: { number },
    });
  }
  for (const paid of order.payments) {
    if (paid.at === null) continue;
    const { kind: paymentKind, amount, method, status } = paid;
    rows.push({
      ...base,
      id: `${order.id}/money/${paid.id}`,
      at: paid.at,
      kind: 'payment',
      data: { number, paymentKind, amount, method, status },
    });
  }
  for (const parcel of order.shipments) rows.push(...parcelEntries(order, parcel));
  return rows;
}

function parcelEntries(order: OrderRecord, parcel: Shipment): StoryRow[] {
  const base = { caseId: null, orderId: order.id, by: null };
  const { number } = order;
  const { carrier, tracking } = parcel;
  const rows: StoryRow[] = [];
  if (parcel.leftAt !== null) {
    const pieces = parcel.lines.reduce((sum, line) => sum + line.quantity, 0);
    rows.push({
      ...base,
      id: `${order.id}/left/${parcel.id}`,
      at: parcel.leftAt,
      kind: 'shipment',
      data: { number, carrier, tracking, pieces },
    });
  }
  parcel.events.forEach((scan, index) => {
    if (!shownScans.has(scan.status)) return;
    const { status, place, text } = scan;
    const signedBy = status === 'delivered' ? parcel.signedBy : null;
    rows.push({
      ...base,
      id: `${order.id}/scan/${parcel.id}/${index}`,
      at: scan.at,
      kind: 'tracking',
      data: { number, carrier, tracking, status, place, text, signedBy },
    });
  });
  if (parcel.deliveredAt !== null && !parcel.events.some((scan) => scan.status === 'delivered')) {
    rows.push({
      ...base,
      id: `${order.id}/delivered/${parcel.id}`,
      at: parcel.deliveredAt,
      kind: 'tracking',
      data: {
        number,
        carrier,
        tracking,
        status: 'delivered',
        place: null,
        text: null,
        signedBy: parcel.signedBy,
      },
    });
  }
  return rows;
}

/** What an order is worth to us in minor units: refunds off, cancelled nothing, a cancellation document its negative total. */
export function worthOf(order: OrderRecord): number {
  if (order.kind !== 'sale') return order.total;
  if (order.cancelledAt !== null) return 0;
  const back = order.payments.filter((p) => p.kind === 'refund' && p.status === 'done');
  return back.reduce((left, p) => left - p.amount.minor, order.total);
}
