import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caseKind } from '#shared/case/words.ts';
import { role } from '#shared/people.ts';
import { type Asked, alternatives, toSendAgain, withAmount } from '#shared/recovery/alternatives.ts';
import { termsOf } from '#shared/recovery/authority.ts';
import { segmentOf } from '#shared/recovery/segment.ts';
import { severityOf } from '#shared/recovery/severity.ts';
import { valueAtRisk } from '#shared/recovery/value-at-risk.ts';
import { defaultManual } from '#shared/rules/defaults/manual.ts';
import { type Manual, segment, severity } from '#shared/rules/manual.ts';
import { hour, line, noon, order, paid, parcel, scan } from '../order/sample.ts';
import { day, matter, now, summary } from '../story/sample.ts';

const { worth } = defaultManual;
const bought = (...days: number[]) =>
  days.map((ago, index) => summary(`${index}`, { placedAt: now - ago * day, total: 10_000 }));

test.each([
  ['nobody who bought anything', [], 'new'],
  ['a first order last week', [7], 'new'],
  ['one order long ago', [200], 'one-off'],
  ['two orders', [300, 200], 'regular'],
  ['four in two years', [600, 400, 200, 30], 'loyal'],
  ['four, the last much longer ago than usual', [700, 640, 580, 520], 'at-risk'],
  ['a weekly buyer on holiday for a month', [58, 51, 44, 37, 30], 'loyal'],
  ['three in long gaps, still in their rhythm', [900, 600, 300], 'regular'],
])('%s is %s', (_, days, expected) => {
  expect(segmentOf(bought(...(days as number[])), worth, now).segment).toBe(expected);
});

test('what was cancelled or paid back makes nobody loyal', () => {
  const orders = bought(400, 300, 200, 100);
  expect(segmentOf(orders, worth, now).segment).toBe('loyal');
  const undone = orders.map((one, index) =>
    index === 0 ? { ...one, payment: 'refunded' as const } : index === 1 ? { ...one, cancelledAt: now } : one,
  );
  expect(segmentOf(undone, worth, now)).toMatchObject({ segment: 'regular', orders: 2, usualGap: null });
});

test('the value at risk is yearly spending x margin x years x how likely they leave', () => {
  // 400 euros in 729 days are 200.41 a year; 30 % of that for two years is 120.25; with two failures 40 % of it is at risk.
  const orders = bought(729, 500, 300, 100);
  expect(valueAtRisk(orders, 2, worth, now)).toEqual({
    amount: { minor: 4810, currency: 'EUR' },
    yearly: 20_041,
    marginPercent: 30,
    years: 2,
    lossPercent: 40,
    failures: 2,
  });
  expect(valueAtRisk([], 3, worth, now)).toBeNull();
  expect(valueAtRisk(orders, 50, worth, now)?.lossPercent).toBe(95);
});

test('more failures and more orders never make a customer worth less', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 9 }),
      (days, failures) => {
        const orders = bought(...days);
        const one = valueAtRisk(orders, failures, worth, now)?.amount.minor ?? 0;
        const more = valueAtRisk(orders, failures + 1, worth, now)?.amount.minor ?? 0;
        const richer = orders.map((each) => ({ ...each, total: each.total * 2 }));
        expect(more).toBeGreaterThanOrEqual(one);
        expect(valueAtRisk(richer, failures, worth, now)?.amount.minor ?? 0).toBeGreaterThanOrEqual(one);
      },
    ),
  );
});

const toner = order({ total: 11_260, payments: [paid(11_260)] });
const asked = (more: Partial<Asked> = {}): Asked => ({
  kind: 'wrong-product',
  segment: 'loyal',
  severity: 'high',
  order: toner,
  terms: termsOf(defaultManual, 'agent', 1),
  spent: 0,
  ...more,
});

test('a loyal customer who got the wrong thing is offered several ways, what the agent may give at once first', () => {
  const found = alternatives(defaultManual, asked());
  expect(found.map(({ remedy, beyond }) => [remedy, beyond?.why ?? 'at once'])).toEqual([
    ['express', 'at once'],
    ['partial-refund', 'at once'],
    ['voucher', 'at once'],
    ['gift', 'at once'],
    ['letter', 'at once'],
    ['replacement', 'once'],
    ['refund', 'remedy'],
    ['manager-call', 'remedy'],
  ]);
  expect(found.find(({ remedy }) => remedy === 'partial-refund')).toMatchObject({
    amount: { minor: 1689, currency: 'EUR' },
    cost: { minor: 1689, currency: 'EUR' },
  });
  // A voucher is paid in goods: 15 % of 112.60, of which 60 % is what they cost us.
  expect(found.find(({ remedy }) => remedy === 'voucher')).toMatchObject({
    amount: { minor: 1689, currency: 'EUR' },
    cost: { minor: 1013, currency: 'EUR' },
  });
});

test('the manual tells one-off customers and loyal ones apart', () => {
  const vouchers = (of: Asked['segment']) =>
    alternatives(defaultManual, asked({ segment: of }))
      .filter(({ remedy }) => remedy === 'voucher')
      .map(({ offerId }) => offerId);
  expect(vouchers('one-off')).toEqual(['voucher-delivery']);
  expect(vouchers('loyal')).toEqual(['voucher-loyal']);
});

test('nothing is paid back twice: what was refunded is not offered again', () => {
  const refund = { ...paid(11_260), id: 'r', kind: 'refund' as const };
  const remedies = alternatives(
    defaultManual,
    asked({ order: { ...toner, payments: [...toner.payments, refund] } }),
  ).map(({ remedy }) => remedy);
  expect(remedies).not.toContain('refund');
  expect(remedies).not.toContain('partial-refund');
});

test('there are always two alternatives, amounts stay within the manual and the order, and beyond is said for each', () => {
  const anyAsked = fc.record({
    kind: fc.constantFrom(...caseKind.options),
    segment: fc.constantFrom(...segment.options),
    severity: fc.constantFrom(...severity.options),
    order: fc.constantFrom(null, toner, order({ total: 100, currency: 'MXN' }), order({ total: 0 })),
    terms: fc.constantFrom(null, ...role.options.map((one) => termsOf(defaultManual, one, 1))),
    spent: fc.integer({ min: 0, max: 40_000 }),
  });
  const manuals: Manual[] = [defaultManual, { ...defaultManual, offers: [], authorities: [] }];
  fc.assert(
    fc.property(anyAsked, fc.constantFrom(...manuals), (what, manual) => {
      const found = alternatives(manual, what);
      expect(found.length).toBeGreaterThanOrEqual(2);
      expect(new Set(found.map(({ offerId }) => offerId)).size).toBe(found.length);
      for (const one of found) {
        if (one.amount) expect(one.amount.minor).toBeGreaterThanOrEqual(0);
        if (one.remedy === 'refund' || one.remedy === 'partial-refund')
          expect(one.amount?.minor).toBeLessThanOrEqual(what.order?.total ?? 0);
        const changed = withAmount(one, { minor: 999_999, currency: manual.currency }, manual, what);
        expect(changed.beyond).not.toBeNull();
      }
    }),
  );
});

test('how bad it is follows from what happened', () => {
  const alone = matter('k1', { kind: 'wrong-product' });
  const view = (cases: ReturnType<typeof matter>[]) => ({ cases, recentContacts: [] });
  expect(severityOf(alone, view([alone]), now)).toEqual({ severity: 'low', because: [] });
  const reopened = matter('k1', { kind: 'wrong-product', timesReopened: 1 });
  expect(severityOf(reopened, view([reopened]), now)).toEqual({
    severity: 'high',
    because: ['again', 'reopened'],
  });
  const third = [alone, matter('k2', { kind: 'wrong-product' }), matter('k3', { kind: 'wrong-product' })];
  expect(severityOf(alone, view(third), now)).toEqual({ severity: 'high', because: ['third'] });
});

const part = (lineId: string, quantity: number) => ({ lineId, quantity });
const gone = (id: string, lines: { lineId: string; quantity: number }[], status: 'lost' | 'delivered') =>
  parcel(id, { leftAt: noon, lines, events: [scan(status, noon + hour)] });

// Two of `a` for 10 euros each, one of `b` for 50.
const two = order({ total: 7000, lines: [line('a', 2), line('b', 1, { unit: 5000, total: 5000 })] });

test.each([
  ['nothing is known of parcels', two, 7000],
  [
    'all arrived: it is something else that went wrong',
    { ...two, shipments: [gone('p', [part('a', 2), part('b', 1)], 'delivered')] },
    7000,
  ],
  [
    'one parcel of two was lost',
    { ...two, shipments: [gone('p', [part('a', 2)], 'delivered'), gone('q', [part('b', 1)], 'lost')] },
    5000,
  ],
  [
    'one of two pieces was lost',
    {
      ...two,
      shipments: [gone('p', [part('a', 1), part('b', 1)], 'delivered'), gone('q', [part('a', 1)], 'lost')],
    },
    1000,
  ],
  ['a line was left out', { ...two, shipments: [gone('p', [part('a', 2)], 'delivered')] }, 5000],
  [
    'no more than was not paid back',
    {
      ...two,
      shipments: [gone('p', [part('a', 2)], 'delivered'), gone('q', [part('b', 1)], 'lost')],
      payments: [paid(4000, { kind: 'refund' })],
    },
    3000,
  ],
])('what is sent again is what failed: %s', (_, one, minor) => {
  expect(toSendAgain(one)).toBe(minor);
});
