import { expect, test } from 'vitest';
import type { Compensation } from '#shared/case/compensation.ts';
import type { Role } from '#shared/people.ts';
import { beyond, inCurrency, monthOf, reckoned } from '#shared/recovery/authority.ts';
import { type Given, wrongWith } from '#shared/recovery/till.ts';
import { defaultManual } from '#shared/rules/defaults/manual.ts';
import { compensationOf } from './sample.ts';

const at = Date.UTC(2026, 10, 20);
const eur = (minor: number) => ({ minor, currency: 'EUR' });

test.each<[string, Role, Parameters<typeof beyond>[2], number, ReturnType<typeof beyond>]>([
  ['up to the limit', 'agent', { remedy: 'voucher', worth: eur(3000) }, 0, null],
  ['above it', 'agent', { remedy: 'voucher', worth: eur(3001) }, 0, { why: 'once', most: 3000 }],
  [
    'above what is left',
    'agent',
    { remedy: 'voucher', worth: eur(2000) },
    29_000,
    { why: 'month', most: 1000 },
  ],
  ['the last cent of a month', 'agent', { remedy: 'voucher', worth: eur(1000) }, 29_000, null],
  ['what is not theirs to give', 'agent', { remedy: 'refund', worth: eur(1) }, 0, { why: 'remedy' }],
  // 630 pesos at 21 are 30 euros.
  ['another currency', 'agent', { remedy: 'voucher', worth: { minor: 63_000, currency: 'MXN' } }, 0, null],
  [
    'more in another currency',
    'agent',
    { remedy: 'voucher', worth: { minor: 63_021, currency: 'MXN' } },
    0,
    { why: 'once', most: 3000 },
  ],
  [
    'a currency without a rate',
    'agent',
    { remedy: 'voucher', worth: { minor: 1, currency: 'JPY' } },
    0,
    { why: 'currency' },
  ],
  ['nothing that is known to cost', 'agent', { remedy: 'letter', worth: null }, 30_000, null],
  ['more, by a supervisor', 'supervisor', { remedy: 'refund', worth: eur(25_000) }, 0, null],
  [
    'anything, by a role without authority',
    'quality',
    { remedy: 'letter', worth: null },
    0,
    { why: 'remedy' },
  ],
])('%s', (_, role, what, spent, expected) => {
  expect(beyond(defaultManual, role, what, spent)).toEqual(expected);
});

test('an amount is the same there and back, whatever the decimals of its currency', () => {
  const yen = { ...defaultManual, rates: [{ currency: 'JPY', rate: 160 }] };
  expect(reckoned(yen, { minor: 1600, currency: 'JPY' })).toBe(1000);
  expect(inCurrency(yen, 1000, 'JPY')).toBe(1600);
  expect(reckoned(yen, { minor: 5, currency: 'EUR' })).toBe(5);
  expect(inCurrency(yen, 5, 'KRW')).toBeNull();
});

test('a month is a month of UTC, whatever the desk’s zone', () => {
  expect(monthOf(Date.UTC(2026, 10, 30, 23, 59, 59, 999))).toBe('2026-11');
  expect(monthOf(Date.UTC(2026, 11, 1))).toBe('2026-12');
});

const earlier = (id: string, more: Partial<Given> = {}): Given => ({
  compensationId: id,
  customerId: 'c1',
  caseId: 'k0',
  orderId: 'o1',
  by: 'mateo',
  month: '2026-11',
  worth: eur(1000),
  ...more,
});

const giving = (more: Partial<Compensation> = {}) => {
  const what = compensationOf('new', more);
  return {
    ask: { type: 'compensation.give', customerId: 'c1', caseId: 'k1', data: what } as const,
    what,
    by: 'lucia',
    role: 'agent' as const,
    at,
  };
};

test.each<[string, Given[], Partial<Compensation>, string[]]>([
  ['nothing before', [], {}, []],
  ['the same order in another case', [earlier('a')], {}, ['given-twice']],
  ['the same order in another case, seen', [earlier('a')], { despite: ['a'] }, []],
  // `decide` sees that one.
  ['the same order in the same case', [earlier('a', { caseId: 'k1' })], {}, []],
  ['another order', [earlier('a', { orderId: 'o2' })], {}, []],
  ['no order in both', [earlier('a', { orderId: null })], { orderId: null }, []],
  ['another customer', [earlier('a', { customerId: 'c2' })], {}, []],
  ['itself once more, after a restore', [earlier('new')], {}, []],
  [
    'a month that is spent',
    [earlier('a', { by: 'lucia', orderId: 'o9', worth: eur(29_500) })],
    {},
    ['over-authority'],
  ],
  ['a month that a colleague has spent', [earlier('a', { orderId: 'o9', worth: eur(29_500) })], {}, []],
  [
    'another month that was spent',
    [earlier('a', { by: 'lucia', month: '2026-10', orderId: 'o9', worth: eur(29_500) })],
    {},
    [],
  ],
  [
    'a month that was spent in another currency',
    [earlier('a', { by: 'lucia', orderId: 'o9', worth: { minor: 620_000, currency: 'MXN' } })],
    {},
    ['over-authority'],
  ],
  [
    'both at once',
    [earlier('a', { by: 'lucia', worth: eur(29_500) })],
    {},
    ['over-authority', 'given-twice'],
  ],
])('the ledger on %s', (_, given, more, expected) => {
  expect(wrongWith(giving(more), { manual: defaultManual, given })).toEqual(expected);
});
