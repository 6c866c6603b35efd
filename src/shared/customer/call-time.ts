import { dateFormat } from '../intl.ts';
import type { Preferred } from './file.ts';
import type { CustomerRecord } from './records.ts';

/** Whether this moment is one that the customer prefers, by the clock where they live. */
export type CallTime = {
  /** IANA: the customer's, else the desk's. */
  zone: string;
  /** Null: they said no days and no hours. */
  isGood: boolean | null;
};

/** @param desk the zone of the desk, for customers of whom nobody knows where they live. */
export function callTime({ days, from, until, zone }: Preferred, now: number, desk: string): CallTime {
  const known = zone !== null && isZone(zone) ? zone : desk;
  if (days.length === 0 && from === null) return { zone: known, isGood: null };
  const { day, minute } = clockAt(now, known);
  const isDay = days.length === 0 || days.includes(day);
  const isHour = from === null || until === null || (minute >= from && minute < until);
  return { zone: known, isGood: isDay && isHour };
}

/** Day of the week (1 Monday to 7 Sunday) and minutes since midnight, by the clock of a zone. */
export function clockAt(at: number, zone: string): { day: number; minute: number } {
  const parts = dateFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part('weekday')) + 1;
  return { day, minute: Number(part('hour')) * 60 + Number(part('minute')) };
}

export function isZone(zone: string): boolean {
  try {
    dateFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Newer than TypeScript's library. */
type ZonedLocale = Intl.Locale & { getTimeZones?: () => string[] | undefined };

/** The zones of a country by CLDR, its main one first where one is. Empty where the code is no country's. */
export function zonesOf(country: string): string[] {
  try {
    const locale: ZonedLocale = new Intl.Locale(`und-${country}`);
    const zones = locale.getTimeZones?.() ?? [];
    // Alphabetical: Ceuta would come before Madrid.
    return country === 'ES' ? ['Europe/Madrid', ...zones.filter((one) => one !== 'Europe/Madrid')] : zones;
  } catch {
    return [];
  }
}

/** Where a customer probably lives, from their first address: null where the country has several clocks. */
export function likelyZone({ addresses }: Pick<CustomerRecord, 'addresses'>): string | null {
  const [home] = addresses;
  if (!home?.country) return null;
  if (home.country === 'ES')
    return /^(35|38)/.test(home.postcode ?? '') ? 'Atlantic/Canary' : 'Europe/Madrid';
  const zones = zonesOf(home.country);
  return zones.length === 1 ? (zones[0] ?? null) : null;
}
