import { useCallback } from 'react';
import type { Place } from '#shared/calendar/place.ts';
import type { WorkCalendar } from '#shared/calendar/working-days.ts';
import { calendarFor } from '#shared/promise/burning.ts';
import { ownHolidays } from '#shared/rules/holidays.ts';
import { rulesOf } from '#shared/rules/of.ts';
import { useView } from '../../live/view.ts';

/** Makes the calendar of something in a queue: of its place, on its clock (null: the place's), with the free days of its team's own. */
export function useCalendarOf(): (place: Place, zone: string | null, team: string | null) => WorkCalendar {
  const { value } = useView({ view: 'rules' });
  return useCallback(
    (place, zone, team) => {
      const { content } = rulesOf(value?.records ?? [], team).holidays;
      return calendarFor(place, zone, deskZone, ownHolidays(content, place));
    },
    [value],
  );
}

const deskZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
