import { dayIn } from '#shared/calendar/day.ts';
import { workingDayOf } from '#shared/calendar/place.ts';
import { addWorkingDays, officeHours, type WorkCalendar } from '#shared/calendar/working-days.ts';

/** A quick choice for the end of a promise: so many working days on; `tomorrow`: the next one, where it is the next day. */
export type UntilChoice = { days: number; name: 'today' | 'tomorrow' | 'next' | 'days'; at: number };

/**
 * Quick choices in the working days of the customer, each until the end of office hours on their clock. Today only while there is an hour of it
 * left. Milliseconds since 1970.
 */
export function untilChoices(now: number, calendar: WorkCalendar): UntilChoice[] {
  const choice = (days: number, name: UntilChoice['name']) => ({
    days,
    name,
    at: workingDaysOn(now, days, calendar),
  });
  const today = choice(0, 'today');
  const isToday =
    workingDayOf(calendar.place, calendar.own)(dayIn(calendar.zone, now)) && today.at > now + 3_600_000;
  const next = choice(1, 'next');
  const isTomorrow = dayIn(calendar.zone, next.at) === dayIn(calendar.zone, now) + 1;
  return [
    ...(isToday ? [today] : []),
    isTomorrow ? { ...next, name: 'tomorrow' } : next,
    choice(2, 'days'),
    choice(3, 'days'),
    choice(5, 'days'),
  ];
}

/** The end of office hours of the working day that is so many after today. */
export function workingDaysOn(now: number, days: number, calendar: WorkCalendar): number {
  return addWorkingDays(now, days, calendar, officeHours.to);
}
