import { useMemo } from 'react';
import { placeOf } from '#shared/calendar/place.ts';
import type { WorkCalendar } from '#shared/calendar/working-days.ts';
import { calendarFor } from '#shared/promise/burning.ts';
import { useScreen } from './screen-context.ts';

/** The working days and the clock of the customer on this screen. */
export function useCalendar(): WorkCalendar {
  const { view, say } = useScreen();
  const { addresses } = view.customer;
  return useMemo(() => calendarFor(placeOf(addresses), null, say.zone), [addresses, say.zone]);
}
