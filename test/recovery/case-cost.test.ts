import { expect, test } from 'vitest';
import { caseCost } from '#shared/recovery/case-cost.ts';
import { defaultManual } from '#shared/rules/defaults/manual.ts';
import type { CompensationView } from '#shared/views/case.ts';
import { iris, matter, now } from '../story/sample.ts';
import { compensationOf } from './sample.ts';

const given = (
  id: string,
  cost: CompensationView['cost'],
  state: CompensationView['state'] = 'given',
): CompensationView => ({ ...compensationOf(id, { cost }), state, by: iris, at: now, answered: null });
const eur = (minor: number) => ({ minor, currency: 'EUR' });

test('a case costs what was given and the minutes of work, whoever spent them', () => {
  const one = matter('k1', {
    compensations: [
      given('a', eur(790)),
      given('b', { minor: 21_000, currency: 'MXN' }),
      given('c', eur(9999), 'requested'),
      given('d', eur(9999), 'withdrawn'),
    ],
    spent: [
      { by: iris, seconds: 90 },
      { by: { id: 'u2', name: 'Omar' }, seconds: 60 },
    ],
  });
  expect(caseCost(one, defaultManual)).toEqual({
    given: eur(1790),
    minutes: 3,
    work: eur(150),
    back: eur(0),
    total: eur(1940),
    isWhole: true,
  });
});

test('what nobody can reckon is said to be missing', () => {
  const unknown = matter('k1', { compensations: [given('a', null), given('b', eur(100))] });
  expect(caseCost(unknown, defaultManual)).toMatchObject({ total: eur(100), isWhole: false });
  const yen = matter('k1', { compensations: [given('a', { minor: 100, currency: 'JPY' })] });
  expect(caseCost(yen, defaultManual)).toMatchObject({ total: eur(0), isWhole: false });
});

test('a parcel that could not be added to the goods is counted with what was given', () => {
  const pounds = { minor: 3000, currency: 'GBP' };
  const parcel = { besides: eur(790) };
  const manual = { ...defaultManual, rates: [] };
  const one = matter('k1', {
    compensations: [
      { ...given('a', pounds), ...parcel },
      { ...given('b', pounds, 'declined'), ...parcel },
    ],
  });
  expect(caseCost(one, manual)).toMatchObject({ given: eur(790), isWhole: false });
  const rated = { ...manual, rates: [{ currency: 'GBP', rate: 0.75 }] };
  expect(caseCost(one, rated)).toMatchObject({ given: eur(4790), isWhole: true });
});
