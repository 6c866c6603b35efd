import type { Address } from '#shared/customer/records.ts';
import type { OrderLine, OrderRecord, Payment, PaymentState, Shipment } from '#shared/order/records.ts';
import { deliveryOf } from '#shared/order/status.ts';
import type { Item } from './catalogue.ts';
import { type Market, priceOf } from './markets.ts';

const year = 365.25 * 86_400_000;

/** An order before it is written down. Facts after `known` have not happened yet. */
export type OrderPlan = {
  market: Market;
  id: string;
  number: string;
  customerId: string;
  placedAt: number;
  lines: { item: Item; quantity: number }[];
  /** The share of the goods' price that is taken off, from 0 to below 1. */
  discount: number;
  promisedAt: number | null;
  paidAt: number | null;
  method: string;
  /** A first try that did not go through, before `paidAt`. */
  failedAt: number | null;
  /** `pieces` by line number; `minor` null for the price of those pieces. */
  refunds: {
    at: number;
    pieces: { line: number; quantity: number }[];
    minor: number | null;
    method: string;
  }[];
  shipments: Shipment[];
  cancelledAt: number | null;
  /** The goods came back and were taken in again. */
  takenBackAt: number | null;
  shipTo: Address | null;
  remark: string | null;
  known: number;
  anchor: number;
};

/** The id of a line of an order: parcels name it. Lines count from 0. */
export function lineId(orderId: string, line: number): string {
  return `${orderId}:l${line + 1}`;
}

/** The order as the shop knew it at `known`. Its states follow from its payments and parcels. */
export function orderOf(plan: OrderPlan): OrderRecord {
  const { market, known } = plan;
  const refunds = plan.refunds.filter((refund) => refund.at <= known);
  const lines = plan.lines.map(({ item, quantity }, index): OrderLine => {
    const unit = priceOf(item, market, (plan.anchor - plan.placedAt) / year);
    const back = refunds.flatMap((refund) => refund.pieces).filter((piece) => piece.line === index);
    return {
      id: lineId(plan.id, index),
      kind: 'product',
      sku: item.sku,
      title: item.title[market.language],
      quantity,
      unit,
      total: unit * quantity,
      refunded: Math.min(
        quantity,
        back.reduce((sum, piece) => sum + piece.quantity, 0),
      ),
    };
  });
  const price = lines.reduce((sum, line) => sum + line.total, 0);
  const discount = Math.round(price * plan.discount);
  const goods = price - discount;
  const shipping = goods >= market.freeFrom ? 0 : market.postage;
  const tax = Math.round(
    market.taxAdded ? goods * market.tax : ((goods + shipping) * market.tax) / (1 + market.tax),
  );
  const total = goods + shipping + (market.taxAdded ? tax : 0);
  const cancelledAt = plan.cancelledAt !== null && plan.cancelledAt <= known ? plan.cancelledAt : null;
  const payments = paymentsOf(plan, refunds, lines, total);
  const order: OrderRecord = {
    type: 'order',
    id: plan.id,
    customerId: plan.customerId,
    number: plan.number,
    shop: market.shop,
    kind: 'sale',
    placedAt: plan.placedAt,
    zone: market.zone,
    currency: market.currency,
    total,
    shipping,
    tax,
    discount,
    payment: paymentStateOf(payments, total, cancelledAt !== null),
    delivery: cancelledAt !== null && plan.shipments.length === 0 ? 'cancelled' : 'not-sent',
    cancelledAt,
    promisedAt: plan.promisedAt,
    lines,
    payments,
    shipments: plan.shipments,
    shipTo: plan.shipTo,
    remark: plan.remark,
    seenAt: known,
  };
  const back = plan.takenBackAt !== null && plan.takenBackAt <= known;
  return { ...order, delivery: back ? 'returned' : deliveryOf(order) };
}

function paymentsOf(
  plan: OrderPlan,
  refunds: OrderPlan['refunds'],
  lines: OrderLine[],
  total: number,
): Payment[] {
  const { currency } = plan.market;
  const list: Payment[] = [];
  const add = (
    kind: Payment['kind'],
    status: Payment['status'],
    at: number | null,
    minor: number,
    method: string,
  ) =>
    list.push({
      id: `${plan.id}:p${list.length + 1}`,
      kind,
      status,
      at,
      amount: { minor, currency },
      method,
    });
  if (plan.failedAt !== null && plan.failedAt <= plan.known) {
    add('payment', 'failed', plan.failedAt, total, plan.method);
  }
  const paid = plan.paidAt !== null && plan.paidAt <= plan.known;
  add('payment', paid ? 'done' : 'pending', paid ? plan.paidAt : null, total, plan.method);
  let left = total;
  for (const refund of refunds) {
    const worth = refund.pieces.reduce(
      (sum, { line, quantity }) => sum + (lines[line]?.unit ?? 0) * quantity,
      0,
    );
    const minor = Math.min(left, refund.minor ?? worth);
    left -= minor;
    if (minor > 0) add('refund', 'done', refund.at, minor, refund.method);
  }
  return plan.cancelledAt !== null && !paid ? [] : list;
}

/** What the payments amount to. */
export function paymentStateOf(payments: Payment[], total: number, cancelled: boolean): PaymentState {
  const sum = (kind: Payment['kind']) =>
    payments
      .filter((p) => p.kind === kind && p.status === 'done')
      .reduce((all, p) => all + p.amount.minor, 0);
  const [paid, back] = [sum('payment'), sum('refund')];
  if (paid === 0) return cancelled ? 'voided' : 'pending';
  if (back >= paid) return 'refunded';
  if (back > 0) return 'partly-refunded';
  return paid >= total ? 'paid' : 'partly-paid';
}
