import type { OrderRecord, Shipment } from '#shared/order/records.ts';
import { readIso } from './dates.ts';
import { shopifyFulfilment } from './shopify-shape.ts';
import { shipmentsOf } from './shopify-shipments.ts';

/** A fulfilment as Shopify sends it by itself, without its order. `at`: when Shopify last said this, ms. */
export type Fulfilment = { orderId: string; id: string; at: number | null; shipments: Shipment[] };

/** Null: it is no fulfilment. `orderId` is that of the order's record. */
export function readFulfilment(item: unknown, shop: string): Fulfilment | null {
  const read = shopifyFulfilment.safeParse(item);
  if (!read.success) return null;
  const instant = (text: string | null | undefined): number | null => {
    const at = text ? readIso(text, null) : null;
    return at === 'no-zone' ? null : at;
  };
  const { id, order_id, updated_at } = read.data;
  return {
    orderId: `${shop}:${order_id}`,
    id,
    at: instant(updated_at),
    shipments: shipmentsOf(read.data, instant),
  };
}

/**
 * The order with the parcels of this fulfilment as it says they are now; the same order where it knows something newer of them. When
 * the shop last spoke of the order itself stays as it was: its next word on it, which has this fulfilment in it, must not look old.
 */
export function withFulfilment(order: OrderRecord, { id, at, shipments }: Fulfilment): OrderRecord {
  const isOf = (shipment: Shipment) => shipment.id === id || shipment.id.startsWith(`${id}/`);
  const known = order.shipments.filter(isOf).flatMap((shipment) => shipment.events.map((event) => event.at));
  if (at !== null && known.some((seen) => seen > at)) return order;
  const place = order.shipments.findIndex(isOf);
  const others = order.shipments.filter((shipment) => !isOf(shipment));
  const index =
    place < 0 ? others.length : order.shipments.slice(0, place).filter((one) => !isOf(one)).length;
  return { ...order, shipments: [...others.slice(0, index), ...shipments, ...others.slice(index)] };
}
