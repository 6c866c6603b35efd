import { type IsoDay, readTime } from '#shared/calendar/written.ts';
import { twoDigits } from './two-digits.ts';

/** A moment as it is written: its day and its time, `2026-12-04` and `18:00`. */
export type MomentParts = { day: IsoDay | null; time: string };

/** In the desk's own time. */
export function partsOf(at: number | null): MomentParts {
  if (at === null) return { day: null, time: '' };
  const d = new Date(at);
  const day = `${String(d.getFullYear()).padStart(4, '0')}-${twoDigits(d.getMonth() + 1)}-${twoDigits(d.getDate())}`;
  return { day, time: `${twoDigits(d.getHours())}:${twoDigits(d.getMinutes())}` };
}

/** The moment that was written, or null while it is not whole. */
export function momentIn({ day, time }: MomentParts): number | null {
  const clock = readTime(time);
  if (day === null || clock === null) return null;
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date, clock.hour, clock.minute).getTime();
}
