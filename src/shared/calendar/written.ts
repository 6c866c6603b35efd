import { type Day, dayAt, dayIn, dayText } from './day.ts';

/** A day as an ISO text, `2026-12-04`. */
export type IsoDay = string;

/** As people of every language here write it: `04/12/2026`. */
export function writeDay(day: IsoDay): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${date}/${month}/${year}`;
}

/** Noon of that day in UTC: for texts of it that are made in UTC. */
export const noonOf = (day: IsoDay): number => Date.parse(`${day}T12:00:00Z`);

export const isoDayIn = (zone: string, at: number): IsoDay => dayText(dayIn(zone, at));

const separator = /[\s./-]+/;

/**
 * The day that somebody wrote: day, month and year in that order (`4/12/26`, `04.12.2026`), or a year first (`2026-12-04`). Without a year the
 * next such day from `today` on. Null: it is none, as the 31st of April.
 */
export function readDay(text: string, today: IsoDay): IsoDay | null {
  const parts = text.trim().split(separator);
  if (parts.length < 2 || parts.length > 3 || parts.some((part) => !/^\d{1,4}$/.test(part))) return null;
  const [one = '', two = '', three] = parts;
  if (one.length === 4 && three !== undefined) return dayOf(one, two, three);
  if (three !== undefined) return dayOf(three, two, one);
  const year = Number(today.slice(0, 4));
  const [thisYear, nextYear] = [dayOf(String(year), two, one), dayOf(String(year + 1), two, one)];
  return thisYear !== null && thisYear >= today ? thisYear : nextYear;
}

function dayOf(year: string, month: string, date: string): IsoDay | null {
  if (date.length > 2 || month.length > 2 || (year.length !== 2 && year.length !== 4)) return null;
  const full = year.length === 2 ? 2000 + Number(year) : Number(year);
  if (full < 1900) return null;
  const day: Day = dayAt(full, Number(month), Number(date));
  const text = dayText(day);
  // Days beyond a month's end run on into the next one.
  return text === `${full}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` ? text : null;
}

/** The time of a clock that somebody wrote: `9:30`, `18`, `18.05`. Null: it is none. */
export function readTime(text: string): { hour: number; minute: number } | null {
  const found = /^(\d{1,2})(?:[:.h](\d{2})?)?$/.exec(text.trim());
  if (!found) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)];
  return hour < 24 && minute < 60 ? { hour, minute } : null;
}
