import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CustomerRecord } from '#shared/customer/records.ts';
import { emptyRule, type Incident, type IncidentRule, incident, isOnNow } from '#shared/incident/incident.ts';
import { isOfPlaces, placedWithin, touchedBy, touches } from '#shared/incident/touches.ts';
import type { OrderRecord, Shipment } from '#shared/order/records.ts';
import { customer, noon, order } from '../store/fixture.ts';

const day = 86_400_000;
const home = {
  name: null,
  company: null,
  lines: ['Calle Mayor 1'],
  city: 'Málaga',
  region: 'Andalucía',
  postcode: '29 001',
  country: 'ES',
};
const carmen: CustomerRecord = customer('c1', { addresses: [home] });

const parcel = (more: Partial<Shipment> = {}): Shipment => ({
  id: 's1',
  leftAt: noon - 2 * day,
  carrier: 'Paquetería Norte',
  tracking: 'NL1',
  trackingUrl: null,
  lines: [],
  promisedAt: null,
  deliveredAt: null,
  signedBy: null,
  events: [{ at: noon - 2 * day, status: 'collected', place: 'Almacén Getafe', text: null }],
  ...more,
});
const bought = (more: Partial<OrderRecord> = {}): OrderRecord =>
  order('1', 'c1', { placedAt: noon - 3 * day, shop: 'casalumbre', shipments: [parcel()], ...more });

const known = (rule: Partial<IncidentRule>, more: Partial<Incident> = {}) => ({
  rule: { ...emptyRule, ...rule },
  since: noon - day,
  until: null,
  ...more,
});

test.each<[string, boolean, Partial<IncidentRule>, OrderRecord | null]>([
  ['its carrier, written otherwise', true, { carriers: ['PAQUETERIA norte'] }, bought()],
  ['another carrier', false, { carriers: ['SurLog'] }, bought()],
  ['one of several carriers', true, { carriers: ['SurLog', 'Paquetería Norte'] }, bought()],
  ['a part of a carrier’s name is another carrier', false, { carriers: ['Norte'] }, bought()],
  ['the warehouse that it was collected in', true, { warehouses: ['getafe'] }, bought()],
  ['another warehouse', false, { warehouses: ['Zaragoza'] }, bought()],
  ['the SKU', true, { products: ['tn-2410'] }, bought()],
  ['a part of the SKU is another product', false, { products: ['TN-24'] }, bought()],
  ['a word of the title', true, { products: ['tone'] }, bought()],
  ['a batch in the remark', true, { batches: ['L-77'] }, bought({ remark: 'Lote l-77, revisar' })],
  ['another batch', false, { batches: ['L-78'] }, bought({ remark: 'Lote l-77' })],
  ['the shop', true, { shops: ['CasaLumbre'] }, bought()],
  ['the country of the customer', true, { countries: ['ES'] }, bought()],
  [
    'the country that it was sent to is not theirs',
    false,
    { countries: ['ES'] },
    bought({ shipTo: { ...home, country: 'PT' } }),
  ],
  ['the beginning of the postcode, whatever its blanks', true, { postcodes: ['290'] }, bought()],
  ['another postcode', false, { postcodes: ['28'] }, bought()],
  ['the city as a region', true, { regions: ['malaga'] }, bought()],
  ['of two things one is not so', false, { carriers: ['Paquetería Norte'], postcodes: ['28'] }, bought()],
  ['ordered within the dates', true, { ordered: { from: noon - 3 * day, to: noon } }, bought()],
  ['ordered before them', false, { ordered: { from: noon - 2 * day, to: null } }, bought()],
  ['left within the dates', true, { shipped: { from: null, to: noon - 2 * day } }, bought()],
  [
    'one parcel must fit all of it',
    false,
    { carriers: ['SurLog'], shipped: { from: noon - day, to: null } },
    bought({ shipments: [parcel(), parcel({ id: 's2', carrier: 'SurLog', leftAt: noon - 5 * day })] }),
  ],
  [
    'it was delivered before it began',
    false,
    { carriers: ['Paquetería Norte'] },
    bought({ shipments: [parcel({ deliveredAt: noon - 1.5 * day })] }),
  ],
  [
    'it was delivered after it began',
    true,
    { carriers: ['Paquetería Norte'] },
    bought({ shipments: [parcel({ deliveredAt: noon })] }),
  ],
  [
    'delivered long ago, with dates that say so',
    true,
    { products: ['TN-2410'], ordered: { from: noon - 400 * day, to: noon } },
    bought({ placedAt: noon - 300 * day, shipments: [parcel({ deliveredAt: noon - 290 * day })] }),
  ],
  [
    'of which nobody has heard for a year',
    false,
    { shops: ['casalumbre'] },
    bought({ placedAt: noon - 365 * day, shipments: [] }),
  ],
  ['it was cancelled before', false, { shops: ['casalumbre'] }, bought({ cancelledAt: noon - 2 * day })],
  ['a cancellation is no order', false, { shops: ['casalumbre'] }, bought({ kind: 'cancellation' })],
  ['who lives there and ordered nothing', true, { postcodes: ['290'] }, null],
  [
    'who lives there and ordered nothing is not touched by a carrier',
    false,
    { postcodes: ['290'], carriers: ['SurLog'] },
    null,
  ],
])('%s: %s', (_, is, rule, one) => {
  expect(touches(known(rule), one, carmen)).toBe(is);
});

test('it is on from its beginning until its end, while it is open', () => {
  const one = { state: 'open', since: 10, until: 20 } as const;
  expect([9, 10, 19, 20].map((now) => isOnNow(one, now))).toEqual([false, true, true, false]);
  expect(isOnNow({ ...one, state: 'closed' }, 15)).toBe(false);
  expect(isOnNow({ ...one, until: null }, 1e12)).toBe(true);
});

test('a rule that says nothing is none: it would touch everybody', () => {
  const said = (rule: Partial<IncidentRule>) =>
    incident.safeParse({
      about: 'incident',
      id: 'strike',
      title: { en: 'Strike', es: '' },
      say: { en: 'x', es: '' },
      offer: { en: '', es: '' },
      severity: 'warning',
      since: 1,
      until: null,
      state: 'open',
      rule: { ...emptyRule, ...rule },
    }).success;
  expect(said({})).toBe(false);
  expect(said({ ordered: { from: null, to: null } })).toBe(false);
  expect(said({ carriers: ['NorteLog'] })).toBe(true);
});

const some = (values: string[]) => fc.subarray(values);
const rules = fc.record({
  carriers: some(['Paquetería Norte', 'SurLog']),
  warehouses: some(['Getafe', 'Zaragoza']),
  products: some(['TN-2410', 'Toner', 'Lamp']),
  batches: some(['L-77']),
  shops: some(['casalumbre', 'other']),
  countries: some(['ES', 'PT']),
  postcodes: some(['29', '28']),
  regions: some(['Málaga', 'Madrid']),
  ordered: fc.option(
    fc.record({ from: fc.option(fc.integer({ min: noon - 9 * day, max: noon })), to: fc.constant(null) }),
  ),
  shipped: fc.constant(null),
});
const orders = fc.record({
  placedAt: fc.integer({ min: noon - 200 * day, max: noon }),
  shipments: fc.subarray([parcel(), parcel({ id: 's2', carrier: 'SurLog', deliveredAt: noon - day })]),
  remark: fc.constantFrom(null, 'Lote L-77'),
  shipTo: fc.constantFrom(null, home, { ...home, country: 'PT', postcode: '1000' }),
});

test('saying more touches no more, naming one more word touches no fewer, and longer touches no fewer', () => {
  fc.assert(
    fc.property(rules, orders, rules, fc.nat(50), (rule, more, other, days) => {
      const one = bought(more);
      const is = (r: IncidentRule, until: number | null = null) =>
        touches({ rule: r, since: noon - day, until }, one, carmen);
      for (const key of [
        'carriers',
        'warehouses',
        'products',
        'batches',
        'shops',
        'countries',
        'postcodes',
        'regions',
      ] as const) {
        const narrowed = { ...rule, [key]: rule[key].length > 0 ? rule[key] : other[key] };
        if (is(narrowed)) expect(is(rule)).toBe(true);
        const widened = { ...rule, [key]: rule[key].length > 0 ? [...rule[key], ...other[key]] : [] };
        if (is(rule)) expect(is(widened)).toBe(true);
      }
      const within = placedWithin(known(rule));
      if (is(rule)) expect(one.placedAt >= within.from && one.placedAt <= within.to).toBe(true);
      const until = noon - 100 * day + days * day;
      if (is(rule, until)) expect(is(rule, until + day)).toBe(true);
      const ids = touchedBy(known(rule), [one], carmen);
      expect(ids !== null).toBe(is(rule) || (isOfPlaces(rule) && touches(known(rule), null, carmen)));
    }),
  );
});
