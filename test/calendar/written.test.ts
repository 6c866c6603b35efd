import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDay, readTime, writeDay } from '#shared/calendar/written.ts';

const today = '2026-11-29';

test.each([
  ['4/12/2026', '2026-12-04'],
  ['04.12.26', '2026-12-04'],
  [' 4-12-2026 ', '2026-12-04'],
  ['2026-12-04', '2026-12-04'],
  ['4/12', '2026-12-04'],
  // Of a day without a year the next one is meant.
  ['29/11', '2026-11-29'],
  ['28/11', '2027-11-28'],
  ['29/2', null],
  ['29/02/2028', '2028-02-29'],
  ['31/4/2027', null],
  // Never month before day, whatever else would make sense of it.
  ['12/24/2026', null],
  ['4', null],
  ['', null],
  ['4/12/026', null],
  ['tomorrow', null],
])('%s is %s', (text, day) => {
  expect(readDay(text, today)).toBe(day);
});

test('every day is read as it is written', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
      (date) => {
        const day = date.toISOString().slice(0, 10);
        expect(readDay(writeDay(day), today)).toBe(day);
      },
    ),
  );
});

test.each([
  ['9:30', { hour: 9, minute: 30 }],
  ['18', { hour: 18, minute: 0 }],
  ['18.05', { hour: 18, minute: 5 }],
  ['18h', { hour: 18, minute: 0 }],
  ['24:00', null],
  ['9:5', null],
  ['', null],
])('%s on a clock is %j', (text, time) => {
  expect(readTime(text)).toEqual(time);
});
