import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesProgress } from '#shared/order/lines.ts';
import { deliveryState, type OrderRecord, orderRecord, trackingStatus } from '#shared/order/records.ts';
import { deliveryOf } from '#shared/order/status.ts';
import { day, line, noon, order, parcel, scan } from './sample.ts';

const when = fc.integer({ min: noon - 30 * day, max: noon });
const maybe = fc.option(when, { nil: null });
const anyOrder: fc.Arbitrary<OrderRecord> = fc
  .record({
    kind: fc.constantFrom('sale' as const, 'cancellation' as const),
    delivery: fc.constantFrom(...deliveryState.options),
    cancelledAt: maybe,
    lines: fc.array(
      fc.record({
        quantity: fc.integer({ min: -5, max: 20 }),
        refunded: fc.integer({ min: 0, max: 25 }),
        kind: fc.constantFrom('product' as const, 'product' as const, 'charge' as const),
      }),
      { maxLength: 6 },
    ),
    shipments: fc.array(
      fc.record({
        leftAt: maybe,
        deliveredAt: maybe,
        lines: fc.array(fc.record({ line: fc.nat(7), quantity: fc.integer({ min: 0, max: 12 }) }), {
          maxLength: 4,
        }),
        events: fc.array(
          fc.record({
            at: fc.constantFrom(noon, noon - 1, noon - day),
            status: fc.constantFrom(...trackingStatus.options),
            place: fc.constantFrom(null, 'Madrid', 'Lima'),
            text: fc.constant(null),
          }),
          { maxLength: 6 },
        ),
      }),
      { maxLength: 4 },
    ),
  })
  .map((facts) =>
    order({
      ...facts,
      lines: facts.lines.map((one, n) =>
        line(`l${n}`, one.quantity, { refunded: one.refunded, kind: one.kind }),
      ),
      shipments: facts.shipments.map((one, n) =>
        parcel(`s${n}`, {
          ...one,
          lines: one.lines.map((part) => ({ lineId: `l${part.line}`, quantity: part.quantity })),
        }),
      ),
    }),
  );

test('the parts of every product line add up to what was ordered and none is negative', () => {
  fc.assert(
    fc.property(anyOrder, (one) => {
      expect(orderRecord.safeParse(one).success).toBe(true);
      const products = one.lines.filter((each) => each.kind === 'product');
      const progress = linesProgress(one);
      expect(progress.map((each) => each.lineId)).toEqual(products.map((each) => each.id));
      for (const [n, each] of progress.entries()) {
        const parts = [each.delivered, each.moving, each.notPacked, each.refunded, each.trouble];
        expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(each.ordered);
        expect(each.ordered).toBe(Math.max(0, products[n]?.quantity ?? 0));
      }
    }),
    { numRuns: 500 },
  );
});

test('neither the order of the scans nor that of the parcels changes anything', () => {
  fc.assert(
    fc.property(anyOrder, fc.infiniteStream(fc.nat(1000)), (one, random) => {
      const shuffle = <T>(list: readonly T[]) =>
        list
          .map((value) => ({ value, key: random.next().value ?? 0 }))
          .sort((x, y) => x.key - y.key)
          .map(({ value }) => value);
      const other = {
        ...one,
        shipments: shuffle(one.shipments.map((each) => ({ ...each, events: shuffle(each.events) }))),
      };
      expect(linesProgress(other)).toEqual(linesProgress(one));
      expect(deliveryOf(other)).toBe(deliveryOf(one));
    }),
    { numRuns: 500 },
  );
});

test('an order that is all delivered has nothing moving, waiting or in trouble', () => {
  fc.assert(
    fc.property(anyOrder, (one) => {
      fc.pre(deliveryOf(one) === 'delivered' && one.cancelledAt === null);
      for (const each of linesProgress(one).filter((every) => every.known)) {
        expect(each.moving + each.trouble + each.notPacked).toBe(0);
      }
    }),
    { numRuns: 2000 },
  );
});

test('three of five arrived, one is moving, one was refunded before it was packed', () => {
  const parts = linesProgress(
    order({
      lines: [line('a', 5, { refunded: 1 })],
      shipments: [
        parcel('1', { deliveredAt: noon, lines: [{ lineId: 'a', quantity: 3 }] }),
        parcel('2', { events: [scan('moving', noon)], lines: [{ lineId: 'a', quantity: 1 }] }),
      ],
    }),
  );
  expect(parts).toEqual([
    {
      lineId: 'a',
      ordered: 5,
      delivered: 3,
      moving: 1,
      notPacked: 0,
      refunded: 1,
      trouble: 0,
      known: true,
    },
  ]);
});

test('a shop that only says "partly sent" leaves the lines not known', () => {
  expect(linesProgress(order({ delivery: 'partly-sent' })).map((each) => each.known)).toEqual([false, false]);
  expect(linesProgress(order({ delivery: 'not-sent' })).map((each) => each.known)).toEqual([true, true]);
});
