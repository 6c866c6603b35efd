import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNumber, writeMinor, writeNumber } from '#shared/order/written.ts';

test.each<[string, number | null]>([
  ['13', 13],
  ['13.5', 13.5],
  ['13,5', 13.5],
  [' 13,50 ', 13.5],
  ['1.234,56', 1234.56],
  ['1,234.56', 1234.56],
  ['12 500', 12_500],
  ['1.234.567', 1_234_567],
  ['0', 0],
  // What could be two is asked for again, and not guessed.
  ['1.234', null],
  ['1,234', null],
  ['13.', null],
  ['.5', null],
  ['-5', null],
  ['1e3', null],
  ['abc', null],
  ['', null],
  ['13.555', null],
  ['1.2.3', null],
  ['1,23,4', null],
])('%j is read as %j', (text, expected) => {
  expect(readNumber(text, 2)).toBe(expected);
});

test('whatever amount is written is read back, in every language', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 99_999_999 }),
      fc.constantFrom(0, 2, 3),
      fc.constantFrom('en-GB', 'es-419', 'es-ES'),
      (minor, digits, locale) => {
        const text = writeMinor(minor, digits, locale);
        // Three decimals look like a group: those currencies are written with a fourth place or none.
        if (digits === 3 && /[.,]\d{3}$/.test(text)) return;
        expect(Math.round((readNumber(text, digits) ?? -1) * 10 ** digits)).toBe(minor);
      },
    ),
  );
});

test('a figure keeps its decimals', () => {
  expect(writeNumber(0.5, 1, 'es-ES')).toBe('0,5');
  expect(writeNumber(1234.5, 1, 'en-GB')).toBe('1234.5');
  expect(readNumber(writeNumber(0.87, 4, 'es-ES'), 4)).toBe(0.87);
});
