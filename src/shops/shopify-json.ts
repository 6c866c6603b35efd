import type { OrderLine, Payment } from '#shared/order/records.ts';
import { currencyExponent, minorUnits, readDecimal, readMinor, times } from './amount.ts';
import { checked } from './check.ts';
import type { Built } from './csv-orders.ts';
import { readIso } from './dates.ts';
import { fieldOf, type MoneyOf } from './json-fields.ts';
import type { JsonFormat } from './json-orders.ts';
import type { NeutralCustomer, NeutralOrder } from './neutral.ts';
import type { ShopFacts } from './options.ts';
import {
  type ShopifyOrder,
  type ShopifyPlace,
  type ShopifyTransaction,
  shopifyLine,
  shopifyOrder,
} from './shopify-shape.ts';
import { shipmentsOf } from './shopify-shipments.ts';
import { deliveryOf, paymentOf } from './shopify-words.ts';
import { addressOf, distinct, emailOf, fullName, languageOf, phoneOf, textOf } from './text.ts';
import type { Skip, Why } from './trouble.ts';
import { linesLostRemark } from './words.ts';

/** Orders as Shopify's REST Admin API returns them, with their fulfilments, transactions and refunds where these are there. */
export function shopifyJson(facts: ShopFacts): JsonFormat {
  return { wrappers: new Set(['orders']), build: (item, row) => build(item, row, facts) };
}

function build(item: unknown, row: number, facts: ShopFacts): Built {
  const value = typeof item === 'object' && item !== null && 'order' in item ? item.order : item;
  const skipped = (field: string | null, why: Why): Built => ({
    made: null,
    skips: [{ row, rows: 1, field, why, params: {} }],
  });
  if (
    typeof value !== 'object' ||
    value === null ||
    !('line_items' in value) ||
    !('created_at' in value) ||
    !('total_price' in value)
  )
    return skipped(null, 'not-an-order');
  const read = shopifyOrder.safeParse(value);
  if (!read.success) return skipped(fieldOf(read.error), 'out-of-range');
  const order = read.data;
  const currency = order.currency.toUpperCase();
  if (currencyExponent(currency) === null) return skipped('currency', 'currency');
  const total = readMinor(order.total_price, currency);
  if (total === null) return skipped('total_price', 'amount');
  // `created_at` is when Shopify heard of it; an order brought in from elsewhere was placed at `processed_at`.
  const placedAt = readIso(order.processed_at ?? order.created_at, facts.clock);
  if (placedAt === null) return skipped('created_at', 'date');
  if (placedAt === 'no-zone') return skipped('created_at', 'no-zone');

  const optional: MoneyOf = (text) =>
    text === null || text === undefined ? null : readMinor(text, currency);
  const instant = (text: string | null | undefined): number | null => {
    const at = text ? readIso(text, facts.clock) : null;
    return at === 'no-zone' ? null : at;
  };
  for (const field of ['cancelled_at', 'updated_at'] as const)
    if (order[field] && instant(order[field]) === null) return skipped(field, 'date');

  const refunded = new Map<string, number>();
  for (const { line_item_id, quantity } of order.refunds.flatMap((refund) => refund.refund_line_items))
    refunded.set(line_item_id, (refunded.get(line_item_id) ?? 0) + (quantity ?? 0));
  const { lines, skips } = linesOf(order.line_items, row, currency, refunded);
  const cancelledAt = instant(order.cancelled_at);
  const shipping = order.shipping_lines.map((line) => optional(line.discounted_price ?? line.price) ?? 0);
  const neutral: NeutralOrder = {
    id: `${facts.shop}:${order.id}`,
    number: textOf(order.name, 1000) ?? (order.order_number ? `#${order.order_number}` : order.id),
    shop: facts.shop,
    kind: 'sale',
    placedAt,
    zone: facts.clock?.zone ?? 'UTC',
    currency,
    total,
    shipping: shipping.length > 0 ? shipping.reduce((sum, price) => sum + price, 0) : null,
    tax: optional(order.total_tax),
    discount: optional(order.total_discounts),
    payment: paymentOf(order.financial_status ?? ''),
    delivery: deliveryOf(order.fulfillment_status ?? null, cancelledAt !== null),
    cancelledAt,
    promisedAt: null,
    lines,
    payments: paymentsOf(order, currency, total, optional, instant),
    shipments: order.fulfillments.flatMap((fulfilment) => shipmentsOf(fulfilment, instant)),
    shipTo: placeOf(order.shipping_address),
    remark: textOf(
      [order.note, skips.length > 0 ? linesLostRemark(skips.length, facts.language) : '']
        .filter(Boolean)
        .join('\n'),
      4000,
    ),
    seenAt: instant(order.updated_at),
  };
  return checked(row, 1, customerOf(order, facts, instant), neutral, skips);
}

function linesOf(
  items: unknown[],
  row: number,
  currency: string,
  refunded: ReadonlyMap<string, number>,
): { lines: OrderLine[]; skips: Skip[] } {
  const lines: OrderLine[] = [];
  const skips: Skip[] = [];
  const exponent = currencyExponent(currency) ?? 2;
  for (const [index, item] of items.entries()) {
    const skip = (field: string, why: Why) =>
      skips.push({ row, rows: 0, field: `line_items.${index}${field}`, why, params: {} });
    const read = shopifyLine.safeParse(item);
    if (!read.success) {
      skip(`.${fieldOf(read.error) ?? ''}`, 'out-of-range');
      continue;
    }
    const line = read.data;
    const price = readDecimal(line.price ?? '');
    const quantity = readDecimal(String(line.quantity));
    const gross = price && quantity && times(price, quantity);
    const allocated = line.discount_allocations.map(({ amount }) => readMinor(amount ?? '0', currency));
    const off = allocated.length > 0 ? allocated : [readMinor(line.total_discount ?? '0', currency)];
    const total = gross && minorUnits(gross, exponent);
    const unit = price && minorUnits(price, exponent);
    if (total === null || unit === null || off.some((amount) => amount === null)) {
      skip('.price', 'amount');
      continue;
    }
    const name = line.name ?? [line.title, line.variant_title].filter(Boolean).join(' - ');
    lines.push({
      id: line.id,
      kind: 'product',
      sku: textOf(line.sku, 1000),
      title: textOf(name, 1000) ?? textOf(line.sku, 1000) ?? '',
      quantity: line.quantity,
      unit,
      total: off.reduce<number>((sum, amount) => sum - (amount ?? 0), total),
      refunded: refunded.get(line.id) ?? 0,
    });
  }
  return { lines, skips };
}

/** What moved: transactions where the file has them, else the one payment that the order's status tells of. */
function paymentsOf(
  order: ShopifyOrder,
  currency: string,
  total: number,
  money: MoneyOf,
  instant: (text: string | null | undefined) => number | null,
): Payment[] {
  const refunds = order.refunds.flatMap((refund) =>
    refund.transactions.map((transaction) => ({
      ...transaction,
      created_at: transaction.created_at ?? refund.created_at,
    })),
  );
  const known = distinct([...order.transactions, ...refunds], (transaction) => transaction.id, 500);
  const payments = known.flatMap((transaction): Payment[] => {
    const amount = money(transaction.amount);
    const kind = kindOf(transaction);
    if (amount === null || kind === null) return [];
    return [
      {
        id: transaction.id,
        kind,
        status:
          transaction.status === 'success' ? 'done' : transaction.status === 'pending' ? 'pending' : 'failed',
        at: instant(transaction.processed_at ?? transaction.created_at),
        amount: { minor: Math.abs(amount), currency: (transaction.currency ?? currency).toUpperCase() },
        method: textOf(transaction.gateway, 1000),
      },
    ];
  });
  const status = paymentOf(order.financial_status ?? '');
  const paid = status === 'paid' || status === 'refunded' || status === 'partly-refunded';
  if (!paid || payments.some((payment) => payment.kind === 'payment') || total <= 0) return payments;
  const method = textOf(order.payment_gateway_names.join(', ') || order.gateway, 1000);
  return [
    { id: 'paid', kind: 'payment', status: 'done', at: null, amount: { minor: total, currency }, method },
    ...payments,
  ];
}

/** An authorisation or its end moves no money. */
function kindOf({ kind }: ShopifyTransaction): Payment['kind'] | null {
  if (kind === 'sale' || kind === 'capture') return 'payment';
  return kind === 'refund' ? 'refund' : null;
}

function placeOf(place: ShopifyPlace) {
  if (!place) return null;
  return addressOf({
    name: place.name ?? fullName(place.first_name, place.last_name),
    company: place.company,
    lines: [place.address1, place.address2],
    city: place.city,
    region: place.province,
    postcode: place.zip,
    country: place.country_code ?? place.country,
  });
}

function customerOf(
  order: ShopifyOrder,
  facts: ShopFacts,
  instant: (text: string | null | undefined) => number | null,
): NeutralCustomer {
  const { customer } = order;
  const billing = placeOf(order.billing_address);
  const shipping = placeOf(order.shipping_address);
  const ownName = fullName(customer?.first_name, customer?.last_name);
  const usualPlace = placeOf(customer?.default_address);
  const usual = usualPlace && { ...usualPlace, name: usualPlace.name ?? ownName ?? billing?.name ?? null };
  const home = billing?.country ?? usual?.country ?? shipping?.country ?? facts.country;
  const id = customer?.id ?? null;
  return {
    personKey: id === null ? null : `${facts.shop}:person:${id}`,
    name: ownName ?? billing?.name ?? usual?.name ?? shipping?.name ?? null,
    emails: distinct([customer?.email, order.email, order.contact_email].map(emailOf), (email) =>
      email.toLowerCase(),
    ),
    phones: distinct(
      [
        phoneOf(customer?.phone, home),
        phoneOf(order.phone, home),
        phoneOf(order.billing_address?.phone, home),
        phoneOf(order.shipping_address?.phone, shipping?.country ?? home),
      ],
      (phone) => phone.e164 ?? phone.raw,
    ),
    addresses: distinct([billing, usual, shipping], (place) => JSON.stringify(place)),
    guest: id === null,
    language: languageOf(order.customer_locale),
    since: instant(customer?.created_at),
    remark: textOf(customer?.note, 4000),
  };
}
