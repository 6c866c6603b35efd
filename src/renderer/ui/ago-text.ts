import { relativeFormat } from '#shared/intl.ts';
import { twoDigits } from './two-digits.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Days on the calendar of this computer between two moments: what was an hour before midnight was yesterday. */
function calendarDays(at: number, now: number): number {
  const noon = (time: number): number => new Date(time).setHours(12, 0, 0, 0);
  return Math.round((noon(at) - noon(now)) / day);
}

/** How far away a moment is, in words: "3 days ago", "in 2 hours". Within a minute it is `justNow`. Times in ms. */
export function agoText(at: number, now: number, locale: string, justNow: string): string {
  const away = at - now;
  const far = Math.abs(away);
  if (far < minute) return justNow;
  const say = (count: number, unit: Intl.RelativeTimeFormatUnit): string =>
    relativeFormat(locale, { numeric: unit === 'day' ? 'auto' : 'always' }).format(count, unit);
  if (far < hour) return say(Math.trunc(away / minute), 'minute');
  if (far < day) return say(Math.trunc(away / hour), 'hour');
  const days = calendarDays(at, now);
  if (Math.abs(days) < 45) return say(days, 'day');
  const months = Math.round(days / 30.44);
  return Math.abs(months) < 18 ? say(months, 'month') : say(Math.round(days / 365.25), 'year');
}

/** `m:ss`, or `h:mm:ss` from an hour on. `ms` below zero counts as zero. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0
    ? `${hours}:${twoDigits(minutes)}:${twoDigits(seconds % 60)}`
    : `${minutes}:${twoDigits(seconds % 60)}`;
}
