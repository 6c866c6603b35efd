const minute = 60_000;
const hour = 60 * minute;
export const day = 24 * hour;

/** Wall clocks around the demo's now. Days are counted from the day of the anchor in the zone: 0 is today, -1 yesterday. */
export type Calendar = {
  anchor: number;
  /** The moment of a wall time, `minutes` after midnight of that day. */
  at(zone: string, dayFromAnchor: number, minutes: number): number;
  /** Which day a moment falls on. */
  dayOf(zone: string, moment: number): number;
  /** Minutes after midnight on the wall. */
  minutesOf(zone: string, moment: number): number;
  /** 0 is January. */
  monthOf(zone: string, moment: number): number;
  /** That day, or the Monday after it when it is a Sunday. */
  workday(zone: string, dayFromAnchor: number): number;
};

/** @param anchor the demo's now, milliseconds since 1970 in UTC. */
export function calendarOf(anchor: number): Calendar {
  const offset = offsets();
  const local = (zone: string, moment: number) => moment + offset(zone, moment);
  const midnight = (zone: string) => Math.floor(local(zone, anchor) / day) * day;
  return {
    anchor,
    at(zone, dayFromAnchor, minutes) {
      const wall = midnight(zone) + dayFromAnchor * day + minutes * minute;
      // The offset of the wall's own moment: the guess is at most a change of clock away, and none happens by day.
      return wall - offset(zone, wall - offset(zone, wall));
    },
    dayOf: (zone, moment) => Math.floor((local(zone, moment) - midnight(zone)) / day),
    minutesOf: (zone, moment) => Math.floor((((local(zone, moment) % day) + day) % day) / minute),
    monthOf: (zone, moment) => new Date(local(zone, moment)).getUTCMonth(),
    workday(zone, dayFromAnchor) {
      const weekday = new Date(midnight(zone) + dayFromAnchor * day).getUTCDay();
      return weekday === 0 ? dayFromAnchor + 1 : dayFromAnchor;
    },
  };
}

const hoursEast: { [zone: string]: number } = {
  'Europe/Madrid': 1,
  'Europe/London': 0,
  'Europe/Dublin': 0,
  'America/New_York': -5,
  'America/Mexico_City': -6,
  'America/Bogota': -5,
  'America/Argentina/Buenos_Aires': -3,
};

/**
 * Milliseconds to add to UTC. By rule and not by Intl, which is too slow for a hundred thousand scans: the European
 * Union's directive 2000/84/EC and the US Energy Policy Act of 2005. Mexico's summer time before 2022 is left out.
 */
function offsets(): (zone: string, moment: number) => number {
  const summers = new Map<string, readonly [start: number, end: number]>();
  return (zone, moment) => {
    const east = hoursEast[zone];
    if (east === undefined) throw new RangeError(`no offset is known for ${zone}`);
    const europe = zone.startsWith('Europe/');
    if (!europe && zone !== 'America/New_York') return east * hour;
    const year = new Date(moment).getUTCFullYear();
    const key = `${europe ? 'Europe' : zone} ${year}`;
    const known = summers.get(key);
    const [start, end] = known ?? (europe ? europeanSummer(year) : americanSummer(year));
    if (!known) summers.set(key, [start, end]);
    return (east + (moment >= start && moment < end ? 1 : 0)) * hour;
  };
}

function europeanSummer(year: number): [number, number] {
  return [sundayFrom(year, 2, 25) + hour, sundayFrom(year, 9, 25) + hour];
}

/** Of the eastern time zone: two o'clock is five hours west of UTC in winter, four in summer. */
function americanSummer(year: number): [number, number] {
  return [sundayFrom(year, 2, 8) + 7 * hour, sundayFrom(year, 10, 1) + 6 * hour];
}

/** Midnight UTC of the first Sunday on or after a date. */
function sundayFrom(year: number, month: number, date: number): number {
  const from = Date.UTC(year, month, date);
  return from + ((7 - new Date(from).getUTCDay()) % 7) * day;
}
