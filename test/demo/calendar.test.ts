import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf, day } from '#shops/demo/calendar.ts';

const zones = [
  'Europe/Madrid',
  'Europe/London',
  'Europe/Dublin',
  'America/New_York',
  'America/Mexico_City',
  'America/Bogota',
  'America/Argentina/Buenos_Aires',
];
// Mexico gave up summer time in October 2022; before that the demo's clock is an hour off there.
const since = Date.UTC(2023, 0, 1);
const moments = fc.integer({ min: since, max: Date.UTC(2036, 0, 1) });

test.each(zones)('wall times of %s are those of Intl', (zone) => {
  const wall = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  fc.assert(
    fc.property(moments, moments, (anchor, moment) => {
      const minutes = calendarOf(anchor).minutesOf(zone, moment);
      const shown = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
      expect(shown).toBe(wall.format(moment));
    }),
  );
});

test.each(zones)('a day and a time by day in %s lead back to themselves', (zone) => {
  fc.assert(
    fc.property(
      moments,
      fc.integer({ min: -900, max: 20 }),
      fc.integer({ min: 360, max: 1439 }),
      (anchor, on, minutes) => {
        const calendar = calendarOf(anchor);
        const at = calendar.at(zone, on, minutes);
        expect(calendar.dayOf(zone, at)).toBe(on);
        expect(calendar.minutesOf(zone, at)).toBe(minutes);
        expect(Math.abs(at - anchor - on * day)).toBeLessThan(2 * day);
      },
    ),
  );
});
