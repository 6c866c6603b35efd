import { wallIn } from '#shared/calendar/day.ts';
import { ShopFileError } from './trouble.ts';

const day = 86_400_000;

/** Milliseconds of a wall clock, as if it showed UTC; null where there is no such date. Orders are of 1970 to 2199. */
function wallClock(
  year: number,
  month: number,
  date: number,
  hour: number,
  minute: number,
  second: number,
  ms: number,
): number | null {
  if (year < 1970 || year > 2199 || hour > 23 || minute > 59 || second > 59) return null;
  const at = Date.UTC(year, month - 1, date, hour, minute, second, ms);
  const check = new Date(at);
  return check.getUTCMonth() === month - 1 && check.getUTCDate() === date ? at : null;
}

const iso =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)? ?(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/;

/**
 * Reads `2025-10-07 09:50:26 +0200`, `2008-01-10T11:00:00-05:00` and the like. `zone` says what a time without an offset means.
 * Returns ms since 1970, `no-zone` where there is neither, null where it is no date.
 */
export function readIso(text: string, zone: ZoneClock | null): number | 'no-zone' | null {
  const m = iso.exec(text.trim());
  if (!m) return null;
  const ms = Number((m[7] ?? '').padEnd(3, '0').slice(0, 3));
  const wall = wallClock(
    Number(m[1]),
    Number(m[2]),
    Number(m[3]),
    Number(m[4]),
    Number(m[5]),
    Number(m[6] ?? 0),
    ms,
  );
  if (wall === null) return null;
  const offset = m[8];
  if (offset === undefined) return zone === null ? 'no-zone' : zone.instantOf(wall);
  return wall - offsetOf(offset);
}

function offsetOf(text: string): number {
  if (text === 'Z' || text === 'UTC' || text === 'GMT') return 0;
  const digits = text.replace(':', '').slice(1);
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4));
  return (text.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** The clock on the wall of a zone. */
export type ZoneClock = {
  zone: string;
  /**
   * The moment at which the wall shows `wall` (ms as if it showed UTC). An hour that comes twice is its first; one that the change to
   * summer time leaves out is taken with the offset before it, as Temporal's `compatible` does.
   */
  instantOf(wall: number): number;
};

/** The clock of an IANA zone, by Intl: Temporal is not in Node 24. Fails with `zone` for a name that does not exist. */
export function zoneClock(zone: string): ZoneClock {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
  } catch {
    throw new ShopFileError('zone', { zone: zone.slice(0, 64) });
  }
  const wallAt = wallIn(zone);
  const offsetAt = (instant: number): number => wallAt(instant) - instant;
  const instantOf = (wall: number): number => {
    const before = offsetAt(wall - day);
    const after = offsetAt(wall + day);
    if (before === after || offsetAt(wall - before) === before) return wall - before;
    return offsetAt(wall - after) === after ? wall - after : wall - before;
  };
  return { zone, instantOf };
}

const widths: ReadonlyMap<string, [least: number, most: number]> = new Map([
  ['yyyy', [4, 4]],
  ['yy', [2, 2]],
  ['MM', [2, 2]],
  ['M', [1, 2]],
  ['dd', [2, 2]],
  ['d', [1, 2]],
  ['HH', [2, 2]],
  ['H', [1, 2]],
  ['hh', [2, 2]],
  ['h', [1, 2]],
  ['mm', [2, 2]],
  ['m', [1, 2]],
  ['ss', [2, 2]],
  ['s', [1, 2]],
  ['SSS', [1, 9]],
  ['a', [2, 2]],
  ['XXX', [1, 6]],
]);

/** A reader of dates of one pattern. `offset` (ms) is null where the pattern has none: the wall clock of the file's zone. */
export type DatePattern = (text: string) => { wall: number; offset: number | null } | null;

/**
 * Compiles a pattern of `yyyy yy MM M dd d HH H hh h mm m ss s SSS a XXX`; everything else stands for itself. Null for a pattern
 * without year, month and day, or with a letter that means nothing. Two-digit years are of 1970 to 2069.
 */
export function datePattern(pattern: string): DatePattern | null {
  const pieces = pattern.match(/y+|M+|d+|H+|h+|m+|s+|S+|a|X+|[^A-Za-z]|[A-Za-z]/g) ?? [];
  if (pieces.some((piece) => /^[A-Za-z]/.test(piece) && piece !== 'T' && !widths.has(piece))) return null;
  const has = (letter: string) => pieces.some((piece) => piece.startsWith(letter));
  if (!has('y') || !has('M') || !has('d')) return null;
  return (text) => {
    const value = new Map<string, string>();
    let at = 0;
    for (const piece of pieces) {
      const width = widths.get(piece);
      if (width === undefined) {
        if (text[at] !== piece) return null;
        at++;
        continue;
      }
      const found = take(text, at, piece, width);
      if (found === null) return null;
      value.set(piece[0] ?? '', found);
      at += found.length;
    }
    return at === text.length ? assemble(value) : null;
  };
}

function take(text: string, at: number, piece: string, [least, most]: [number, number]): string | null {
  if (piece === 'a') return /^[ap]m$/i.test(text.slice(at, at + 2)) ? text.slice(at, at + 2) : null;
  if (piece === 'XXX') return /^(?:Z|[+-]\d\d:?\d\d)/.exec(text.slice(at, at + most))?.[0] ?? null;
  let end = at;
  while (end < text.length && end - at < most && /\d/.test(text[end] ?? '')) end++;
  return end - at < least ? null : text.slice(at, end);
}

function assemble(value: ReadonlyMap<string, string>): { wall: number; offset: number | null } | null {
  const number = (letter: string, otherwise: number) => Number(value.get(letter) ?? otherwise);
  const written = number('y', 0);
  const year = value.get('y')?.length === 2 ? written + (written < 70 ? 2000 : 1900) : written;
  let hour = number('H', 0);
  const half = value.get('a')?.toLowerCase();
  if (value.has('h')) {
    const twelve = number('h', 12);
    if (twelve < 1 || twelve > 12) return null;
    hour = half === undefined ? twelve : (twelve % 12) + (half === 'pm' ? 12 : 0);
  }
  const ms = Number((value.get('S') ?? '').padEnd(3, '0').slice(0, 3));
  const wall = wallClock(year, number('M', 0), number('d', 0), hour, number('m', 0), number('s', 0), ms);
  const offset = value.get('X');
  return wall === null ? null : { wall, offset: offset === undefined ? null : offsetOf(offset) };
}
