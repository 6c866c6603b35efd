import type { OrderLine, Payment, Shipment } from '#shared/order/records.ts';
import { currencyExponent, readMinor } from './amount.ts';
import { checked } from './check.ts';
import type { Built } from './csv-orders.ts';
import { readIso, zoneClock } from './dates.ts';
import { fieldOf, type MoneyOf } from './json-fields.ts';
import type { JsonFormat } from './json-orders.ts';
import type { NeutralCustomer, NeutralOrder } from './neutral.ts';
import type { ShopFacts } from './options.ts';
import { webAddress } from './shopify-shipments.ts';
import { addressOf, distinct, emailOf, fullName, phoneOf, textOf } from './text.ts';
import type { Skip, Why } from './trouble.ts';
import { type WooOrder, type WooPlace, wooLine, wooOrder, wooTracking } from './woocommerce-shape.ts';
import { withoutEntities, wooDelivery, wooPayment } from './woocommerce-words.ts';
import { linesLostRemark } from './words.ts';

/** Orders as WooCommerce's REST API returns them; also the answer to a batch. `id` is stable; `number` may be changed by plugins. */
export function woocommerceJson(facts: ShopFacts): JsonFormat {
  return { wrappers: new Set(['orders', 'create', 'update']), build: (item, row) => build(item, row, facts) };
}

function build(item: unknown, row: number, facts: ShopFacts): Built {
  const skipped = (field: string | null, why: Why): Built => ({
    made: null,
    skips: [{ row, rows: 1, field, why, params: {} }],
  });
  if (
    typeof item !== 'object' ||
    item === null ||
    !('line_items' in item) ||
    !('billing' in item) ||
    !('total' in item)
  )
    return skipped(null, 'not-an-order');
  const read = wooOrder.safeParse(item);
  if (!read.success) return skipped(fieldOf(read.error), 'out-of-range');
  const order = read.data;
  const currency = order.currency.toUpperCase();
  if (currencyExponent(currency) === null) return skipped('currency', 'currency');
  const total = readMinor(order.total, currency);
  if (total === null) return skipped('total', 'amount');
  const placedAt = momentOf(order.date_created_gmt, order.date_created, facts);
  if (placedAt === 'no-zone') return skipped('date_created', 'no-zone');
  if (placedAt === 'date' || placedAt === null) return skipped('date_created', placedAt ?? 'no-date');

  const money: MoneyOf = (text) => (text === null || text === undefined ? null : readMinor(text, currency));
  const instant = (gmt: string | null | undefined, local: string | null | undefined): number | null => {
    const at = momentOf(gmt, local, facts);
    return typeof at === 'number' ? at : null;
  };
  const withTax = order.prices_include_tax === true;
  const plusTax = (sum: string | null | undefined, tax: string | null | undefined): number | null => {
    const net = money(sum);
    return net === null ? null : net + (withTax ? (money(tax) ?? 0) : 0);
  };
  const { lines, skips } = linesOf(order, row, plusTax);
  const paidAt = instant(order.date_paid_gmt, order.date_paid);
  const refunded = order.refunds.reduce((sum, refund) => sum + Math.abs(money(refund.total) ?? 0), 0);
  const onDelivery = order.payment_method === 'cod';
  const remark = [
    order.customer_note ?? '',
    skips.length > 0 ? linesLostRemark(skips.length, facts.language) : '',
  ];
  const neutral: NeutralOrder = {
    id: `${facts.shop}:${order.id}`,
    number: textOf(String(order.number ?? ''), 1000) ?? order.id,
    shop: facts.shop,
    kind: 'sale',
    placedAt,
    zone: facts.clock?.zone ?? 'UTC',
    currency,
    total,
    shipping: plusTax(order.shipping_total, order.shipping_tax),
    tax: money(order.total_tax),
    discount: plusTax(order.discount_total, order.discount_tax),
    payment: wooPayment(order.status, { paid: paidAt !== null, onDelivery, refunded, total }),
    delivery: wooDelivery(order.status),
    cancelledAt: null,
    promisedAt: null,
    lines,
    payments: paymentsOf(order, currency, total, paidAt, money),
    shipments: shipmentsOf(order),
    shipTo: placeOf(order.shipping),
    remark: textOf(remark.filter(Boolean).join('\n'), 4000),
    seenAt: instant(order.date_modified_gmt, order.date_modified),
  };
  return checked(row, 1, customerOf(order, facts), neutral, skips);
}

/** The `_gmt` time; else the local one, if the zone of the shop is known. */
function momentOf(
  gmt: string | null | undefined,
  local: string | null | undefined,
  facts: ShopFacts,
): number | null | 'no-zone' | 'date' {
  if (gmt) return readIso(gmt, zoneOfGmt) ?? 'date';
  if (local) return readIso(local, facts.clock) ?? 'date';
  return null;
}
const zoneOfGmt = zoneClock('UTC');

function linesOf(
  order: WooOrder,
  row: number,
  plusTax: (sum: string | null | undefined, tax: string | null | undefined) => number | null,
): { lines: OrderLine[]; skips: Skip[] } {
  const lines: OrderLine[] = [];
  const skips: Skip[] = [];
  for (const [index, item] of order.line_items.entries()) {
    const skip = (field: string, why: Why) =>
      skips.push({ row, rows: 0, field: `line_items.${index}${field}`, why, params: {} });
    const read = wooLine.safeParse(item);
    if (!read.success) {
      skip(`.${fieldOf(read.error) ?? ''}`, 'out-of-range');
      continue;
    }
    const line = read.data;
    const total = plusTax(line.total, line.total_tax);
    if (total === null) {
      skip('.total', 'amount');
      continue;
    }
    const before = plusTax(line.subtotal, line.subtotal_tax) ?? total;
    lines.push({
      id: line.id,
      kind: 'product',
      sku: textOf(line.sku, 1000),
      title: textOf(withoutEntities(line.name ?? ''), 1000) ?? textOf(line.sku, 1000) ?? '',
      quantity: line.quantity,
      unit: line.quantity === 0 ? 0 : Math.round(before / line.quantity),
      total,
      refunded: 0,
    });
  }
  for (const [index, fee] of order.fee_lines.entries()) {
    const total = plusTax(fee.total, fee.total_tax);
    if (total === null)
      skips.push({ row, rows: 0, field: `fee_lines.${index}.total`, why: 'amount', params: {} });
    else {
      const title = textOf(withoutEntities(fee.name ?? ''), 1000) ?? '';
      lines.push({
        id: fee.id,
        kind: 'charge',
        sku: null,
        title,
        quantity: 1,
        unit: total,
        total,
        refunded: 0,
      });
    }
  }
  return { lines, skips };
}

function paymentsOf(
  order: WooOrder,
  currency: string,
  total: number,
  paidAt: number | null,
  money: MoneyOf,
): Payment[] {
  const method = textOf(order.payment_method_title || order.payment_method, 1000);
  const amount = { minor: total, currency };
  const payments: Payment[] = [];
  if (paidAt !== null && total > 0)
    payments.push({ id: 'paid', kind: 'payment', status: 'done', at: paidAt, amount, method });
  else if (order.status === 'failed' && total > 0)
    payments.push({ id: 'paid', kind: 'payment', status: 'failed', at: null, amount, method });
  for (const refund of order.refunds) {
    const minor = Math.abs(money(refund.total) ?? 0);
    if (minor > 0)
      payments.push({
        id: refund.id,
        kind: 'refund',
        status: 'done',
        at: null,
        amount: { minor, currency },
        method: null,
      });
  }
  return payments;
}

/** WooCommerce itself knows no parcels; its Shipment Tracking extension does, without saying what is in them. */
function shipmentsOf(order: WooOrder): Shipment[] {
  const kept = order.meta_data.find((entry) => entry.key === '_wc_shipment_tracking_items');
  const parcels = wooTracking.safeParse(kept?.value);
  if (!parcels.success) return [];
  return parcels.data.map((parcel, index): Shipment => {
    const seconds = Number(parcel.date_shipped ?? Number.NaN);
    return {
      id: parcel.tracking_id || String(index + 1),
      leftAt: Number.isSafeInteger(seconds) && seconds > 0 ? seconds * 1000 : null,
      carrier: textOf(parcel.tracking_provider || parcel.custom_tracking_provider, 1000),
      tracking: textOf(parcel.tracking_number, 1000),
      trackingUrl: webAddress(parcel.custom_tracking_link),
      lines: [],
      promisedAt: null,
      deliveredAt: null,
      signedBy: null,
      events: [],
    };
  });
}

function placeOf(place: WooPlace) {
  if (!place) return null;
  return addressOf({
    name: fullName(place.first_name, place.last_name),
    company: place.company,
    lines: [place.address_1, place.address_2],
    city: place.city,
    region: place.state,
    postcode: place.postcode,
    country: place.country,
  });
}

function customerOf(order: WooOrder, facts: ShopFacts): NeutralCustomer {
  const billing = placeOf(order.billing);
  const shipping = placeOf(order.shipping);
  const home = billing?.country ?? shipping?.country ?? facts.country;
  const id = String(order.customer_id ?? '0');
  const known = id !== '0' && id !== '';
  return {
    personKey: known ? `${facts.shop}:person:${id}` : null,
    name: fullName(order.billing?.first_name, order.billing?.last_name) ?? shipping?.name ?? null,
    emails: distinct([emailOf(order.billing?.email)], (email) => email),
    phones: distinct(
      [phoneOf(order.billing?.phone, home), phoneOf(order.shipping?.phone, shipping?.country ?? home)],
      (phone) => phone.e164 ?? phone.raw,
    ),
    addresses: distinct([billing, shipping], (place) => JSON.stringify(place)),
    guest: !known,
    language: null,
    since: null,
    remark: null,
  };
}
