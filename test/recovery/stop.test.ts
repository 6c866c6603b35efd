import { expect, test } from 'vitest';
import { toLookAt } from '#shared/recovery/earlier.ts';
import { stopBefore } from '#shared/recovery/stop.ts';
import type { Remedy } from '#shared/rules/manual.ts';
import type { CaseView, CompensationView } from '#shared/views/case.ts';
import type { EarlierRemedy } from '#shared/views/remedies.ts';
import { day, iris, matter, now } from '../story/sample.ts';
import { compensationOf } from './sample.ts';

const wrong = (id: string, more: Partial<CaseView> = {}) =>
  matter(id, { kind: 'wrong-product', concerns: { products: ['TN-2410'], carriers: ['SEUR'] }, ...more });
const sent = (id: string, more: Partial<CompensationView> = {}): CompensationView => ({
  ...compensationOf(id, { remedy: 'replacement', amount: null }),
  state: 'given',
  by: iris,
  at: now - day,
  answered: null,
  ...more,
});

test.each<[string, CaseView[], Remedy, number | null]>([
  ['the first wrong toner', [wrong('k1')], 'replacement', null],
  ['the second', [wrong('k1'), wrong('k2', { status: 'solved' })], 'replacement', 2],
  ['one that was solved and came wrong again', [wrong('k1', { timesReopened: 1 })], 'replacement', 2],
  ['the second, but nothing is sent', [wrong('k1'), wrong('k2')], 'voucher', null],
  ['what is here and the rest later', [wrong('k1'), wrong('k2')], 'partial-shipment', 2],
  ['one of long ago', [wrong('k1'), wrong('k2', { openedAt: now - 400 * day })], 'replacement', null],
  [
    'another trouble each time',
    [wrong('k1'), matter('k2', { kind: 'late' }), matter('k3', { kind: 'lost' })],
    'replacement',
    null,
  ],
  [
    'two sent in one case already',
    [matter('k1', { kind: 'other', compensations: [sent('a'), sent('b')] })],
    'replacement',
    2,
  ],
  [
    'two of which one was taken back',
    [matter('k1', { kind: 'other', compensations: [sent('a'), sent('b', { state: 'withdrawn' })] })],
    'replacement',
    null,
  ],
])('before %s is sent again', (_, cases, remedy, times) => {
  const [one] = cases;
  if (!one) throw new Error('no case');
  expect(stopBefore(one, remedy, { cases }, now)?.times ?? null).toBe(times);
});

test('the stop says what all of them have in common', () => {
  const cases = [wrong('k1'), wrong('k2')];
  expect(stopBefore(wrong('k1'), 'replacement', { cases }, now)).toMatchObject({
    kind: 'wrong-product',
    times: 2,
    product: 'TN-2410',
  });
});

const earlier = (
  id: string,
  caseId: string,
  orderId: string | null,
  daysAgo: number,
  why: EarlierRemedy['why'] = 'same-customer',
): EarlierRemedy => ({
  compensation: sent(id, { orderId, at: now - daysAgo * day }),
  caseId,
  subject: 'Toner',
  customerId: 'c1',
  customerName: 'Ana',
  why,
});

test('what was given for the same order or case is looked at however old, everything else for a season', () => {
  const all = [
    earlier('order', 'k0', 'o1', 800),
    earlier('case', 'k1', 'o9', 800),
    earlier('recent', 'k0', 'o9', 89, 'same-address'),
    earlier('old', 'k0', 'o9', 91),
    earlier('none', 'k0', null, 91),
  ];
  const ids = (orderId: string | null) =>
    toLookAt(all, { caseId: 'k1', orderId }, now).map(({ compensation }) => compensation.compensationId);
  expect(ids('o1')).toEqual(['order', 'case', 'recent']);
  expect(ids(null)).toEqual(['case', 'recent']);
});

test('what was declined for the same order or case is looked at too, for another it is not', () => {
  const declined = (id: string, caseId: string, orderId: string) => {
    const one = earlier(id, caseId, orderId, 3);
    return { ...one, compensation: { ...one.compensation, state: 'declined' as const } };
  };
  const all = [declined('order', 'k0', 'o1'), declined('case', 'k1', 'o9'), declined('other', 'k0', 'o9')];
  expect(
    toLookAt(all, { caseId: 'k1', orderId: 'o1' }, now).map(
      ({ compensation }) => compensation.compensationId,
    ),
  ).toEqual(['order', 'case']);
});
