import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf, formatMoney, formatsOf } from '#shared/order/format.ts';
import { agoText, dayHeading, durationText } from '#shared/story/times.ts';

const now = Date.UTC(2025, 10, 12, 12); // Wednesday
const hour = 3_600_000;
const day = 24 * hour;
const plain = (text: string) => text.replace(/\s/gu, ' ');

test.each([
  [now, 'Today', 'Hoy'],
  [now - day, 'Yesterday', 'Ayer'],
  [now + day, 'Tomorrow', 'Mañana'],
  [now - 2 * day, 'Monday 10 November', 'Lunes, 10 de noviembre'],
  [Date.UTC(2024, 11, 24, 12), 'Tuesday 24 December 2024', 'Martes, 24 de diciembre de 2024'],
])('the heading of %d is %j, in Spanish %j', (at, en, es) => {
  expect(dayHeading(at, now, 'Europe/Madrid', 'en').replace(',', '')).toBe(en);
  expect(dayHeading(at, now, 'Europe/Madrid', 'es')).toBe(es);
});

test('the day is that of the zone: 23:30 in Lima is tomorrow in Madrid', () => {
  const late = Date.UTC(2025, 10, 12, 4, 30);
  expect(dayHeading(late, late + hour, 'America/Lima', 'en')).toBe('Yesterday');
  expect(dayHeading(late, late + hour, 'Europe/Madrid', 'en')).toBe('Today');
});

test('days of a zone follow one another, through every change of the clock', () => {
  const zones = fc.constantFrom(
    'Europe/Madrid',
    'America/Mexico_City',
    'America/Santiago',
    'UTC',
    'Asia/Kolkata',
  );
  fc.assert(
    fc.property(zones, fc.integer({ min: 0, max: 2 ** 41 }), (zone, at) => {
      const calendar = calendarOf(zone);
      expect(calendar(at + day * 2).index - calendar(at).index).toBeGreaterThanOrEqual(1);
      expect(calendar(at + 20 * hour).index - calendar(at).index).toBeLessThanOrEqual(1);
      expect(calendar(at + hour).index).toBeGreaterThanOrEqual(calendar(at).index);
    }),
  );
});

test.each([
  [-20_000, 'now', 'ahora'],
  [-5 * 60_000, '5 min ago', 'hace 5 min'],
  [-2 * hour, '2 hr ago', 'hace 2 h'],
  [-3 * day, '3 days ago', 'hace 3 días'],
  [-1 * day, '1 day ago', 'hace 1 día'],
  [-70 * day, '2 months ago', 'hace 2 meses'],
  [-800 * day, '2 years ago', 'hace 2 años'],
  [5 * 60_000, 'in 5 min', 'dentro de 5 min'],
])('%d ms away reads %j, in Spanish %j', (away, en, es) => {
  expect(agoText(now + away, now, 'en').replaceAll('.', '')).toBe(en);
  expect(plain(agoText(now + away, now, 'es-ES'))).toBe(es);
});

test.each([
  [-3, '0 s'],
  [45.4, '45 s'],
  [59.6, '1 min'],
  [252, '4 min 12 s'],
  [3600, '1 h'],
  [3900, '1 h 5 min'],
])('%d seconds read %j', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});

test.each([
  [3050, 'EUR', '€30.50', '€30.50', '30,50 €'],
  [3050, 'MXN', 'MX$30.50', 'MXN 30.50', '30,50 MXN'],
  [-500, 'JPY', '-JP¥500', '-JPY 500', '-500 JPY'],
  [1234500, 'COP', 'COP 12,345', 'COP 12,345', '12.345 COP'],
  [1234550, 'COP', 'COP 12,345.50', 'COP 12,345.50', '12.345,50 COP'],
  [1500, 'KWD', 'KWD 1.500', 'KWD 1.500', '1,500 KWD'],
])('%d of %s reads %s, %s, %s', (minor, currency, en, es, spain) => {
  const amount = { minor, currency };
  expect(plain(formatMoney(amount, 'en'))).toBe(en);
  expect(plain(formatMoney(amount, 'es'))).toBe(es);
  expect(plain(formatMoney(amount, 'es-ES'))).toBe(spain);
});

test('a moment names its zone only when the desk reads another clock', () => {
  const here = formatsOf('en', 'Europe/Madrid', now, 'Europe/Paris');
  const far = formatsOf('es', 'Europe/Madrid', now, 'America/Lima');
  expect(here.moment(now)).toBe('12 Nov 13:00');
  expect(far.moment(now)).toBe('12 nov 13:00 (hora de España)');
  expect(far.near(now - day)).toBe('ayer 13:00 (hora de España)');
  expect(here.day(Date.UTC(2024, 0, 2))).toBe('2 Jan 2024');
});

test('a zone nobody knows is read as UTC', () => {
  expect(formatsOf('en', 'Marte/Olimpo', now).moment(now)).toBe('12 Nov 12:00');
});
