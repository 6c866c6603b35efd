import { dateFormat, listFormat, numberFormat, relativeFormat } from '../intl.ts';
import type { Language } from '../settings.ts';
import { type Money, minorDigits } from './money.ts';

/** The locale of dates and numbers. Neutral Spanish writes them as Latin America does. */
export const localeOf = (language: Language): string =>
  ({ en: 'en-GB', es: 'es-419', 'es-ES': 'es-ES' })[language];

/** How money, days and times are written for one language, zone and moment. Made once for many texts. */
export type Formats = {
  /** `€30.00`, `30,00 €`, `MX$30.00`. */
  money(amount: Money): string;
  /** `12 Nov`; with its year when that is not this year. */
  day(at: number): string;
  /** `12 November`, as a letter writes it; with its year when that is not this year. */
  date(at: number): string;
  /** `March 2019`. */
  month(at: number): string;
  /** `14:10`. */
  time(at: number): string;
  /** `12 Nov 14:10`, followed by the name of the zone when the desk's clock shows another time. */
  moment(at: number): string;
  /** `today 14:10`, `yesterday 14:10`, `tomorrow 14:10`, else as `moment`. */
  near(at: number): string;
  /** `today`, `yesterday`, `3 days ago`, `in 3 days`, by the calendar. */
  relativeDay(at: number): string;
  /** Calendar days from that moment to now: 1 for yesterday, -1 for tomorrow. */
  daysSince(at: number): number;
  /** `A, B and C`. */
  list(items: readonly string[]): string;
};

/**
 * @param zone the IANA zone the moments happened in; one that this machine does not know is read as UTC.
 * @param desk the zone of the person who reads, where it differs.
 */
export function formatsOf(language: Language, zone: string, now: number, desk: string = zone): Formats {
  const locale = localeOf(language);
  const timeZone = zoneOr(zone);
  const dates = (options: Intl.DateTimeFormatOptions) =>
    once(() => dateFormat(locale, { ...options, timeZone }));
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const thisYear = dates({ day: 'numeric', month: 'short' });
  const otherYear = dates({ day: 'numeric', month: 'short', year: 'numeric' });
  const date = dates({ day: 'numeric', month: 'long' });
  const dateAndYear = dates({ day: 'numeric', month: 'long', year: 'numeric' });
  const months = dates({ month: 'long', year: 'numeric' });
  const hours = dates(clock);
  const hoursAndZone = dates({ ...clock, timeZoneName: 'shortGeneric' });
  const deskHours = once(() => dateFormat(locale, { ...clock, timeZone: zoneOr(desk) }));
  const relative = once(() => relativeFormat(locale, { numeric: 'auto' }));
  const listing = once(() => listFormat(locale));
  const calendar = calendarOf(timeZone);
  const today = once(() => calendar(now));

  const isThisYear = (at: number) => calendar(at).year === today().year;
  const day = (at: number) => (isThisYear(at) ? thisYear() : otherYear()).format(at).replaceAll('.', '');
  const time = (at: number) => hours().format(at);
  const clockHere = (at: number) =>
    zone === desk || deskHours().format(at) === time(at) ? time(at) : withZone(hoursAndZone(), at);
  const daysSince = (at: number) => today().index - calendar(at).index;
  const relativeDay = (at: number) => relative().format(-daysSince(at), 'day');
  return {
    money: (amount) => moneyText(amount, locale),
    day,
    month: (at) => months().format(at),
    time,
    date: (at) => (isThisYear(at) ? date() : dateAndYear()).format(at),
    moment: (at) => `${day(at)} ${clockHere(at)}`,
    near: (at) => `${Math.abs(daysSince(at)) <= 1 ? relativeDay(at) : day(at)} ${clockHere(at)}`,
    relativeDay,
    daysSince,
    list: (items) => listing().format(items),
  };
}

/** An amount as a person of this language reads it. `amount.minor` counts the currency's smallest ISO unit. */
function moneyText(amount: Money, locale: string): string {
  const decimals = minorDigits(amount.currency);
  const whole = amount.minor % 10 ** decimals === 0;
  return numberFormat(locale, {
    style: 'currency',
    currency: amount.currency,
    // The signs of these two belong to nobody else; a bare $ or ¥ would not say whose it is.
    currencyDisplay: amount.currency === 'EUR' || amount.currency === 'GBP' ? 'narrowSymbol' : 'symbol',
    // Whole amounts follow the habit of the currency (COP is written without cents), others show every unit.
    ...(whole ? {} : { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
  }).format(amount.minor / 10 ** decimals);
}

/** Money in the language of the person who reads. */
export function formatMoney(amount: Money, language: Language): string {
  return moneyText(amount, localeOf(language));
}

/** Gives the calendar day of a moment in a zone: its year, and a number that grows by one each day. */
export function calendarOf(zone: string): (at: number) => { year: number; index: number } {
  const parts = once(() =>
    dateFormat('en-US', {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      timeZone: zoneOr(zone),
    }),
  );
  return (at) => {
    const found: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const { type, value } of parts().formatToParts(at)) found[type] = Number(value);
    const { year = 0, month = 1, day = 1 } = found;
    return { year, index: Math.floor(Date.UTC(year, month - 1, day) / 86_400_000) };
  };
}

/** `14:10 (Spain Time)`. */
function withZone(format: Intl.DateTimeFormat, at: number): string {
  const parts = format.formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const of = (type: 'hour' | 'minute') => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('hour')}:${of('minute')} (${name})`;
}

function zoneOr(zone: string): string {
  try {
    return dateFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC'; // A shop may send any text as its zone
  }
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
