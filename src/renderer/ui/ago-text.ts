const minute = 60_000;
const steps: [unit: Intl.RelativeTimeFormatUnit, ms: number, upTo: number][] = [
  ['minute', minute, 60],
  ['hour', 60 * minute, 24],
  ['day', 24 * 60 * minute, 30],
  ['month', 30.44 * 24 * 60 * minute, 12],
  ['year', 365.25 * 24 * 60 * minute, Number.POSITIVE_INFINITY],
];

/** How far away a moment is, in words: "3 days ago", "in 2 hours". Within a minute it is `justNow`. Times in ms. */
export function agoText(at: number, now: number, locale: string, justNow: string): string {
  const away = at - now;
  if (Math.abs(away) < minute) return justNow;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const [unit, ms, upTo] of steps) {
    const count = Math.trunc(away / ms);
    if (Math.abs(count) < upTo) return format.format(count, unit);
  }
  return justNow;
}

/** `m:ss`, or `h:mm:ss` from an hour on. `ms` below zero counts as zero. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number): string => String(n).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
