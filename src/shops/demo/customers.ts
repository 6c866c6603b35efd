import type { Address, CustomerRecord, Phone } from '#shared/customer/records.ts';
import type { Calendar } from './calendar.ts';
import type { Dice } from './dice.ts';
import { type Country, type Market, markets } from './markets.ts';
import { companies, given, surnames } from './names.ts';
import { phoneOf } from './phones.ts';
import { streets, towns } from './places.ts';

/** A generated customer and what the generator needs to know of them. */
export type Buyer = { record: CustomerRecord; market: Market; woman: boolean; language: 'es' | 'en' };

const countryWeights: readonly (readonly [Country, number])[] = [
  ['ES', 54],
  ['MX', 15],
  ['AR', 7],
  ['CO', 8],
  ['GB', 8],
  ['IE', 3],
  ['US', 5],
];

/** The id of the n-th customer, from 1. */
export function customerId(n: number): string {
  return `demo:c:${String(n).padStart(4, '0')}`;
}

/**
 * `count` customers numbered from `first`: single people, families and offices that share a number, companies, guests.
 * @param taken phone numbers (E.164) that are somebody's already; new ones are added.
 */
export function customers(
  dice: Dice,
  calendar: Calendar,
  first: number,
  count: number,
  taken: Set<string>,
): Buyer[] {
  const list: Buyer[] = [];
  for (let n = first; n < first + count; n += 1) {
    const before = list.at(-1);
    const shares = before && !before.record.guest && before.record.phones.length > 0 && dice.chance(0.06);
    list.push(buyer(dice, calendar, customerId(n), shares ? before : null, taken));
  }
  return list;
}

function buyer(
  dice: Dice,
  calendar: Calendar,
  id: string,
  housemate: Buyer | null,
  taken: Set<string>,
): Buyer {
  const country = (housemate?.market.country as Country | undefined) ?? dice.weighted(countryWeights);
  const market: Market = markets[country];
  const guest = housemate === null && dice.chance(0.11);
  const company = housemate === null && !guest && dice.chance(0.035);
  const foreign = country === 'ES' && dice.chance(0.05);
  const people = foreign || market.language === 'en' ? 'en' : country === 'ES' ? 'es' : 'latin';
  const woman = !company && dice.chance(0.55);
  const person = personName(dice, people, woman);
  const name = company ? companyName(dice, country, person) : person;
  const address = housemate?.record.addresses[0] ?? addressOf(dice, country);
  const phones = housemate
    ? [...housemate.record.phones.slice(0, 1), ...(dice.chance(0.5) ? [phoneOf(dice, country, taken)] : [])]
    : Array.from({ length: guest ? dice.int(0, 1) : phoneCount(dice) }, () => phoneOf(dice, country, taken));
  const emails = mailCount(dice, phones).map((extra) => mailOf(dice, name, id, extra));
  const language = foreign ? 'en' : market.language;
  const daysAgo = Math.floor(1 + 4200 * dice.next() ** 1.7);
  const record: CustomerRecord = {
    type: 'customer',
    id,
    name: guest && dice.chance(0.08) ? name.toLocaleUpperCase('es') : name,
    emails,
    phones,
    addresses: [
      { ...address, name: person, company: company ? name : null },
      ...(dice.chance(0.09) ? [{ ...addressOf(dice, country), name: person }] : []),
    ],
    guest,
    language: guest ? null : language,
    since: guest ? null : calendar.at(market.zone, -daysAgo, dice.int(9 * 60, 22 * 60)),
    remark: dice.chance(0.025) ? dice.pick(remarks) : null,
    keys: [`${market.shop}:${guest ? 'guest' : 'customer'}:${30_000 + Number(id.slice(-4)) * 7}`],
  };
  return { record, market, woman, language };
}

const remarks = [
  'Prefiere entrega por la tarde.',
  'Portal sin ascensor: avisar al transportista.',
  'Factura siempre con los datos de empresa.',
  'Llamar al móvil, el fijo no lo coge nadie.',
  'Mayor. Hablar despacio y claro.',
];

function phoneCount(dice: Dice): number {
  return dice.weighted([
    [0, 6],
    [1, 62],
    [2, 24],
    [3, 8],
  ]);
}

/** Whoever left no phone left an e-mail. */
function mailCount(dice: Dice, phones: Phone[]): boolean[] {
  const first = phones.length === 0 || dice.chance(0.93);
  return first ? (dice.chance(0.1) ? [false, true] : [false]) : [];
}

function personName(dice: Dice, people: keyof typeof given, woman: boolean): string {
  const first = dice.pick(woman ? given[people].f : given[people].m);
  const last = () => dice.pick(surnames[people]);
  const one = last();
  if (people === 'en') return `${first} ${one}`;
  const other = last();
  return dice.chance(0.9) && other !== one ? `${first} ${one} ${other}` : `${first} ${one}`;
}

function companyName(dice: Dice, country: Country, person: string): string {
  const [trades, forms]: readonly [readonly string[], readonly string[]] = companies[country];
  const owner = person.split(' ').at(-1) ?? person;
  const comma = country === 'ES' || country === 'MX' || country === 'AR' ? ', ' : ' ';
  return markets[country].language === 'en'
    ? `${owner} ${dice.pick(trades)} ${dice.pick(forms)}`
    : `${dice.pick(trades)} ${owner}${comma}${dice.pick(forms)}`;
}

/** Only at the domains that RFC 2606 keeps for examples. */
export function mailOf(dice: Dice, name: string, id: string, other: boolean): string {
  const words = name
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .toLowerCase()
    .split(' ')
    .filter(Boolean);
  const [a, b] = [words[0] ?? 'a', words.at(-1) ?? 'b'];
  const local = dice.pick([`${a}.${b}`, `${a}${b}`, `${a.charAt(0)}.${b}`, `${b}.${a}`]);
  const host = dice.pick(['example.com', 'example.org', 'example.net']);
  return `${local}${Number(id.slice(-4))}${other ? '.casa' : ''}@${host}`;
}

export function addressOf(dice: Dice, country: Country): Address {
  const [city, region, shape] = dice.pick(towns[country]);
  const street = dice.pick(streets[country]);
  const number = dice.int(1, 140);
  const english = markets[country].language === 'en';
  const door = english
    ? ''
    : country === 'ES'
      ? `, ${dice.int(1, 7)}.º ${dice.pick(['A', 'B', 'C', 'izda.', 'dcha.'])}`
      : '';
  const first = english
    ? `${number} ${street}`
    : street.endsWith('#')
      ? `${street} ${number}-${dice.int(10, 90)}`
      : `${street} ${number}${door}`;
  return {
    name: null,
    company: null,
    lines: english && dice.chance(0.25) ? [first, `Flat ${dice.int(1, 20)}`] : [first],
    city,
    region,
    postcode: shape.replaceAll('#', () => dice.digits(1)),
    country,
  };
}
