import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesProgress } from '#shared/order/lines.ts';
import { orderRecord } from '#shared/order/records.ts';
import { deliveryOf } from '#shared/order/status.ts';
import { anyOrder } from './any-order.ts';
import { line, noon, order, parcel, scan } from './sample.ts';

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
