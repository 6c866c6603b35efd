import { expect, test } from 'vitest';
import { givenAlike } from '#shared/recovery/given.ts';
import { iris } from '../story/sample.ts';
import { compensationOf } from './sample.ts';

const eur = (minor: number) => ({ minor, currency: 'EUR' });
const tom = { id: 'u2', name: 'Tom' };
const given = (id: string, at: number, more: object = {}) => ({
  ...compensationOf(id, { remedy: 'voucher', amount: eur(1000) }),
  state: 'given' as const,
  by: iris,
  at,
  answered: null,
  ...more,
});

test('what was given several times is told once, with each time behind it; what was asked for or taken back was not given', () => {
  const alike = givenAlike([
    given('first', 1),
    given('dearer', 2, { amount: eur(1500) }),
    given('letter', 3, { remedy: 'letter', amount: null }),
    given('approved', 4, { by: tom, answered: { by: iris, at: 9, text: '' } }),
    given('pounds', 5, { amount: { minor: 1000, currency: 'GBP' } }),
    given('asked', 6, { state: 'requested' }),
    given('back', 7, { state: 'withdrawn' }),
    given('again', 8),
  ]);
  expect(
    alike.map(({ remedy, amount, each }) => [remedy, amount, each.map((one) => one.compensationId)]),
  ).toEqual([
    ['voucher', eur(1000), ['approved', 'again', 'first']],
    ['voucher', { minor: 1000, currency: 'GBP' }, ['pounds']],
    ['letter', null, ['letter']],
    ['voucher', eur(1500), ['dearer']],
  ]);
});
