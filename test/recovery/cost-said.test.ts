import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import type { Money } from '#shared/order/money.ts';
import { alternatives } from '#shared/recovery/alternatives.ts';
import { termsOf } from '#shared/recovery/authority.ts';
import { costSaid } from '#shared/recovery/cost-said.ts';
import { defaultManual } from '#shared/rules/defaults/manual.ts';
import type { Manual } from '#shared/rules/manual.ts';
import { costText, currencyOf, withTheirs } from '../../src/renderer/desk/customer/recovery/cost-text.ts';
import { makeSay } from '../../src/renderer/desk/customer/say.ts';
import { entryWords } from '../../src/renderer/desk/customer/story/entry-words.ts';
import { startWords } from '../../src/renderer/words/words.ts';
import { order, paid } from '../order/sample.ts';
import { entries } from '../screens/customer-entries.ts';

const letter: Money = { minor: 500, currency: 'EUR' };
const without: Manual = { ...defaultManual, currency: 'EUR', rates: [] };
const withRate: Manual = { ...without, rates: [{ currency: 'GBP', rate: 0.86 }] };

test.each([
  ['no order is in question', null, without, { how: 'plain' }],
  ['the order is in the currency of the manual', 'EUR', without, { how: 'plain' }],
  ['the manual has a rate', 'GBP', withRate, { how: 'rate', theirs: { minor: 430, currency: 'GBP' } }],
  ['the manual has none', 'GBP', without, { how: 'own', own: 'EUR', theirs: 'GBP' }],
  ['the manual has another currency since', 'GBP', { ...withRate, currency: 'USD' }, { how: 'plain' }],
])('what a letter costs us where %s', (_, currency, manual, said) => {
  expect(costSaid(letter, currency, manual)).toEqual(said);
});

Object.assign(globalThis, { document: { documentElement: { lang: '' } } });
const i18n = startWords('en');
const say = (language: 'en' | 'es') =>
  makeSay(i18n.getFixedT(language, 'desk') as TFunction<'desk'>, language, 1_760_000_000_000);

test.each([
  ['en', 'costs us €5.00 (manual in EUR, no rate for GBP)', 'costs us €5.00, by our rate £4.30'],
  [
    'es',
    'nos cuesta €5.00 (manual en EUR, sin tipo de cambio a GBP)',
    'nos cuesta €5.00, a nuestro tipo de cambio £4.30',
  ],
] as const)('in %s euros beside pounds say why they are euros', (language, none, rate) => {
  const about = { cost: letter, currency: 'GBP' };
  expect(costText(about, without, say(language))).toBe(none);
  expect(costText(about, withRate, say(language))).toBe(rate);
});

test('what somebody may give stands in the currency of the order too, where there is a rate', () => {
  const once: Money = { minor: 3000, currency: 'EUR' };
  const said = (currency: string | null, manual: Manual) => withTheirs(once, currency, manual, say('en'));
  expect(said('GBP', withRate)).toBe('€30.00 (£25.80)');
  for (const currency of ['EUR', 'USD', null]) expect(said(currency, withRate)).toBe('€30.00');
});

test('a parcel that cannot be added to the goods stands beside them, and is not left out', () => {
  const british = order({
    currency: 'GBP',
    total: 5000,
    payments: [{ ...paid(5000), amount: { minor: 5000, currency: 'GBP' } }],
  });
  const found = (manual: Manual) =>
    alternatives(manual, {
      kind: 'damaged',
      segment: 'loyal',
      severity: 'high',
      order: british,
      terms: termsOf(manual, 'agent', 1),
      spent: 0,
    }).find(({ remedy }) => remedy === 'replacement');
  const { costs } = without;
  expect(found(without)?.besides).toEqual({ minor: costs.parcel, currency: 'EUR' });
  expect(found(withRate)).toMatchObject({
    besides: null,
    cost: { minor: 5000 * (costs.productPercent / 100) + Math.round(costs.parcel * 0.86), currency: 'GBP' },
  });
});

test('once given, what it costs stands in the currency of its order too, in the story as in the case', () => {
  const orders = [{ id: 'o1', currency: 'GBP' }];
  const eur = { amount: { minor: 1000, currency: 'EUR' }, orderId: 'o1' };
  expect(currencyOf(eur, orders)).toBe('GBP');
  expect(currencyOf({ ...eur, orderId: null }, orders)).toBe('EUR');
  expect(currencyOf({ amount: null, orderId: 'gone' }, orders)).toBeNull();
  const [entry] = entries.filter((one) => one.kind === 'compensation');
  if (!entry) throw new Error('no compensation');
  const inStory = entryWords(
    { ...entry, ...eur, cost: letter },
    { ...say('en'), refusal: () => '' },
    undefined,
    undefined,
    (cost, about) => costText({ cost, currency: currencyOf(about, orders) }, withRate, say('en')),
  );
  expect(inStory.detail).toContain('costs us €5.00, by our rate £4.30');
  const apart = entryWords(
    { ...entry, ...eur, cost: { minor: 3000, currency: 'GBP' }, besides: letter },
    { ...say('en'), refusal: () => '' },
    undefined,
    undefined,
    (cost, { besides, ...of }) =>
      costText({ cost, besides, currency: currencyOf(of, orders) }, without, say('en')),
  );
  expect(apart.detail).toContain('costs us £30.00 and the parcel, €5.00 (manual in EUR, no rate for GBP)');
});
