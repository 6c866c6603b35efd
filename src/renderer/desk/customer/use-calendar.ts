import { useMemo } from 'react';
import { placeOf } from '#shared/calendar/place.ts';
import type { WorkCalendar } from '#shared/calendar/working-days.ts';
import { isZone } from '#shared/customer/call-time.ts';
import { calendarFor } from '#shared/promise/burning.ts';
import { ownHolidays } from '#shared/rules/holidays.ts';
import { useScreen } from './screen-context.ts';

/** The working days and the clock of the customer on this screen: of where they said that they live, else of where their address is. */
export function useCalendar(): WorkCalendar {
  const { view, say, rules } = useScreen();
  const { addresses } = view.customer;
  const said = view.file.preferred?.zone ?? null;
  const zone = said !== null && isZone(said) ? said : null;
  const { content } = rules.holidays;
  return useMemo(() => {
    const place = placeOf(addresses);
    return calendarFor(place, zone, say.zone, ownHolidays(content, place));
  }, [addresses, zone, say.zone, content]);
}
