import { expect, test } from 'vitest';
import type { Compensation } from '#shared/case/compensation.ts';
import type { Role } from '#shared/people.ts';
import {
  authorityOf,
  beyond,
  inCurrency,
  monthOf,
  reckoned,
  spentIn,
  termsOf,
} from '#shared/recovery/authority.ts';
import { type Carried, type Given, wrongWith } from '#shared/recovery/till.ts';
import { defaultManual } from '#shared/rules/defaults/manual.ts';
import type { Manual } from '#shared/rules/manual.ts';
import { compensationOf, slipOf } from './sample.ts';

const at = Date.UTC(2026, 10, 20);
const eur = (minor: number) => ({ minor, currency: 'EUR' });

test.each<[string, Role, Parameters<typeof beyond>[1], number, ReturnType<typeof beyond>]>([
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
  expect(beyond(termsOf(defaultManual, role, 1), what, spent)).toEqual(expected);
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
    level: 1,
    slip: null as Carried,
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

const slip = slipOf({ person: 'lucia', period: '2026-11' });
const spent = (minor: number) => [earlier('a', { by: 'lucia', orderId: 'o9', worth: eur(minor) })];
const strict = { ...defaultManual, authorities: [] };

test.each<[string, Carried, Manual, Given[], Partial<Compensation>, string[]]>([
  ['within the slip, whatever the manual says by now', slip, strict, [], {}, []],
  ['without a slip, by the manual of now', null, strict, [], {}, ['over-authority']],
  ['a slip that is not for this', 'wrong', defaultManual, [], {}, ['over-authority']],
  [
    'above the slip, though the manual allows it by now',
    slipOf({ ...slip, once: 999 }),
    defaultManual,
    [],
    {},
    ['over-authority'],
  ],
  [
    'what the slip does not name',
    slipOf({ ...slip, remedies: ['letter'] }),
    defaultManual,
    [],
    {},
    ['over-authority'],
  ],
  ['the last cent of the slip’s month', slip, strict, spent(29_000), {}, []],
  ['one more, by what this and another desk gave', slip, strict, spent(29_001), {}, ['over-authority']],
  [
    'the rates of the slip',
    slipOf({ ...slip, rates: [{ currency: 'MXN', rate: 21 }] }),
    strict,
    [],
    { amount: { minor: 63_000, currency: 'MXN' } },
    [],
  ],
])('the ledger on %s', (_, carried, manual, given, more, expected) => {
  expect(wrongWith({ ...giving(more), slip: carried }, { manual, given })).toEqual(expected);
});

const rung = (level: number | undefined, once: number) => ({
  role: 'agent' as const,
  ...(level === undefined ? {} : { level }),
  once,
  month: 9,
  remedies: [],
});

test.each<[string, ReturnType<typeof rung>[], number, number | null]>([
  ['no level: all of them', [rung(undefined, 1)], 3, 1],
  ['a level of its own', [rung(undefined, 1), rung(2, 2)], 2, 2],
  ['the highest that is no higher', [rung(3, 3), rung(2, 2), rung(undefined, 1)], 3, 3],
  ['between two', [rung(1, 1), rung(3, 3)], 2, 1],
  ['below the first: nothing', [rung(2, 2)], 1, null],
])('authority by level, %s', (_, authorities, level, once) => {
  expect(authorityOf({ authorities }, 'agent', level)?.once ?? null).toBe(once);
  expect(authorityOf({ authorities }, 'supervisor', level)).toBeNull();
});

test('sums come to the same however they are cut, and what has no rate is left out', () => {
  const peso = (minor: number) => ({ minor, currency: 'MXN' });
  const yen = { minor: 5, currency: 'JPY' };
  expect(spentIn(defaultManual, [peso(10), peso(11), eur(1), yen])).toBe(
    spentIn(defaultManual, [peso(21), eur(1)]),
  );
});
