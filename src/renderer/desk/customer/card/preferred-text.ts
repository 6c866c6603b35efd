import type { Preferred } from '#shared/customer/file.ts';
import { dateFormat } from '#shared/intl.ts';
import { localeOf } from '#shared/order/format.ts';
import { twoDigits } from '../../../ui/two-digits.ts';
import type { Say } from '../say.ts';

/** What a customer prefers, in a line: `English · Mon–Fri · 09:00 to 12:00`. */
export function preferredText({ language, days, from, until }: Preferred, say: Say): string {
  const hours =
    from === null || until === null
      ? null
      : say.t('file.call.hours', { from: clock(from), until: clock(until) });
  const said = [language === null ? null : say.tongue(language), daysText(days, say), hours];
  return said.filter((one) => one !== null).join(' · ');
}

/** Days that follow one another are told as from when to when. */
function daysText(days: readonly number[], say: Say): string | null {
  if (days.length === 0 || days.length === 7) return null;
  const sorted = days.toSorted((a, b) => a - b);
  const runs: number[][] = [];
  for (const day of sorted) {
    const last = runs.at(-1);
    if (last && last.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  const name = (day: number | undefined) => dayName(day ?? 1, say, 'short');
  return say.list(
    runs.flatMap((run) =>
      run.length >= 3
        ? say.t('file.call.day', { from: name(run[0]), to: name(run.at(-1)) })
        : run.map((day) => name(day)),
    ),
  );
}

/** 1 Monday to 7 Sunday. */
export function dayName(day: number, say: Say, weekday: 'short' | 'long'): string {
  // The 5th of January 1970 was a Monday.
  return dateFormat(localeOf(say.language), { weekday, timeZone: 'UTC' }).format((day + 3) * 86_400_000);
}

/** Minutes since midnight as `09:00`. */
export function clock(minutes: number): string {
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** The time there now. */
export function timeThere(at: number, zone: string, say: Say): string {
  return dateFormat(localeOf(say.language), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(at);
}
