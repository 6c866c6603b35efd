import { expect, test } from 'vitest';
import type { DeliveryState, OrderRecord, OrderSummary } from '#shared/order/records.ts';
import { deliveryOf, isLate, orderInQuestion, summaryOf } from '#shared/order/status.ts';
import { day, hour, line, noon, order, parcel, scan } from './sample.ts';

const a2 = { lineId: 'a', quantity: 2 };
const b1 = { lineId: 'b', quantity: 1 };

const stands: [string, Partial<OrderRecord>, DeliveryState][] = [
  ['nothing is known', {}, 'unknown'],
  ['the shop says sent and has no parcels', { delivery: 'sent' }, 'sent'],
  ['the shop says partly sent and has no parcels', { delivery: 'partly-sent' }, 'partly-sent'],
  ['the shop says trouble and has no parcels', { delivery: 'trouble' }, 'trouble'],
  ['the shop says returned and has no parcels', { delivery: 'returned' }, 'returned'],
  ['it was cancelled before it left', { delivery: 'not-sent', cancelledAt: noon }, 'cancelled'],
  ['it is a cancellation document', { kind: 'cancellation', delivery: 'unknown' }, 'cancelled'],
  ['a parcel is only prepared', { shipments: [parcel('1', { lines: [a2, b1] })] }, 'not-sent'],
  ['the one parcel left', { shipments: [parcel('1', { leftAt: noon, lines: [a2, b1] })] }, 'sent'],
  [
    'the shop still says not sent but a carrier scanned it',
    { delivery: 'not-sent', shipments: [parcel('1', { events: [scan('moving', noon)] })] },
    'sent',
  ],
  [
    'cancelled, but it had left',
    { cancelledAt: noon, delivery: 'cancelled', shipments: [parcel('1', { leftAt: noon, lines: [a2, b1] })] },
    'sent',
  ],
  ['one line left', { shipments: [parcel('1', { leftAt: noon, lines: [a2] })] }, 'partly-sent'],
  [
    'one line arrived, the other is on its way',
    {
      shipments: [
        parcel('1', { deliveredAt: noon, lines: [a2] }),
        parcel('2', { leftAt: noon, lines: [b1] }),
      ],
    },
    'partly-delivered',
  ],
  [
    'one line arrived, the other was never packed',
    { shipments: [parcel('1', { deliveredAt: noon, lines: [a2] })] },
    'partly-delivered',
  ],
  [
    'one line arrived, the other was refunded',
    {
      lines: [line('a', 2), line('b', 1, { refunded: 1 })],
      shipments: [parcel('1', { deliveredAt: noon, lines: [a2] })],
    },
    'delivered',
  ],
  [
    'the rest was cancelled',
    { cancelledAt: noon, shipments: [parcel('1', { deliveredAt: noon, lines: [a2] })] },
    'delivered',
  ],
  [
    'all arrived and all was refunded for goodwill',
    {
      lines: [line('a', 2, { refunded: 2 })],
      shipments: [parcel('1', { deliveredAt: noon, lines: [a2] })],
    },
    'delivered',
  ],
  [
    'all arrived and the shop says that it came back',
    { delivery: 'returned', shipments: [parcel('1', { deliveredAt: noon, lines: [a2, b1] })] },
    'returned',
  ],
  [
    'the parcel went back to the sender, stamped delivered there',
    {
      shipments: [
        parcel('1', { lines: [a2, b1], events: [scan('returned', noon - hour), scan('delivered', noon)] }),
      ],
    },
    'returned',
  ],
  [
    'one parcel is lost',
    {
      shipments: [
        parcel('1', { deliveredAt: noon, lines: [a2] }),
        parcel('2', { lines: [b1], events: [scan('lost', noon)] }),
      ],
    },
    'trouble',
  ],
  [
    'one parcel was lost and its replacement arrived',
    {
      shipments: [
        parcel('1', { deliveredAt: noon, lines: [a2] }),
        parcel('2', { lines: [b1], events: [scan('lost', noon - day)] }),
        parcel('3', { lines: [b1], deliveredAt: noon }),
      ],
    },
    'delivered',
  ],
  [
    'it was delivered damaged',
    {
      shipments: [
        parcel('1', { lines: [a2, b1], events: [scan('damaged', noon - hour), scan('delivered', noon)] }),
      ],
    },
    'trouble',
  ],
  [
    'it was lost, then found',
    {
      shipments: [parcel('1', { lines: [a2, b1], events: [scan('lost', noon - day), scan('moving', noon)] })],
    },
    'sent',
  ],
  [
    'the delivery was scanned, then the carrier declared it lost',
    {
      shipments: [
        parcel('1', { lines: [a2, b1], events: [scan('delivered', noon - day), scan('lost', noon)] }),
      ],
    },
    'trouble',
  ],
  [
    'two parcels without a list of lines, one delivered',
    { shipments: [parcel('1', { deliveredAt: noon }), parcel('2', { leftAt: noon })] },
    'partly-delivered',
  ],
  [
    'the only parcel is delivered, and the shop says that it was a part',
    { delivery: 'partly-sent', shipments: [parcel('1', { deliveredAt: noon })] },
    'partly-delivered',
  ],
  [
    'an order without any product line follows its parcel',
    { lines: [], shipments: [parcel('1', { leftAt: noon })] },
    'sent',
  ],
];

test.each(stands)('where it stands when %s', (_, facts, state) => {
  expect(deliveryOf(order(facts))).toBe(state);
});

test('the order of the scans does not matter, nor a hub whose clock runs early', () => {
  const events = [
    scan('label', noon - 4 * day),
    scan('moving', noon - 3 * day),
    scan('collected', noon - 2 * day),
    scan('label', noon),
  ];
  for (const list of [events, events.toReversed()]) {
    expect(deliveryOf(order({ shipments: [parcel('1', { events: list, lines: [a2, b1] })] }))).toBe('sent');
  }
});

test('the summary counts products only, and is delivered when the last parcel is', () => {
  const parcels = [
    parcel('1', { deliveredAt: noon - day, lines: [a2] }),
    parcel('2', { events: [scan('delivered', noon)], lines: [b1], promisedAt: noon + day }),
  ];
  const lines = [line('p', 1, { kind: 'charge', title: 'Postage' }), line('a', 2), line('b', 1)];
  expect(summaryOf(order({ lines, shipments: parcels }))).toMatchObject({
    delivery: 'delivered',
    deliveredAt: noon,
    promisedAt: noon + day,
    lineCount: 2,
    firstTitle: 'Thing a',
  });
  expect(summaryOf(order({ lines, shipments: parcels.slice(0, 1) })).deliveredAt).toBeNull();
});

const sum = (id: string, more: Partial<OrderSummary> = {}): OrderSummary => ({
  ...summaryOf(order({ id })),
  delivery: 'not-sent',
  ...more,
});
const delivered = (id: string, at: number) =>
  sum(id, { delivery: 'delivered', deliveredAt: at, placedAt: at - 5 * day });
const question = (
  orders: OrderSummary[],
  cases: { status: 'open' | 'solved'; orderIds: string[]; openedAt: number }[] = [],
) => orderInQuestion(orders, cases, noon);

test('the order of the newest open case is in question before any other', () => {
  const orders = [sum('late', { promisedAt: noon - day }), delivered('old', noon - 300 * day), sum('x')];
  expect(
    question(orders, [
      { status: 'open', orderIds: ['x'], openedAt: noon - 9 * day },
      { status: 'open', orderIds: ['old'], openedAt: noon - 2 * day },
      { status: 'solved', orderIds: ['x'], openedAt: noon },
    ]),
  ).toBe('old');
  expect(question(orders, [{ status: 'open', orderIds: ['not in this store'], openedAt: noon }])).toBe(
    'late',
  );
});

test('without a case: trouble or late, under way, just delivered, newest sale, in that order', () => {
  const newest = sum('newest', { delivery: 'unknown', placedAt: noon });
  const just = delivered('just', noon - 14 * day);
  const way = sum('way', { delivery: 'sent', placedAt: noon - 10 * day, promisedAt: noon + 1 });
  const late = sum('late', { delivery: 'partly-sent', placedAt: noon - 20 * day, promisedAt: noon - day });
  const lost = sum('lost', { delivery: 'trouble', placedAt: noon - 15 * day });
  expect(question([newest, just, way, late, lost])).toBe('lost');
  expect(question([newest, just, way, late, { ...lost, payment: 'refunded' }])).toBe('late');
  expect(question([newest, just, way])).toBe('way');
  expect(question([newest, just])).toBe('just');
  expect(question([newest, delivered('earlier', noon - 15 * day)])).toBe('newest');
});

test('an order is late when the promised day is over in its own zone, not before', () => {
  const morning = Date.UTC(2025, 10, 12, 8);
  const promised = { promisedAt: morning, delivery: 'sent' as const };
  const nine = Date.UTC(2025, 10, 12, 21);
  const midnight = Date.UTC(2025, 10, 13, 0);
  expect(isLate({ ...promised, zone: 'Europe/Madrid' }, nine)).toBe(false);
  expect(isLate({ ...promised, zone: 'Europe/Madrid' }, midnight)).toBe(true);
  expect(isLate({ ...promised, zone: 'America/Lima' }, midnight)).toBe(false);
  expect(isLate({ ...promised, zone: 'America/Lima' }, morning + 2 * day)).toBe(true);
  expect(isLate({ ...promised, delivery: 'delivered', zone: 'UTC' }, morning + 9 * day)).toBe(false);
});

test('trouble older than 90 days does not hide what is under way', () => {
  const cold = sum('cold', { delivery: 'trouble', placedAt: noon - 91 * day });
  expect(question([cold, sum('way', { delivery: 'sent' })])).toBe('way');
});

test('a cancellation document is in question only when there is nothing else', () => {
  const document = sum('C1', { kind: 'cancellation', delivery: 'cancelled', placedAt: noon });
  expect(question([document, delivered('old', noon - 400 * day)])).toBe('old');
  expect(question([document])).toBe('C1');
  expect(question([])).toBeNull();
});
