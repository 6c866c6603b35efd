import { expect, test } from 'vitest';
import { belongingOf, teamFor } from '#server/records/rules.ts';
import type { TeamRules } from '#shared/sync/records.ts';

const any = { shop: null, brand: null, country: null };
const rules: TeamRules = {
  rules: [
    { ...any, shop: 'casa-mx', team: 'mexico' },
    { ...any, brand: 'casa-', country: 'ES', team: 'casa-spain' },
    { ...any, brand: 'casa-', team: 'casa' },
    { ...any, country: 'DE', team: 'german' },
    { ...any, country: 'ES', team: 'spain' },
  ],
  rest: 'everybody',
};

test.each([
  [['casa-mx'], 'ES', 'mexico', 'a rule before it is of no use to a later one'],
  [['casa-web'], 'ES', 'casa-spain', 'brand and country both match'],
  [['casa-web'], 'DE', 'casa', 'brand alone comes before country alone'],
  [['casa-web'], null, 'casa', 'an unknown country matches no country'],
  [['tienda', 'casa-web'], 'FR', 'casa', 'one of several shops is enough'],
  [['tienda'], 'ES', 'spain', 'country alone'],
  [['tienda'], 'DE', 'german', 'country alone, another'],
  [['my-casa-web'], 'FR', 'everybody', 'a brand is how a name begins, not a part of it'],
  [['Casa-mx'], null, 'everybody', 'names are exact'],
  [[], null, 'everybody', 'nothing known is the rest'],
])('shops %j and country %s belong to %s: %s', (shops, country, team, _) => {
  expect(teamFor(rules, { shops, country })).toBe(team);
});

test('without a team for the rest whoever matches nothing has none, and a rule without conditions takes everybody', () => {
  expect(teamFor({ rules: rules.rules, rest: null }, { shops: [], country: 'FR' })).toBeNull();
  const open = { rules: [{ ...any, team: 'first' }, ...rules.rules], rest: null };
  expect(teamFor(open, { shops: ['casa-mx'], country: 'MX' })).toBe('first');
});

const place = (country: string | null) => ({
  name: null,
  company: null,
  lines: [],
  city: null,
  region: null,
  postcode: null,
  country,
});
const order = (shop: string, placedAt: number, country: string | null) => ({
  shop,
  placedAt,
  shipTo: country === null ? null : place(country),
});
const phone = (country: string | null) => ({ raw: '1', e164: null, country });

test.each([
  [
    { keys: [], addresses: [place('FR')], phones: [phone('ES')] },
    [order('a', 2, 'PT'), order('a', 3, null), order('b', 1, 'ES')],
    { shops: ['a', 'b'], country: 'PT' },
    'the newest order that went somewhere',
  ],
  [
    { keys: ['c:person:1'], addresses: [place('FR'), place('de'), place(null)], phones: [phone('ES')] },
    [order('a', 2, null)],
    { shops: ['a', 'c'], country: 'DE' },
    'else the last address with a country',
  ],
  [
    {
      keys: ['c:person:1', 'c:person:2'],
      addresses: [place(null)],
      phones: [phone(null), phone('MX'), phone(null)],
    },
    [],
    { shops: ['c'], country: 'MX' },
    'else a phone',
  ],
  [{ keys: [], addresses: [], phones: [] }, [], { shops: [], country: null }, 'else nothing'],
])('what belongs to customer %j with orders %j is %j: %s', (customer, orders, expected, _) => {
  expect(belongingOf(customer, orders)).toEqual(expected);
});
