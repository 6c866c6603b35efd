import type { Address } from '../customer/records.ts';
import { isKnownCountry, nationalHolidays } from './countries.ts';
import { type Day, weekdayOf, yearOf } from './day.ts';
import { regionOfPostcode, type SpanishRegion, spanishHolidays, spanishRegions } from './spain.ts';

/** Where somebody's working days are counted. Both null: only weekends are free. */
export type Place = {
  /** ISO 3166-1 alpha-2, of a country whose holidays are known here. */
  country: string | null;
  region: SpanishRegion | null;
};
export const nowhere: Place = Object.freeze({ country: null, region: null });

/** Which days are free for all of a company's customers besides: what a company sets. None by default. */
export type OwnHolidays = ReadonlySet<Day>;

/** The place of somebody's addresses: the first whose region is known, else the first whose country is. */
export function placeOf(addresses: readonly Pick<Address, 'country' | 'postcode'>[]): Place {
  const places = addresses.flatMap(({ country, postcode }): Place[] => {
    if (country === null) return [];
    if (country === 'ES') return [{ country, region: regionOfPostcode(postcode ?? '') }];
    return isKnownCountry(country) ? [{ country, region: null }] : [];
  });
  return places.find(({ region }) => region !== null) ?? places[0] ?? nowhere;
}

/** One zone where a country has one for nearly everybody, else `otherwise`. */
export function zoneOf({ country, region }: Place, otherwise: string): string {
  if (region === 'CN') return 'Atlantic/Canary';
  return country !== null && Object.hasOwn(zones, country) ? (zones[country] ?? otherwise) : otherwise;
}

const zones: Record<string, string> = {
  ES: 'Europe/Madrid',
  PT: 'Europe/Lisbon',
  FR: 'Europe/Paris',
  IT: 'Europe/Rome',
  DE: 'Europe/Berlin',
  GB: 'Europe/London',
  MX: 'America/Mexico_City',
};

/** Tells working days: neither a weekend nor a holiday of the place. Years are worked out when they are first asked for. */
export function workingDayOf(place: Place, own: OwnHolidays = new Set()): (day: Day) => boolean {
  const years = new Map<number, ReadonlySet<Day>>();
  const holidaysOf = (year: number) => {
    const known = years.get(year) ?? new Set(holidays(place, year));
    years.set(year, known);
    return known;
  };
  return (day) => weekdayOf(day) % 6 !== 0 && !own.has(day) && !holidaysOf(yearOf(day)).has(day);
}

function holidays({ country, region }: Place, year: number): Day[] {
  if (country === null) return [];
  return country === 'ES' ? spanishHolidays(year, region) : nationalHolidays(country, year);
}

/** What was taken into account, for a screen to say. `region` is the region's own name. */
export function taken({ country, region }: Place): {
  holidays: 'regional' | 'national' | 'none';
  country: string | null;
  region: string | null;
} {
  if (region !== null) return { holidays: 'regional', country, region: spanishRegions[region] };
  return { holidays: country === null ? 'none' : 'national', country, region: null };
}
