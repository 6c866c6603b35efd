import { useMemo } from 'react';
import { standInOf, type Whereabouts, whereaboutsIn } from '#shared/absence/cover.ts';
import type { AbsenceRecord, Away } from '#shared/absence/records.ts';
import { notOver, saidIn } from '#shared/absence/said.ts';
import { type IsoDay, noonOf } from '#shared/calendar/written.ts';
import { formatsOf } from '#shared/order/format.ts';
import type { PersonRecord } from '#shared/people.ts';
import { useView } from '../../live/view.ts';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../words/words.ts';

/** Where the people of a team are today (null: of any team of this desk), and who stands in for whom. */
export function useAbsences(team: string | null): {
  where: Whereabouts;
  standIn: (person: string) => string | null;
  /** What is said of somebody and not over, the earliest first. */
  said: (person: string) => readonly Away[];
} {
  const { value: records = none } = useView({ view: 'absences' });
  const { value: people = nobody } = useView({ view: 'people' });
  const now = useNow(60_000);
  return useMemo(() => {
    const where = whereaboutsIn(people, records, team, now);
    return {
      where,
      standIn: (person) => standInOf(person, where),
      said: (person) => {
        const record = records.find(({ id }) => id === person);
        return record ? notOver(saidIn(record), now) : [];
      },
    };
  }, [people, records, team, now]);
}

const none: readonly AbsenceRecord[] = [];
const nobody: readonly PersonRecord[] = [];

/** A day of a calendar as it is read: `4 Dec`. */
export function useDayText(): (day: IsoDay) => string {
  const { language } = useWords();
  const now = useNow(3_600_000);
  return (day) => formatsOf(language, 'UTC', now).day(noonOf(day));
}
