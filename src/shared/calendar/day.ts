import { dateFormat } from '../intl.ts';
import { calendarOf } from '../order/format.ts';

/** A day of the calendar: days since 1970-01-01, wherever one is. */
export type Day = number;

const dayLength = 86_400_000;

/** The number of a day. `month` 1 to 12; days beyond a month's end run on, as in `Date.UTC`. */
export const dayAt = (year: number, month: number, day: number): Day =>
  Math.floor(Date.UTC(year, month - 1, day) / dayLength);

export const yearOf = (day: Day): number => new Date(day * dayLength).getUTCFullYear();

/** 0 Sunday to 6 Saturday. */
export const weekdayOf = (day: Day): number => (((day + 4) % 7) + 7) % 7;

/** `2026-12-08`. */
export const dayText = (day: Day): string => new Date(day * dayLength).toISOString().slice(0, 10);

/** Easter Sunday of a year of the Gregorian calendar (the anonymous algorithm, Nature of 20 April 1876). */
export function easterOf(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return dayAt(year, Math.floor(f / 31), (f % 31) + 1);
}

/** The day on the calendars of a zone at a moment. A zone that this machine does not know is read as UTC. */
export const dayIn = (zone: string, at: number): Day => calendarOf(zone)(at).index;

/**
 * The moment at which clocks of a zone show that hour of that day (24: its end). Where clocks skip it, the moment at which they do; where they
 * show it twice, the first.
 */
export function momentOf(day: Day, hour: number, zone: string): number {
  const wanted = day * dayLength + hour * 3_600_000;
  const wall = wallIn(zone);
  // Clocks are at most 14 hours from UTC, and change by an hour: one of the two is how far they are off at that moment.
  const [before, after] = [wanted - dayLength, wanted + dayLength].map((at) => wall(at) - at);
  const early = wanted - Math.max(before ?? 0, after ?? 0);
  const late = wanted - Math.min(before ?? 0, after ?? 0);
  if (wall(early) === wanted) return early;
  if (wall(late) === wanted) return late;
  // Skipped: the first moment whose clock shows more.
  let [from, to] = [early, late];
  while (to - from > 1000) {
    const middle = from + Math.floor((to - from) / 2000) * 1000;
    if (middle === from) break;
    if (wall(middle) >= wanted) to = middle;
    else from = middle;
  }
  return to;
}

/** Gives what clocks of a zone show at a moment, as if they showed UTC, ms. A zone that this machine does not know is read as UTC. */
export function wallIn(zone: string): (at: number) => number {
  const format = clock(zone);
  return (at) => {
    const whole = Math.floor(at / 1000) * 1000;
    const found: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const { type, value } of format.formatToParts(whole)) found[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = found;
    return Date.UTC(year, month - 1, day, hour, minute, second) + (at - whole);
  };
}

function clock(zone: string): Intl.DateTimeFormat {
  const options = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  } as const;
  try {
    return dateFormat('en-US', { ...options, timeZone: zone });
  } catch {
    return dateFormat('en-US', { ...options, timeZone: 'UTC' });
  }
}
