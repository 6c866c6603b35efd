import { dateFormat, relativeFormat } from '../intl.ts';
import { calendarOf, localeOf } from '../order/format.ts';
import type { Language } from '../settings.ts';

/**
 * The heading of a day in the story: `Today`, `Yesterday`, `Monday 10 November`, with its year when that is not
 * this year.
 */
export function dayHeading(at: number, now: number, zone: string, language: Language): string {
  const locale = localeOf(language);
  const calendar = calendarOf(zone);
  const [then, today] = [calendar(at), calendar(now)];
  const away = then.index - today.index;
  if (Math.abs(away) <= 1) {
    return upper(relativeFormat(locale, { numeric: 'auto' }).format(away, 'day'), locale);
  }
  // A known day far from any clock change: the zone's own day at noon in UTC.
  const noon = then.index * 86_400_000 + 43_200_000;
  const date = dateFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(then.year === today.year ? {} : { year: 'numeric' as const }),
    timeZone: 'UTC',
  });
  return upper(date.format(noon), locale);
}

const steps = [
  { unit: 'minute', seconds: 60, below: 3600 },
  { unit: 'hour', seconds: 3600, below: 86_400 },
  { unit: 'day', seconds: 86_400, below: 30 * 86_400 },
  { unit: 'month', seconds: 30.44 * 86_400, below: 365 * 86_400 },
  { unit: 'year', seconds: 365.25 * 86_400, below: Number.POSITIVE_INFINITY },
] as const;

/** How long ago: `now`, `5 min ago`, `3 days ago`. A moment ahead (clocks differ) reads `in 5 min`. */
export function agoText(at: number, now: number, language: Language): string {
  const seconds = (at - now) / 1000;
  const step = steps.find(({ below }) => Math.abs(seconds) < below);
  const locale = localeOf(language);
  if (Math.abs(seconds) < 60 || !step) {
    return relativeFormat(locale, { numeric: 'auto' }).format(0, 'second');
  }
  const style = step.unit === 'minute' || step.unit === 'hour' ? 'short' : 'long';
  const count = Math.sign(seconds) * Math.max(1, Math.floor(Math.abs(seconds) / step.seconds));
  return relativeFormat(locale, { style }).format(count, step.unit);
}

/** A length of time, the same in every language of Hilo: `45 s`, `4 min 12 s`, `1 h 5 min`. Negative ones read `0 s`. */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (whole < 3600) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
  return minutes % 60 === 0
    ? `${Math.floor(minutes / 60)} h`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function upper(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
