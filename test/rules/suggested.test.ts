import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OrderRecord } from '#shared/order/records.ts';
import { defaultTree } from '#shared/rules/defaults/tree.ts';
import { failureText, leavesUnder } from '#shared/rules/failures.ts';
import { suggestedFailures } from '#shared/rules/suggested.ts';
import { day, noon, order, paid, parcel, scan } from '../order/sample.ts';

const left = noon - 12 * day;
const moving = (at: number) => parcel('s', { leftAt: left, events: [scan('moving', at)] });
const promised = { promisedAt: noon - 2 * day };
const refund = (status: 'pending' | 'failed' | 'done', at: number) =>
  paid(3000, { id: 'r', kind: 'refund', status, at });
const suggested = (more: Partial<OrderRecord>) => {
  const found = suggestedFailures(order(more), noon, defaultTree);
  return found.map(({ kind, failure }) => `${kind}/${failure}`);
};

test.each<[string, Partial<OrderRecord>, string[]]>([
  ['has only been placed', { placedAt: noon - day }, []],
  ['should have left', { delivery: 'not-sent', ...promised }, ['late/not-sent']],
  [
    'was promised for no day and waits for a week',
    { delivery: 'not-sent', placedAt: noon - 7 * day },
    ['late/not-sent'],
  ],
  ['moved yesterday and is late', { shipments: [moving(noon - day)], ...promised }, ['late/null']],
  ['was not scanned for four days', { shipments: [moving(noon - 4 * day)], ...promised }, ['late/stuck']],
  ['was not scanned for nine days', { shipments: [moving(noon - 9 * day)] }, ['lost/no-scan']],
  [
    'found nobody at home',
    { shipments: [parcel('s', { leftAt: left, events: [scan('attempted', noon - day)] })] },
    ['late/not-at-home'],
  ],
  [
    'was declared lost',
    { shipments: [parcel('s', { leftAt: left, events: [scan('lost', noon - day)] })] },
    ['lost/null'],
  ],
  [
    'was damaged and delivered all the same',
    {
      shipments: [
        parcel('s', {
          leftAt: left,
          events: [scan('damaged', noon - 2 * day), scan('delivered', noon - day)],
        }),
      ],
    },
    ['damaged/box-and-product'],
  ],
  [
    'went back and nobody paid it back',
    { shipments: [parcel('s', { leftAt: left, events: [scan('returned', noon - day)] })] },
    ['lost/returned', 'billing/refund-missing'],
  ],
  ['was charged twice', { payments: [paid(3000), paid(3000, { id: 'again' })] }, ['billing/charged-twice']],
  [
    'was charged twice and one given back',
    { payments: [paid(3000), paid(3000, { id: 'again' }), refund('done', noon - day)] },
    [],
  ],
  ['was paid in two halves', { payments: [paid(1500), paid(1500, { id: 'again' })] }, []],
  ['has a refund on its way', { payments: [paid(3000), refund('pending', noon - day)] }, []],
  [
    'has a refund that hangs',
    { payments: [paid(3000), refund('pending', noon - 6 * day)] },
    ['billing/refund-missing'],
  ],
  [
    'has a refund that failed',
    { payments: [paid(3000), refund('failed', noon)] },
    ['billing/refund-missing'],
  ],
  [
    'arrived in part, and nothing more is on its way',
    {
      delivery: 'partly-delivered',
      shipments: [parcel('s', { leftAt: left, deliveredAt: noon - day })],
    },
    ['missing-part/item-missing'],
  ],
  ['was cancelled', { cancelledAt: noon - day, ...promised }, []],
  ['is of last year', { delivery: 'not-sent', placedAt: noon - 400 * day, promisedAt: noon - 390 * day }, []],
])('an order that %s', (_, more, wanted) => {
  expect(suggested(more)).toEqual(wanted);
});

test('a leaf that the team has retired or never had is not suggested, its trunk is', () => {
  const late = order({ delivery: 'not-sent', ...promised });
  const retired = {
    ...defaultTree,
    leaves: defaultTree.leaves.map((leaf) => (leaf.id === 'not-sent' ? { ...leaf, retired: true } : leaf)),
  };
  for (const tree of [retired, { ...defaultTree, leaves: [] }])
    expect(suggestedFailures(late, noon, tree)).toEqual([
      { kind: 'late', failure: null, evidence: 'not-sent' },
    ]);
  expect(failureText(retired, 'not-sent', 'es')).toBe('No ha salido de aquí');
  expect(leavesUnder(retired, 'late').map(({ id }) => id)).not.toContain('not-sent');
});

test('whatever the payments are, nothing is told twice and nothing without an order', () => {
  const payment = fc.record({
    kind: fc.constantFrom('payment', 'refund'),
    status: fc.constantFrom('done', 'pending', 'failed'),
    minor: fc.nat(5000),
    age: fc.nat(40),
  });
  fc.assert(
    fc.property(fc.array(payment, { maxLength: 6 }), (list) => {
      const payments = list.map(({ kind, status, minor, age }, index) =>
        paid(minor, { id: `p${index}`, kind, status, at: noon - age * day } as never),
      );
      const found = suggested({ payments });
      expect(new Set(found).size).toBe(found.length);
    }),
  );
  expect(suggestedFailures(null, noon, defaultTree)).toEqual([]);
});
