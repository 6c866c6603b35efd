import fc from 'fast-check';
import { expect, test } from 'vitest';
import { datePattern, readIso, zoneClock } from '#shops/dates.ts';

const at = (iso: string) => Date.parse(iso);

test.each([
  ['2025-10-07 09:50:26 +0200', '2025-10-07T07:50:26Z'],
  ['2008-01-10T11:00:00-05:00', '2008-01-10T16:00:00Z'],
  ['2008-01-10T11:00:00Z', '2008-01-10T11:00:00Z'],
  ['2008-01-10 11:00 UTC', '2008-01-10T11:00:00Z'],
  ['2008-01-10T11:00:00.123456Z', '2008-01-10T11:00:00.123Z'],
  ['2024-02-29 00:00:00 +0545', '2024-02-28T18:15:00Z'],
])('%s is %s', (text, iso) => {
  expect(readIso(text, null)).toBe(at(iso));
});

test.each([
  '',
  '2025-02-29 09:00:00 Z',
  '2025-13-01 09:00:00 Z',
  '2025-01-01 24:00:00 Z',
  '0000-00-00 00:00:00 Z',
  'yesterday',
])('«%s» is no date', (text) => {
  expect(readIso(text, null)).toBeNull();
});

test('a time without an offset needs the zone of the shop', () => {
  expect(readIso('2017-03-22T16:28:02', null)).toBe('no-zone');
  expect(readIso('2017-03-22T16:28:02', zoneClock('America/Sao_Paulo'))).toBe(at('2017-03-22T19:28:02Z'));
});

test.each([
  // An ordinary winter and summer time.
  ['Europe/London', '2010-12-01T08:26:00Z', '2010-12-01T08:26:00Z'],
  ['Europe/London', '2011-07-01T08:26:00Z', '2011-07-01T07:26:00Z'],
  // The hour that does not exist is taken with the offset before it; the one that exists twice is its first.
  ['Europe/Madrid', '2027-03-28T02:30:00Z', '2027-03-28T01:30:00Z'],
  ['Europe/Madrid', '2027-03-28T01:59:59Z', '2027-03-28T00:59:59Z'],
  ['Europe/Madrid', '2027-03-28T03:00:00Z', '2027-03-28T01:00:00Z'],
  ['Europe/Madrid', '2027-10-31T02:30:00Z', '2027-10-31T00:30:00Z'],
  ['Europe/Madrid', '2027-10-31T03:00:00Z', '2027-10-31T02:00:00Z'],
  ['America/New_York', '2027-03-14T02:15:00Z', '2027-03-14T07:15:00Z'],
  ['America/New_York', '2027-11-07T01:15:00Z', '2027-11-07T05:15:00Z'],
  ['Australia/Lord_Howe', '2027-04-04T01:45:00Z', '2027-04-03T14:45:00Z'],
  ['Asia/Kathmandu', '2027-01-01T00:00:00Z', '2026-12-31T18:15:00Z'],
  // Samoa left out the whole 30th of December 2011.
  ['Pacific/Apia', '2011-12-30T12:00:00Z', '2011-12-30T22:00:00Z'],
])('in %s the wall clock %s is the moment %s', (zone, wall, instant) => {
  expect(new Date(zoneClock(zone).instantOf(at(wall))).toISOString()).toBe(
    new Date(at(instant)).toISOString(),
  );
});

test('a zone that does not exist is named', () => {
  expect(() => zoneClock('Europe/Atlantis')).toThrow(
    expect.objectContaining({ code: 'zone', params: { zone: 'Europe/Atlantis' } }),
  );
});

test('whatever the moment, its wall clock leads back to it or to the same time an hour before', () => {
  const zones = [
    'Europe/Madrid',
    'America/Mexico_City',
    'America/Santiago',
    'Asia/Kolkata',
    'UTC',
    'Pacific/Chatham',
  ];
  const moments = fc.integer({
    min: at('1990-01-01T00:00:00Z') / 1000,
    max: at('2037-01-01T00:00:00Z') / 1000,
  });
  fc.assert(
    fc.property(fc.constantFrom(...zones), moments, (zone, seconds) => {
      const shown = new Intl.DateTimeFormat('sv-SE', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'medium',
      });
      const wall = at(`${shown.format(seconds * 1000).replace(' ', 'T')}Z`);
      const back = zoneClock(zone).instantOf(wall);
      expect([0, 3_600_000]).toContain(seconds * 1000 - back);
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['yyyy-MM-dd HH:mm:ss', '2010-12-01 08:26:00', '2010-12-01T08:26:00Z', null],
  ['M/d/yyyy H:mm', '12/1/2010 8:26', '2010-12-01T08:26:00Z', null],
  ['dd/MM/yy', '01/12/10', '2010-12-01T00:00:00Z', null],
  ['d.M.yyyy h:mm a', '1.12.2010 12:05 am', '2010-12-01T00:05:00Z', null],
  ['d.M.yyyy h:mm a', '1.12.2010 12:05 PM', '2010-12-01T12:05:00Z', null],
  ['yyyyMMddTHHmmss', '20101201T082600', '2010-12-01T08:26:00Z', null],
  ['yyyy-MM-ddTHH:mm:ss.SSSXXX', '2010-12-01T08:26:00.5+02:00', '2010-12-01T08:26:00.500Z', 7_200_000],
])('the pattern %s reads %s', (pattern, text, wall, offset) => {
  expect(datePattern(pattern)?.(text)).toEqual({ wall: at(wall), offset });
});

test.each([
  ['yyyy-MM-dd', '2010-12-1'],
  ['yyyy-MM-dd', '2010-12-01 08:26'],
  ['d/M/yyyy', '31/2/2010'],
  ['M/d/yyyy', '13/1/2010'],
  ['h:mm a d/M/yyyy', '13:00 pm 1/1/2010'],
])('the pattern %s refuses %s', (pattern, text) => {
  expect(datePattern(pattern)?.(text)).toBeNull();
});

test.each(['', 'HH:mm', 'yyyy-MM', 'yyyy-MM-dd Q', 'yyyyy-MM-dd'])(
  '«%s» is no pattern of a date',
  (pattern) => {
    expect(datePattern(pattern)).toBeNull();
  },
);
