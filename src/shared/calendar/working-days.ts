import { dayIn, momentOf } from './day.ts';
import { nowhere, type OwnHolidays, type Place, workingDayOf } from './place.ts';

/** Where, and on whose clock, working days are counted. */
export type WorkCalendar = {
  /** An IANA zone. */
  zone: string;
  place: Place;
  /** A company's own free days; its settings bring them. */
  own?: OwnHolidays;
};
export const plainCalendar = (zone: string): WorkCalendar => ({ zone, place: nowhere });

/** The office's hours, on the customer's clock. A company's own come with its settings. */
export const officeHours = Object.freeze({ from: 9, to: 18 });

/**
 * The end of the working day that is `n` working days after the day of a moment; 0: of that day itself, or of the next working day where it is
 * none. `hour`: when such a day ends (24: at midnight, one millisecond before the next day).
 */
export function addWorkingDays(at: number, n: number, { zone, place, own }: WorkCalendar, hour = 24): number {
  const isWorking = workingDayOf(place, own);
  let day = dayIn(zone, at);
  for (let left = n; left > 0; ) {
    day += 1;
    if (isWorking(day)) left -= 1;
  }
  while (!isWorking(day)) day += 1;
  return momentOf(day, hour, zone) - (hour === 24 ? 1 : 0);
}

/** How many working days lie after the day of `from` up to the day of `to`; negative when `to` is on an earlier day. */
export function workingDaysBetween(from: number, to: number, { zone, place, own }: WorkCalendar): number {
  const isWorking = workingDayOf(place, own);
  const [start, end] = [dayIn(zone, from), dayIn(zone, to)];
  let count = 0;
  for (let day = Math.min(start, end) + 1; day <= Math.max(start, end); day += 1)
    if (isWorking(day)) count += 1;
  return start <= end ? count : -count;
}

/** The time of office hours between two moments, ms; 0 when `to` is not after `from`. At most of about a year. */
export function workingTimeBetween(from: number, to: number, { zone, place, own }: WorkCalendar): number {
  if (to <= from) return 0;
  const isWorking = workingDayOf(place, own);
  const last = Math.min(dayIn(zone, to), dayIn(zone, from) + 400);
  let time = 0;
  for (let day = dayIn(zone, from); day <= last; day += 1) {
    if (!isWorking(day)) continue;
    const opens = momentOf(day, officeHours.from, zone);
    const shuts = momentOf(day, officeHours.to, zone);
    time += Math.max(0, Math.min(to, shuts) - Math.max(from, opens));
  }
  return time;
}
