import { z } from 'zod';
import { isKnownCountry } from '../calendar/countries.ts';
import { type Day, dayAt } from '../calendar/day.ts';
import type { OwnHolidays, Place } from '../calendar/place.ts';
import { type SpanishRegion, spanishRegions } from '../calendar/spain.ts';

/** Countries whose customers' days are counted by place. */
export const placedCountries = ['ES', 'PT', 'FR', 'IT', 'DE', 'GB', 'MX'] as const;

/** A country (`ES`), or a region of Spain (`ES-MD`), as in ISO 3166. */
export const whereabouts = z
  .string()
  .regex(/^[A-Z]{2}(-[A-Z]{2})?$/)
  .refine((where) => {
    const [country = '', region] = where.split('-');
    return isKnownCountry(country) || country === 'ES' ? region === undefined || isRegion(where) : false;
  });

const isRegion = (where: string): boolean =>
  where.startsWith('ES-') && Object.hasOwn(spanishRegions, where.slice(3));

/** A day on which a team's company does not work, for all of its customers (`where` null) or those who live somewhere. */
export const companyHoliday = z.strictObject({
  day: z.iso.date(),
  name: z.string().max(80),
  where: whereabouts.nullable(),
});

/** The free days of a team's own, besides the national and regional ones that the program knows. */
export const holidays = z.strictObject({
  about: z.literal('holidays'),
  days: z.array(companyHoliday).max(200),
});
export type Holidays = z.infer<typeof holidays>;

export const defaultHolidays: Holidays = Object.freeze({ about: 'holidays', days: [] });

/** Those that count for a customer who lives there. */
export function ownHolidays({ days }: Holidays, { country, region }: Place): OwnHolidays {
  const there = new Set([null, country, region === null ? null : regionCode(region)]);
  return new Set(days.filter(({ where }) => there.has(where)).map(({ day }) => numberOf(day)));
}

export const regionCode = (region: SpanishRegion): string => `ES-${region}`;

function numberOf(day: string): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return dayAt(year, month, date);
}
