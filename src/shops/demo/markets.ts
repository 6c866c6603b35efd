import type { Item } from './catalogue.ts';

/** A carrier of the demo. None of them exists. */
export type Carrier = { name: string; prefix: string; site: string };

/** A country in which Casa Lumbre sells, with its shop. */
export type Market = {
  country: string;
  shop: string;
  /** What order numbers begin with. */
  sign: string;
  zone: string;
  currency: string;
  language: 'es' | 'en';
  /** Minor units of this currency for one euro on the Spanish price list. */
  perEuro: number;
  /** Prices end on this many minor units, less `under`. */
  step: number;
  under: number;
  /** How much prices rose a year. */
  rise: number;
  tax: number;
  /** True where the tax comes on top of the price, as in the United States. */
  taxAdded: boolean;
  /** Minor units. Postage, and the value of goods from which it is free. */
  postage: number;
  freeFrom: number;
  warehouse: string;
  hub: string;
  /** Days from order to promised delivery. */
  promise: readonly [number, number];
  carriers: readonly Carrier[];
  methods: readonly (readonly [string, number])[];
};

const spain = {
  country: 'ES',
  shop: 'casalumbre-es',
  sign: 'ES',
  zone: 'Europe/Madrid',
  currency: 'EUR',
  language: 'es',
  perEuro: 100,
  step: 10,
  under: 0,
  rise: 0.025,
  tax: 0.21,
  taxAdded: false,
  postage: 495,
  freeFrom: 4900,
  warehouse: 'Getafe',
  hub: 'Coslada',
  promise: [2, 4],
  carriers: [
    { name: 'NorteLog', prefix: 'NL', site: 'nortelog.example' },
    { name: 'Correo Sur Express', prefix: 'CSX', site: 'correosur.example' },
    { name: 'Mensajería Duero', prefix: 'MD', site: 'mduero.example' },
  ],
  methods: [
    ['Tarjeta', 62],
    ['Bizum', 18],
    ['Transferencia', 8],
    ['Contra reembolso', 5],
    ['Monedero digital', 7],
  ],
} as const satisfies Market;

const mexico = {
  country: 'MX',
  shop: 'casalumbre-mx',
  sign: 'MX',
  zone: 'America/Mexico_City',
  currency: 'MXN',
  language: 'es',
  perEuro: 2050,
  step: 1000,
  under: 100,
  rise: 0.045,
  tax: 0.16,
  taxAdded: false,
  postage: 9900,
  freeFrom: 89900,
  warehouse: 'Cuautitlán Izcalli',
  hub: 'Tlalnepantla',
  promise: [3, 6],
  carriers: [
    { name: 'Paquetería Quetzal', prefix: 'PQ', site: 'quetzal.example' },
    { name: 'Ruta Azteca', prefix: 'RAZ', site: 'rutaazteca.example' },
  ],
  methods: [
    ['Tarjeta', 58],
    ['Pago en efectivo en tienda', 22],
    ['Transferencia', 20],
  ],
} as const satisfies Market;

const argentina = {
  country: 'AR',
  shop: 'casalumbre-ar',
  sign: 'AR',
  zone: 'America/Argentina/Buenos_Aires',
  currency: 'ARS',
  language: 'es',
  perEuro: 165_000,
  step: 10_000,
  under: 0,
  rise: 0.6,
  tax: 0.21,
  taxAdded: false,
  postage: 690_000,
  freeFrom: 9_000_000,
  warehouse: 'Tortuguitas',
  hub: 'Avellaneda',
  promise: [3, 7],
  carriers: [
    { name: 'Pampa Encomiendas', prefix: 'PE', site: 'pampa.example' },
    { name: 'Correo del Plata', prefix: 'CDP', site: 'delplata.example' },
  ],
  methods: [
    ['Tarjeta', 70],
    ['Transferencia', 30],
  ],
} as const satisfies Market;

const colombia = {
  country: 'CO',
  shop: 'casalumbre-co',
  sign: 'CO',
  zone: 'America/Bogota',
  currency: 'COP',
  language: 'es',
  perEuro: 455_000,
  step: 100_000,
  under: 10_000,
  rise: 0.06,
  tax: 0.19,
  taxAdded: false,
  postage: 1_290_000,
  freeFrom: 19_900_000,
  warehouse: 'Funza',
  hub: 'Fontibón',
  promise: [3, 6],
  carriers: [
    { name: 'Cóndor Envíos', prefix: 'CE', site: 'condor.example' },
    { name: 'Andina Mensajería', prefix: 'AM', site: 'andina.example' },
  ],
  methods: [
    ['Tarjeta', 45],
    ['Débito bancario en línea', 40],
    ['Contra entrega', 15],
  ],
} as const satisfies Market;

const kingdom = {
  country: 'GB',
  shop: 'casalumbre-uk',
  sign: 'UK',
  zone: 'Europe/London',
  currency: 'GBP',
  language: 'en',
  perEuro: 88,
  step: 100,
  under: 1,
  rise: 0.03,
  tax: 0.2,
  taxAdded: false,
  postage: 495,
  freeFrom: 4500,
  warehouse: 'Daventry',
  hub: 'Northampton',
  promise: [2, 5],
  carriers: [
    { name: 'Harbour Parcel', prefix: 'HP', site: 'harbourparcel.example' },
    { name: 'Beacon Couriers', prefix: 'BC', site: 'beacon.example' },
  ],
  methods: [
    ['Card', 78],
    ['Digital wallet', 18],
    ['Bank transfer', 4],
  ],
} as const satisfies Market;

const ireland = {
  ...kingdom,
  country: 'IE',
  shop: 'casalumbre-ie',
  sign: 'IE',
  zone: 'Europe/Dublin',
  currency: 'EUR',
  perEuro: 106,
  step: 10,
  under: 0,
  tax: 0.23,
  postage: 595,
  freeFrom: 5500,
  warehouse: 'Ballycoolin',
  hub: 'Portlaoise',
  carriers: [{ name: 'Emerald Freight', prefix: 'EF', site: 'emeraldfreight.example' }],
} as const satisfies Market;

const states = {
  ...kingdom,
  country: 'US',
  shop: 'casalumbre-us',
  sign: 'US',
  zone: 'America/New_York',
  currency: 'USD',
  perEuro: 112,
  step: 100,
  under: 1,
  tax: 0.07,
  taxAdded: true,
  postage: 795,
  freeFrom: 6900,
  warehouse: 'Edison, NJ',
  hub: 'Allentown, PA',
  promise: [3, 6],
  carriers: [
    { name: 'Liberty Ground', prefix: 'LG', site: 'libertyground.example' },
    { name: 'Blue Ridge Freight', prefix: 'BRF', site: 'blueridge.example' },
  ],
} as const satisfies Market;

export const markets = {
  ES: spain,
  MX: mexico,
  AR: argentina,
  CO: colombia,
  GB: kingdom,
  IE: ireland,
  US: states,
} as const satisfies { [country: string]: Market };
export type Country = keyof typeof markets;

/** What one piece cost, in minor units of the market, `yearsAgo` years before the anchor. */
export function priceOf(item: Item, market: Market, yearsAgo: number): number {
  const exact = (item.euros * market.perEuro) / (1 + market.rise) ** yearsAgo;
  return Math.max(1, Math.round(exact / market.step)) * market.step - market.under;
}
