import { dayIn, dayText } from '../calendar/day.ts';
import type { AbsenceRecord, Away } from './records.ts';

/** Everything that a record says, the earliest first. */
export const saidIn = ({ away, later = [] }: Pick<AbsenceRecord, 'away' | 'later'>): readonly Away[] =>
  away === null ? [] : [away, ...later];

/** The same list as a record keeps it: what comes first apart, and nothing where nothing follows. */
export function asRecorded(list: readonly Away[]): Pick<AbsenceRecord, 'away' | 'later'> {
  const [away = null, ...later] = list;
  return later.length === 0 ? { away } : { away, later };
}

/** What is not over at a moment, each on the clock on which it was said. */
export const notOver = (list: readonly Away[], now: number): readonly Away[] =>
  list.filter(({ zone, until }) => dayText(dayIn(zone, now)) <= until);

/** Whether two absences have a day in common, as days are written. */
export const meet = (one: Pick<Away, 'from' | 'until'>, other: Pick<Away, 'from' | 'until'>): boolean =>
  one.from <= other.until && other.from <= one.until;

/** One more absence: it takes the place of whatever was said of any of its days. */
export const withAway = (list: readonly Away[], away: Away): readonly Away[] =>
  [...list.filter((one) => !meet(one, away)), away].sort((a, b) => (a.from < b.from ? -1 : 1));

/** Without the one that begins on a day; `from` undefined: without the first. */
export const withoutAway = (list: readonly Away[], from: string | undefined): readonly Away[] =>
  from === undefined ? list.slice(1) : list.filter((one) => one.from !== from);
