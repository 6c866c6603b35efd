import { type Day, dayAt, weekdayOf } from './day.ts';
import { daysOf } from './spain.ts';

/** National holidays that are the same every year; written as in spain.ts. Those of parts of a country are left out. */
const fixed: Record<string, string> = {
  // Código do Trabalho, art. 234
  PT: '1-1 4-25 5-1 6-10 8-15 10-5 11-1 12-1 12-8 12-25 E-2 E60',
  // Code du travail, L3133-1
  FR: '1-1 5-1 5-8 7-14 8-15 11-1 11-11 12-25 E1 E39 E50',
  // Legge 260/1949 and 54/1977; 4 October from 2026 on: legge 151/2025
  IT: '1-1 1-6 4-25 5-1 6-2 8-15 11-1 12-8 12-25 12-26 E1',
  // What all sixteen Länder have
  DE: '1-1 5-1 10-3 12-25 12-26 E-2 E1 E39 E50',
  // England and Wales: Banking and Financial Dealings Act 1971; the rest below
  GB: 'E-2 E1',
  // Ley Federal del Trabajo, art. 74; the rest below
  MX: '1-1 5-1 9-16 12-25',
};

/** Whether the national holidays of a country are known here. */
export const isKnownCountry = (country: string): boolean => Object.hasOwn(fixed, country);

/** The national holidays of a year in a country; none where they are not known. */
export function nationalHolidays(country: string, year: number): Day[] {
  const days = Object.hasOwn(fixed, country) ? daysOf(fixed[country] ?? '', year) : [];
  if (country === 'IT' && year >= 2026) days.push(dayAt(year, 10, 4));
  if (country === 'MX') days.push(nthMonday(year, 2, 1), nthMonday(year, 3, 3), nthMonday(year, 11, 3));
  if (country === 'GB') days.push(...british(year));
  return days;
}

/** In Britain a holiday on a weekend is given on the next weekday that is none: at Christmas, the first two weekdays from the 25th on. */
function british(year: number): Day[] {
  const weekday = (day: Day): Day => (weekdayOf(day) % 6 === 0 ? weekday(day + 1) : day);
  const christmas = weekday(dayAt(year, 12, 25));
  const lastMonday = (month: number) => nthMonday(year, month + 1, 1) - 7;
  return [
    weekday(dayAt(year, 1, 1)),
    nthMonday(year, 5, 1),
    lastMonday(5),
    lastMonday(8),
    christmas,
    weekday(christmas + 1),
  ];
}

function nthMonday(year: number, month: number, n: number): Day {
  const first = dayAt(year, month, 1);
  return first + ((8 - weekdayOf(first)) % 7) + (n - 1) * 7;
}
