import { beforeAll, expect, test } from 'vitest';
import type { OrderRecord } from '#shared/order/records.ts';
import { deliveryOf } from '#shared/order/status.ts';
import { calendarOf } from '#shops/demo/calendar.ts';
import { anchor, load } from './load.ts';

let orders: OrderRecord[];
beforeAll(() => {
  orders = [11, 12].flatMap((seed) => load(seed).orders);
});

const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);

test('what the shop says of the delivery is what the parcels say', () => {
  for (const order of orders)
    expect([order.number, deliveryOf(order)]).toEqual([order.number, order.delivery]);
});

test('what the shop says of the payment follows from the payments', () => {
  for (const { payments, payment, total, cancelledAt } of orders) {
    const done = payments.filter((p) => p.status === 'done');
    const paid = sum(done.filter((p) => p.kind === 'payment').map((p) => p.amount.minor));
    const back = sum(done.filter((p) => p.kind === 'refund').map((p) => p.amount.minor));
    expect(back).toBeLessThanOrEqual(paid);
    const expected =
      paid === 0
        ? cancelledAt === null
          ? 'pending'
          : 'voided'
        : back === paid
          ? 'refunded'
          : back > 0
            ? 'partly-refunded'
            : 'paid';
    expect(payment).toBe(expected);
    if (paid > 0) expect(paid).toBe(total);
  }
});

test('lines, discount, postage and tax add up to the total, in the currency of the shop', () => {
  for (const order of orders) {
    const goods = sum(order.lines.map((line) => line.total)) - (order.discount ?? 0);
    expect(goods).toBeGreaterThan(0);
    const onTop = order.shop === 'casalumbre-us' ? (order.tax ?? 0) : 0;
    expect(order.total).toBe(goods + (order.shipping ?? 0) + onTop);
    expect(order.tax ?? 0).toBeGreaterThan(0);
    for (const line of order.lines) {
      expect(line.total).toBe(line.unit * line.quantity);
      expect(line.refunded).toBeLessThanOrEqual(line.quantity);
    }
    for (const payment of order.payments) expect(payment.amount.currency).toBe(order.currency);
  }
  expect(new Set(orders.map((order) => order.currency))).toEqual(
    new Set(['EUR', 'MXN', 'ARS', 'COP', 'GBP', 'USD']),
  );
});

/** What is wrong with the order of an order's times. */
function muddled(order: OrderRecord): string[] {
  const paidAt = order.payments.find((p) => p.kind === 'payment' && p.status === 'done')?.at ?? null;
  const rules: [string, boolean][] = [
    ['paid before placed', paidAt !== null && paidAt <= order.placedAt],
    [
      'refund before payment',
      order.payments.some((p) => p.kind === 'refund' && (p.at ?? 0) <= (paidAt ?? Infinity)),
    ],
    ['a payment without its time', order.payments.some((p) => (p.at === null) !== (p.status === 'pending'))],
    ['cancelled before placed', order.cancelledAt !== null && order.cancelledAt <= order.placedAt],
  ];
  for (const { leftAt, deliveredAt, events, promisedAt, signedBy, carrier, tracking } of order.shipments) {
    const scans = events.map((scan) => scan.at);
    const delivered = events.findIndex((scan) => scan.status === 'delivered');
    rules.push(
      ['promised before placed', promisedAt !== null && promisedAt <= order.placedAt],
      ['signed for but not delivered', signedBy !== null && deliveredAt === null],
      ['delivered without a scan', deliveredAt !== null && events.at(-1)?.at !== deliveredAt],
      ['a delivery scan that is not the last', delivered >= 0 && delivered !== events.length - 1],
      ['a delivery scan without a delivery', delivered >= 0 && deliveredAt === null],
      ['scans not in order', scans.some((at, index) => at < (scans[index - 1] ?? 0))],
    );
    if (leftAt === null) {
      rules.push([
        'scanned or carried before it left',
        carrier !== null || tracking !== null || scans.length > 0,
      ]);
      rules.push(['delivered before it left', deliveredAt !== null]);
    } else {
      rules.push(['left before placed', leftAt <= order.placedAt || (scans[0] ?? 0) <= order.placedAt]);
      rules.push(['delivered before it left', deliveredAt !== null && deliveredAt <= leftAt]);
    }
  }
  return rules.flatMap(([rule, broken]) => (broken ? [`${order.number}: ${rule}`] : []));
}

test('an order is placed, paid, packed, gone, delivered and paid back in this order', () => {
  expect(orders.flatMap(muddled)).toEqual([]);
});

test('carriers scan by day', () => {
  const calendar = calendarOf(anchor);
  for (const { zone, shipments } of orders) {
    const minutes = shipments.flatMap((parcel) =>
      parcel.events.map(({ at }) => calendar.minutesOf(zone, at)),
    );
    expect(minutes.filter((minute) => minute < 6 * 60 || minute >= 22 * 60)).toEqual([]);
  }
});

test('no order or tracking number is given twice in a company', () => {
  for (const seed of [11, 12]) {
    const own = load(seed).orders;
    const tracking = own.flatMap((order) => order.shipments.flatMap((parcel) => parcel.tracking ?? []));
    expect(new Set(tracking).size).toBe(tracking.length);
    expect(new Set(own.map((order) => order.number)).size).toBe(own.length);
  }
});

test('most orders arrive in time; some are late, in parts, lost, damaged or cancelled', () => {
  const ended = orders.filter((order) => order.delivery === 'delivered');
  const late = ended.filter((order) =>
    order.shipments.some(
      (parcel) => (parcel.deliveredAt ?? 0) > (order.promisedAt ?? Number.POSITIVE_INFINITY),
    ),
  );
  expect(ended.length / orders.length).toBeGreaterThan(0.9);
  expect(late.length / orders.length).toBeGreaterThan(0.05);
  expect(late.length / orders.length).toBeLessThan(0.15);
  const scans = new Set(
    orders.flatMap((order) => order.shipments.flatMap((s) => s.events.map((e) => e.status))),
  );
  expect(scans).toContain('lost');
  expect(scans).toContain('damaged');
  for (const state of ['not-sent', 'sent', 'partly-delivered', 'trouble', 'returned', 'cancelled']) {
    expect(orders.some((order) => order.delivery === state)).toBe(true);
  }
});
