/** Quick choices for the end of a promise, in the calendar of the desk. Milliseconds since 1970. */

/** Noon of the next day. */
export function tomorrowNoon(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, 12).getTime();
}

/**
 * Noon of the day that is `count` working days after today. Monday to Friday; holidays are not known here, so the screen always
 * shows the day that came out.
 */
export function workingDaysOn(now: number, count: number): number {
  const start = new Date(now);
  let left = count;
  let ahead = 0;
  while (left > 0) {
    ahead += 1;
    const weekday = new Date(start.getFullYear(), start.getMonth(), start.getDate() + ahead).getDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return new Date(start.getFullYear(), start.getMonth(), start.getDate() + ahead, 12).getTime();
}

const two = (n: number) => String(n).padStart(2, '0');

/** A moment as an input of type `datetime-local` writes it, in the desk's own time. */
export function toLocalInput(at: number): string {
  const d = new Date(at);
  const day = `${String(d.getFullYear()).padStart(4, '0')}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
  return `${day}T${two(d.getHours())}:${two(d.getMinutes())}`;
}

/** The moment that such an input holds, or null while it is not whole. */
export function fromLocalInput(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return null;
  const at = new Date(text).getTime();
  return Number.isNaN(at) ? null : at;
}
