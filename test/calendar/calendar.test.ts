import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nationalHolidays } from '#shared/calendar/countries.ts';
import { dayAt, dayIn, dayText, easterOf, momentOf, weekdayOf } from '#shared/calendar/day.ts';
import { nowhere, placeOf, workingDayOf, zoneOf } from '#shared/calendar/place.ts';
import { regionOfPostcode, type SpanishRegion, spanishHolidays } from '#shared/calendar/spain.ts';
import { holidaysText } from '#shared/calendar/words.ts';
import {
  addWorkingDays,
  plainCalendar,
  workingDaysBetween,
  workingTimeBetween,
} from '#shared/calendar/working-days.ts';

const madrid = { zone: 'Europe/Madrid', place: { country: 'ES', region: 'MD' as const } };
const at = (text: string) => new Date(text).getTime();
const address = (country: string | null, postcode: string | null) => ({ country, postcode });

test.each([
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2028, '2028-04-16'],
  [2000, '2000-04-23'],
])('Easter of %i is on %s', (year, day) => expect(dayText(easterOf(year))).toBe(day));

test.each([
  ['2026-12-08', 'everywhere', null, true],
  ['2026-12-07', 'the Monday after the Constitution in Madrid', 'MD', true],
  ['2026-12-07', 'but not in Cataluña', 'CT', false],
  ['2026-11-09', 'the Almudena is a town holiday, and not known', 'MD', false],
  ['2026-04-02', 'Holy Thursday in Madrid', 'MD', true],
  ['2026-04-02', 'but not in Cataluña', 'CT', false],
  ['2026-04-06', 'Easter Monday in Cataluña', 'CT', true],
  ['2028-04-17', 'and in 2028, by rule', 'CT', true],
  ['2027-09-11', 'the Diada', 'CT', true],
  ['2025-07-25', 'Saint James in Madrid in 2025', 'MD', true],
  ['2027-06-10', 'a plain Thursday', 'MD', false],
] as const)('%s: %s', (day, _, region, isHoliday) => {
  const year = Number(day.slice(0, 4));
  const days = spanishHolidays(year, region as SpanishRegion | null).map(dayText);
  expect(days.includes(day)).toBe(isHoliday);
});

// What no list of the Boletín Oficial del Estado has to be read for: fixed days and those counted from Easter.
test.each([
  [2027, 'AN', '2027-02-28 2027-03-25'],
  [2027, 'CM', '2027-03-25 2027-05-27 2027-05-31'],
  [2027, 'CT', '2027-03-29 2027-06-24 2027-09-11 2027-12-26'],
  [2027, 'MD', '2027-03-25 2027-05-02'],
  [2027, 'PV', '2027-03-25 2027-03-29'],
  [2027, 'VC', '2027-03-29 2027-10-09'],
  [2028, 'AN', '2028-02-28 2028-04-13'],
  [2028, 'CM', '2028-04-13 2028-05-31 2028-06-15'],
  [2028, 'CT', '2028-04-17 2028-06-24 2028-09-11 2028-12-26'],
  [2028, 'PV', '2028-04-13 2028-04-17'],
  [2028, 'VC', '2028-04-17 2028-10-09'],
] as const)('in %i, whose list is not written in, %s has its days by rule', (year, region, days) => {
  const nation = new Set(spanishHolidays(year, null));
  const own = spanishHolidays(year, region).filter((day) => !nation.has(day));
  expect(own.map(dayText).sort()).toEqual(days.split(' '));
});

test.each([
  [
    'GB',
    2027,
    [
      '2027-01-01',
      '2027-03-26',
      '2027-03-29',
      '2027-05-03',
      '2027-05-31',
      '2027-08-30',
      '2027-12-27',
      '2027-12-28',
    ],
  ],
  [
    'GB',
    2026,
    [
      '2026-01-01',
      '2026-04-03',
      '2026-04-06',
      '2026-05-04',
      '2026-05-25',
      '2026-08-31',
      '2026-12-25',
      '2026-12-28',
    ],
  ],
  [
    'GB',
    2022,
    [
      '2022-01-03',
      '2022-04-15',
      '2022-04-18',
      '2022-05-02',
      '2022-05-30',
      '2022-08-29',
      '2022-12-26',
      '2022-12-27',
    ],
  ],
  [
    'MX',
    2026,
    ['2026-01-01', '2026-02-02', '2026-03-16', '2026-05-01', '2026-09-16', '2026-11-16', '2026-12-25'],
  ],
])('the national holidays of %s in %i', (country, year, days) => {
  expect(nationalHolidays(country, year).map(dayText).sort()).toEqual(days);
});

test.each([
  ['28013', 'MD'],
  ['08 001', 'CT'],
  ['01002', 'PV'],
  ['52001', 'ML'],
  ['53001', null],
  ['00001', null],
  ['ABC', null],
])('postcode %s is in %s', (postcode, region) => expect(regionOfPostcode(postcode)).toBe(region));

test('a place is that of the first address whose region is known, else of a known country, else none', () => {
  expect(placeOf([address('US', '10001'), address('ES', ''), address('ES', '41001')])).toEqual({
    country: 'ES',
    region: 'AN',
  });
  expect(placeOf([address(null, '28001'), address('PT', '1000')])).toEqual({ country: 'PT', region: null });
  expect(placeOf([address('US', '10001')])).toEqual(nowhere);
  expect(zoneOf({ country: 'ES', region: 'CN' }, 'UTC')).toBe('Atlantic/Canary');
  expect(zoneOf(nowhere, 'America/Lima')).toBe('America/Lima');
});

test('which holidays were taken into account is said', () => {
  expect(holidaysText({ zone: 'UTC', place: { country: 'ES', region: 'CT' } }, 'en')).toContain('Cataluña');
  expect(holidaysText({ zone: 'UTC', place: { country: 'PT', region: null } }, 'es')).toContain('Portugal');
  expect(holidaysText(plainCalendar('UTC'), 'es-ES')).toContain('Solo fines de semana');
});

test('fifteen working days over the bridge of December end after it', () => {
  // Friday 27 November 2026, 23:30 in Madrid; 7, 8 and 25 December are free there.
  const due = addWorkingDays(at('2026-11-27T22:30:00Z'), 15, madrid);
  expect(new Date(due).toISOString()).toBe('2026-12-22T22:59:59.999Z');
  expect(workingDaysBetween(at('2026-11-27T22:30:00Z'), due, madrid)).toBe(15);
});

test('working time counts office hours only', () => {
  // Friday 17:00 to Monday 10:00: one hour and one hour.
  expect(workingTimeBetween(at('2026-11-27T16:00:00Z'), at('2026-11-30T09:00:00Z'), madrid)).toBe(
    2 * 3_600_000,
  );
});

const places = fc.constantFrom(
  madrid,
  { zone: 'Atlantic/Canary', place: { country: 'ES', region: 'CN' as const } },
  { zone: 'Europe/London', place: { country: 'GB', region: null } },
  { zone: 'America/Santiago', place: nowhere },
  { zone: 'Pacific/Auckland', place: nowhere },
  { zone: 'no such zone', place: nowhere },
);
const moments = fc.integer({ min: at('2025-01-01T00:00:00Z'), max: at('2028-10-31T00:00:00Z') });

test('a deadline is a working day, so many working days on, and one more is never sooner', () => {
  fc.assert(
    fc.property(places, moments, fc.integer({ min: 0, max: 40 }), (calendar, now, n) => {
      const due = addWorkingDays(now, n, calendar);
      expect(workingDayOf(calendar.place)(dayIn(calendar.zone, due))).toBe(true);
      if (n > 0) expect(workingDaysBetween(now, due, calendar)).toBe(n);
      if (n > 0) expect(addWorkingDays(now, n + 1, calendar)).toBeGreaterThan(due);
      // The very end of its day.
      expect(dayIn(calendar.zone, due + 1)).toBe(dayIn(calendar.zone, due) + 1);
      // Of no day more it is the end of today, and in today's last millisecond that is now.
      expect(due).toBeGreaterThanOrEqual(now);
    }),
    { numRuns: 300 },
  );
});

test('an hour of a day is on that day, whatever the clocks do', () => {
  fc.assert(
    fc.property(places, moments, fc.integer({ min: 0, max: 23 }), ({ zone }, now, hour) => {
      const day = dayIn(zone, now);
      expect(dayIn(zone, momentOf(day, hour, zone))).toBe(day);
    }),
    { numRuns: 300 },
  );
});

test('working time between is never more than the time that passed, and adds up', () => {
  fc.assert(
    fc.property(
      places,
      moments,
      fc.integer({ min: 0, max: 20 * 86_400_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (calendar, from, length, share) => {
        const to = from + length;
        const middle = from + Math.floor(length * share);
        const whole = workingTimeBetween(from, to, calendar);
        expect(whole).toBeLessThanOrEqual(length);
        expect(workingTimeBetween(from, middle, calendar) + workingTimeBetween(middle, to, calendar)).toBe(
          whole,
        );
      },
    ),
    { numRuns: 100 },
  );
});

test('weekdays are told', () => expect(weekdayOf(dayAt(2026, 11, 28))).toBe(6));

test("a company's own free days count too", () => {
  const own = new Set([dayAt(2026, 12, 24)]);
  const from = at('2026-12-23T10:00:00Z');
  expect(workingDaysBetween(from, at('2026-12-28T10:00:00Z'), madrid)).toBe(2);
  expect(workingDaysBetween(from, at('2026-12-28T10:00:00Z'), { ...madrid, own })).toBe(1);
});
