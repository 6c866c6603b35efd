import type { CustomerRecord } from '#shared/customer/records.ts';
import type { OrderRecord, Shipment } from '#shared/order/records.ts';
import { itemBySku } from '../catalogue.ts';
import type { World } from '../course.ts';
import type { Market } from '../markets.ts';
import { lineId, orderOf } from '../order.ts';
import { scanText } from '../parcels.ts';
import type { Pieces, StoryOrder, StoryParcel, When } from './story.ts';

/** An order of a story as a record. @throws RangeError when a parcel or refund names what was not ordered. */
export function storyOrder(
  world: World,
  market: Market,
  customer: CustomerRecord,
  plan: StoryOrder,
  moment: (when: When) => number,
): OrderRecord {
  const placedAt = moment(plan.at);
  const { id, number } = world.ledger.orderNumber(market, placedAt);
  const skus = Object.keys(plan.lines);
  const lineOf = (sku: string) => {
    const line = skus.indexOf(sku);
    if (line < 0) throw new RangeError(`order ${plan.key} of ${customer.name} has no ${sku}`);
    return line;
  };
  const promisedAt = plan.promised ? moment(plan.promised) : null;
  const parts = (pieces: Pieces) =>
    Object.entries(pieces).map(([sku, quantity]) => ({ line: lineOf(sku), quantity }));
  const shipments = plan.parcels.map((parcel, index) => {
    const lines = parts(parcel.has).map(({ line, quantity }) => ({ lineId: lineId(id, line), quantity }));
    const promised = parcel.promised ? moment(parcel.promised) : promisedAt;
    return storyParcel(world, market, `${id}:s${index + 1}`, parcel, lines, promised, moment);
  });
  return orderOf({
    market,
    id,
    number,
    customerId: customer.id,
    placedAt,
    lines: Object.entries(plan.lines).map(([sku, quantity]) => ({ item: itemBySku(sku), quantity })),
    discount: plan.discount ?? 0,
    promisedAt,
    paidAt: plan.unpaid ? null : placedAt + world.dice.int(1, 5) * 60_000,
    method: plan.method,
    failedAt: plan.failed ? moment(plan.failed) : null,
    refunds: (plan.refunds ?? []).map((refund) => ({
      at: moment(refund.at),
      pieces: parts(refund.pieces),
      minor: refund.minor ?? null,
      method: plan.method,
    })),
    shipments,
    cancelledAt: plan.cancelled ? moment(plan.cancelled) : null,
    takenBackAt: plan.takenBack ? moment(plan.takenBack) : null,
    shipTo: customer.addresses[0] ?? null,
    remark: plan.remark ?? null,
    known: world.ledger.known(market),
    anchor: world.calendar.anchor,
  });
}

function storyParcel(
  { dice, ledger }: World,
  market: Market,
  id: string,
  parcel: StoryParcel,
  lines: Shipment['lines'],
  promisedAt: number | null,
  moment: (when: When) => number,
): Shipment {
  const carrier = market.carriers[parcel.carrier];
  if (parcel.left === null || !carrier) {
    const nothing = {
      leftAt: null,
      carrier: null,
      tracking: null,
      trackingUrl: null,
      deliveredAt: null,
      signedBy: null,
    };
    return { id, lines, promisedAt, events: [], ...nothing };
  }
  const leftAt = moment(parcel.left);
  const tracking = ledger.tracking(market, carrier);
  const scan = (at: number, status: Shipment['events'][number]['status'], place: string, text?: string) => ({
    at,
    status,
    place,
    text: text ?? scanText(dice, market, status),
  });
  return {
    id,
    leftAt,
    carrier: carrier.name,
    tracking,
    trackingUrl: `https://${carrier.site}/${tracking}`,
    lines,
    promisedAt,
    deliveredAt: parcel.delivered ? moment(parcel.delivered) : null,
    signedBy: parcel.signed ?? null,
    events: [
      scan(leftAt - 95 * 60_000, 'label', market.warehouse),
      scan(leftAt, 'collected', market.warehouse),
      ...(parcel.scans ?? []).map(([at, status, place, text]) => scan(moment(at), status, place, text)),
    ],
  };
}
