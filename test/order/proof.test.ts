import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasDone, proves } from '#shared/order/proof.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import { summaryOf } from '#shared/order/status.ts';
import { anyOrder } from './any-order.ts';
import { day, hour, line, noon, order, paid, parcel, scan } from './sample.ts';

const a2 = { lineId: 'a', quantity: 2 };
const b1 = { lineId: 'b', quantity: 1 };
const left = (id: string, lines: (typeof a2)[], at = noon) => parcel(id, { lines, leftAt: at });
const refund = (at: number | null) => paid(500, { kind: 'refund', at });

test.each<[string, Partial<OrderRecord>, 'shipped' | 'delivered' | 'refunded', boolean]>([
  ['nothing left', {}, 'shipped', false],
  [
    'a label alone',
    { shipments: [parcel('p', { lines: [a2, b1], events: [scan('label', noon)] })] },
    'shipped',
    false,
  ],
  ['all of it left', { shipments: [left('p', [a2, b1])] }, 'shipped', true],
  [
    'it was only scanned',
    { shipments: [parcel('p', { lines: [a2, b1], events: [scan('moving', noon)] })] },
    'shipped',
    true,
  ],
  ['a part of it left', { shipments: [left('p', [a2])] }, 'shipped', false],
  ['the rest left in a second parcel', { shipments: [left('p', [a2]), left('q', [b1])] }, 'shipped', true],
  [
    'the rest was refunded',
    { shipments: [left('p', [a2])], lines: [line('a', 2), line('b', 1, { refunded: 1 })] },
    'shipped',
    true,
  ],
  [
    'it was lost on the way',
    { shipments: [parcel('p', { lines: [a2, b1], leftAt: noon, events: [scan('lost', noon + day)] })] },
    'shipped',
    true,
  ],
  ['it was cancelled', { cancelledAt: noon, delivery: 'cancelled' }, 'shipped', false],
  ['the shop says only a part', { delivery: 'partly-sent', shipments: [left('p', [])] }, 'shipped', false],
  ['on its way', { shipments: [left('p', [a2, b1])] }, 'delivered', false],
  [
    'in their hands',
    { shipments: [parcel('p', { lines: [a2, b1], leftAt: noon, deliveredAt: noon + day })] },
    'delivered',
    true,
  ],
  [
    'half in their hands',
    { shipments: [parcel('p', { lines: [a2], deliveredAt: noon }), left('q', [b1])] },
    'delivered',
    false,
  ],
  [
    'at a pickup point',
    { shipments: [parcel('p', { lines: [a2, b1], events: [scan('at-pickup-point', noon)] })] },
    'delivered',
    false,
  ],
  [
    'delivered and damaged',
    {
      shipments: [
        parcel('p', { lines: [a2, b1], events: [scan('damaged', noon), scan('delivered', noon + hour)] }),
      ],
    },
    'delivered',
    false,
  ],
  [
    'back at the sender',
    { shipments: [parcel('p', { lines: [a2, b1], events: [scan('returned', noon)] })] },
    'delivered',
    false,
  ],
  ['no money back', {}, 'refunded', false],
  ['a refund since', { payments: [refund(noon + hour)] }, 'refunded', true],
  ['a refund of before', { payments: [refund(noon - day)] }, 'refunded', false],
  [
    'one that has not moved yet',
    { payments: [{ ...refund(noon + hour), status: 'pending' }] },
    'refunded',
    false,
  ],
  ['all of it, whenever', { payment: 'refunded', payments: [refund(noon - day)] }, 'refunded', true],
  ['all of it, nobody says when', { payment: 'refunded' }, 'refunded', true],
  ['a document of its own', { kind: 'cancellation', payment: 'refunded' }, 'refunded', false],
])('%s: %s', (_, facts, event, kept) => {
  expect(proves(order(facts), event, noon) !== null).toBe(kept);
});

test('it is kept when the last of it was done, whatever the order of the list', () => {
  const shipments = [left('q', [b1], noon + hour), left('p', [a2], noon - day)];
  expect(proves(order({ shipments }), 'shipped', noon)).toEqual({ at: noon + hour });
  // A carrier's clock runs backwards: the collection is stamped after the hub.
  const events = [scan('collected', noon + hour), scan('moving', noon)];
  expect(proves(order({ shipments: [parcel('p', { lines: [a2, b1], events })] }), 'shipped', noon)).toEqual({
    at: noon,
  });
});

test('of any order: whatever is delivered has left, and a list offers nothing that is done', () => {
  fc.assert(
    fc.property(anyOrder, (one) => {
      if (proves(one, 'delivered', noon)) expect(hasDone(summaryOf(one), 'delivered')).toBe(true);
      if (proves(one, 'delivered', noon) && one.cancelledAt === null)
        expect(hasDone(summaryOf(one), 'shipped')).toBe(true);
      const turned = { ...one, shipments: one.shipments.toReversed(), payments: one.payments.toReversed() };
      for (const event of ['shipped', 'delivered', 'refunded'] as const)
        expect(proves(turned, event, noon)).toEqual(proves(one, event, noon));
    }),
  );
});
