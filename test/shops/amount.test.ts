import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asNumber, minorUnits, readDecimal, readMinor, times } from '#shops/amount.ts';

const point = { decimal: '.', thousands: null } as const;
const spanish = { decimal: ',', thousands: '.' } as const;
const british = { decimal: '.', thousands: ',' } as const;

test.each([
  ['2.55', 'EUR', point, 255],
  ['0.29', 'EUR', point, 29],
  ['1.005', 'EUR', point, 101],
  ['-1.005', 'EUR', point, -101],
  ['0.001', 'GBP', point, 0],
  ['-0.004', 'GBP', point, 0],
  ['19.9', 'EUR', point, 1990],
  ['.5', 'EUR', point, 50],
  ['5.', 'EUR', point, 500],
  ['1234', 'JPY', point, 1234],
  ['1234.5', 'JPY', point, 1235],
  ['1.234', 'KWD', point, 1234],
  ['15000', 'COP', point, 1500000],
  ['1.234,56', 'EUR', spanish, 123456],
  ['1,234.56', 'GBP', british, 123456],
  ['1,234,567', 'GBP', british, 123456700],
  ['(12.00)', 'EUR', point, -1200],
  ['12.00-', 'EUR', point, -1200],
  ['−3', 'EUR', point, -300],
  ['+3', 'EUR', point, 300],
  ['€ 3,50', 'EUR', spanish, 350],
  ['-$4.00', 'USD', point, -400],
])('%s in %s is exactly %o minor units', (text, currency, style, minor) => {
  expect(readMinor(text, currency, style)).toBe(minor);
});

test.each([
  ['', point],
  ['abc', point],
  ['1,5', british],
  ['1.5', spanish],
  ['1,5', point],
  ['1.2.3', point],
  ['12,34,567', british],
  ['1e5', point],
  ['--1', point],
  ['0x10', point],
  ['Infinity', point],
  ['99999999999999999', point],
  ['9'.repeat(1000), point],
])('«%s» is no amount: it is refused and not guessed', (text, style) => {
  expect(readMinor(text, 'EUR', style)).toBeNull();
});

test('a currency that does not exist has no minor units', () => {
  expect(readMinor('1.00', 'ZZZ')).toBeNull();
});

test('every amount of whole minor units survives being written and read', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (minor) => {
      const cents = String(Math.abs(minor)).padStart(3, '0');
      const text = `${minor < 0 ? '-' : ''}${cents.slice(0, -2)}.${cents.slice(-2)}`;
      expect(readMinor(text, 'EUR')).toBe(minor);
    }),
  );
});

test('quantity times price is exact before it is rounded once', () => {
  const [a, b] = [readDecimal('3'), readDecimal('0.335')];
  expect(a && b && times(a, b)).toEqual({ n: 1005, scale: 3 });
  expect(minorUnits({ n: 1005, scale: 3 }, 2)).toBe(101);
  expect(asNumber({ n: 15, scale: 1 })).toBe(1.5);
  expect(times({ n: 2 ** 40, scale: 0 }, { n: 2 ** 40, scale: 0 })).toBeNull();
});
