import { dayIn } from '../calendar/day.ts';
import { type OwnHolidays, type Place, zoneOf } from '../calendar/place.ts';
import { type WorkCalendar, workingTimeBetween } from '../calendar/working-days.ts';
import { byItself, type PromiseNow } from './fold.ts';

/** `overdue`: its time has passed; `soon`: it ends today, or within two hours of work; `later`: it does not burn. */
export type Burning = 'overdue' | 'soon' | 'later';

const soonMs = 2 * 3_600_000;

/** How a pending promise stands, on the clock and in the working days of its customer. */
export function burningOf(until: number, now: number, calendar: WorkCalendar): Burning {
  if (until < now) return 'overdue';
  if (dayIn(calendar.zone, until) === dayIn(calendar.zone, now)) return 'soon';
  return workingTimeBetween(now, until, calendar) <= soonMs ? 'soon' : 'later';
}

/** The calendar of a promise: the zone it was told in, else that of the place, else the desk's. */
export function calendarFor(
  place: Place,
  zone: string | null,
  desk: string,
  own: OwnHolidays = new Set(),
): WorkCalendar {
  return { place, zone: zone ?? zoneOf(place, desk), own };
}

/**
 * How late a kept promise was, in days of its customer's calendar; 0: in time. Kept late is kept, and is not counted as broken: the customer got
 * what they were promised, and was not told so in vain. Of one that somebody marked by hand only the day of the mark is known: 0.
 */
export function daysLate(
  { state, until, ended }: Pick<PromiseNow, 'state' | 'until'> & { ended: { at: number; by: string } | null },
  zone: string,
): number {
  if (state !== 'kept' || ended?.by !== byItself || ended.at <= until) return 0;
  return Math.max(1, dayIn(zone, ended.at) - dayIn(zone, until));
}
