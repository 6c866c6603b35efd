import { z } from 'zod';
import { address } from '../customer/records.ts';
import { instant, zone } from '../instant.ts';
import { currency, money } from './money.ts';

const id = z.string().min(1).max(200);
const text = z.string().max(1000);

/** One line of an order. Amounts in minor units of the order's currency. */
export const orderLine = z.strictObject({
  id,
  /** `charge` is postage, a fee or a discount: no product. */
  kind: z.enum(['product', 'charge']),
  sku: text.nullable(),
  title: text,
  /** Negative on a cancellation. */
  quantity: z.number(),
  unit: z.int(),
  total: z.int(),
  /** How many of them were given back in money. */
  refunded: z.number(),
});
export type OrderLine = z.infer<typeof orderLine>;

export const payment = z.strictObject({
  id,
  kind: z.enum(['payment', 'refund']),
  /** `failed` never moved money; `pending` has not yet. */
  status: z.enum(['done', 'pending', 'failed']),
  at: instant.nullable(),
  /** Always positive; `kind` says which way it went. */
  amount: money,
  method: text.nullable(),
});
export type Payment = z.infer<typeof payment>;

export const trackingStatus = z.enum([
  'label',
  'collected',
  'moving',
  'out-for-delivery',
  'attempted',
  'at-pickup-point',
  'delivered',
  'damaged',
  'lost',
  'returned',
]);
export type TrackingStatus = z.infer<typeof trackingStatus>;

/** One scan of a carrier. */
export const trackingEvent = z.strictObject({
  at: instant,
  status: trackingStatus,
  place: text.nullable(),
  text: text.nullable(),
});
export type TrackingEvent = z.infer<typeof trackingEvent>;

/** One parcel, or what left together. */
export const shipment = z.strictObject({
  id,
  /** When it left; null while it is only prepared. */
  leftAt: instant.nullable(),
  carrier: text.nullable(),
  tracking: text.nullable(),
  trackingUrl: z.string().max(2000).nullable(),
  lines: z.array(z.strictObject({ lineId: id, quantity: z.number() })),
  promisedAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  signedBy: text.nullable(),
  /** Oldest first is not promised: timestamps of carriers run backwards at times. */
  events: z.array(trackingEvent),
});
export type Shipment = z.infer<typeof shipment>;

export const paymentState = z.enum([
  'paid',
  'partly-paid',
  'authorised',
  'pending',
  'refunded',
  'partly-refunded',
  'voided',
  'unknown',
]);
export type PaymentState = z.infer<typeof paymentState>;

/** What the shop says of the sending: shipments say more where there are any. */
export const deliveryState = z.enum([
  'not-sent',
  'partly-sent',
  'sent',
  'partly-delivered',
  'delivered',
  'trouble',
  'returned',
  'cancelled',
  'unknown',
]);
export type DeliveryState = z.infer<typeof deliveryState>;

/** An order as a shop knows it. Owned by the centre, read only on a desk. */
export const orderRecord = z.strictObject({
  type: z.literal('order'),
  /** `shop:id`, unique in the company. */
  id,
  customerId: id,
  /** What people say: `#1001`. */
  number: text,
  shop: text,
  /** `cancellation` and `adjustment` are documents of their own in some shops (an invoice that begins with C or A). */
  kind: z.enum(['sale', 'cancellation', 'adjustment']),
  placedAt: instant,
  zone,
  currency,
  /** Minor units. */
  total: z.int(),
  shipping: z.int().nullable(),
  tax: z.int().nullable(),
  discount: z.int().nullable(),
  payment: paymentState,
  delivery: deliveryState,
  cancelledAt: instant.nullable(),
  promisedAt: instant.nullable(),
  lines: z.array(orderLine).max(20000),
  payments: z.array(payment).max(500),
  shipments: z.array(shipment).max(500),
  shipTo: address.nullable(),
  remark: z.string().max(4000).nullable(),
  /** When the shop last said this: the age of every answer about the order. Null where a file does not tell. */
  seenAt: instant.nullable(),
});
export type OrderRecord = z.infer<typeof orderRecord>;

/** An order without its lines: what a list needs. */
export type OrderSummary = {
  id: string;
  customerId: string;
  number: string;
  shop: string;
  kind: OrderRecord['kind'];
  placedAt: number;
  zone: string;
  currency: string;
  total: number;
  payment: PaymentState;
  /** As `deliveryOf` sees it: shipments first, then what the shop says. */
  delivery: DeliveryState;
  cancelledAt: number | null;
  promisedAt: number | null;
  deliveredAt: number | null;
  /** Product lines only. */
  lineCount: number;
  firstTitle: string | null;
};
