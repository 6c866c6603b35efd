import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  caseNumber,
  isCaseNumber,
  isWrongCase,
  readCaseNumber,
  showCaseNumber,
} from '#shared/case/number.ts';

const eleven = fc.stringMatching(/^[0-9]{11}$/);

test('the check digit is that of the published example: 572 gives 4', () => {
  expect(caseNumber('00000000572')).toBe('000000005724');
});

test('a number that was made is a case number, in every writing people use', () => {
  fc.assert(
    fc.property(eleven, (digits) => {
      const number = caseNumber(digits);
      expect(number).toMatch(/^[0-9]{12}$/);
      expect(number.startsWith(digits)).toBe(true);
      expect(isCaseNumber(number)).toBe(true);
      expect(readCaseNumber(` ${showCaseNumber(number)} `)).toBe(number);
      expect(isCaseNumber(number.replace(/(....)(?=.)/g, '$1.'))).toBe(true);
      expect(isCaseNumber(number.replace(/(....)(?=.)/g, '$1-'))).toBe(true);
    }),
  );
});

test('every single wrong digit is caught', () => {
  fc.assert(
    fc.property(eleven, (digits) => {
      const number = caseNumber(digits);
      for (let at = 0; at < 12; at += 1) {
        for (const other of '0123456789') {
          if (other === number[at]) continue;
          expect(isCaseNumber(number.slice(0, at) + other + number.slice(at + 1))).toBe(false);
        }
      }
    }),
  );
});

test('every swap of two different neighbours is caught', () => {
  fc.assert(
    fc.property(eleven, (digits) => {
      const number = caseNumber(digits);
      for (let at = 0; at < 11; at += 1) {
        const [a, b] = [number.charAt(at), number.charAt(at + 1)];
        if (a === b) continue;
        expect(isCaseNumber(number.slice(0, at) + b + a + number.slice(at + 2))).toBe(false);
      }
    }),
  );
});

test('a number is shown in three groups of four', () => {
  expect(showCaseNumber('482913075561')).toBe('4829 1307 5561');
  expect(showCaseNumber('not a number')).toBe('not a number');
});

test.each(['', '12', '48291307556', '4829130755611', '48291307556a', '+34 600 11 22 33', '٤٨٢٩١٣٠٧٥٥٦١'])(
  '%j is no case number',
  (text) => {
    expect(isCaseNumber(text)).toBe(false);
  },
);

test.each(['', '1234567890', '123456789012', '1234567890a'])('%j cannot become a case number', (digits) => {
  expect(() => caseNumber(digits)).toThrow(RangeError);
});

test.each([
  ['0000 0000 5724', false],
  ['0000 0000 5742', true],
  ['000000005725', true],
  // Not as long as one: an order's number, or one that is still being typed.
  ['0000 0000 572', false],
  ['ES-829748', false],
])('%s is said to be a case number with a wrong digit: %s', (text, expected) => {
  expect(isWrongCase(text)).toBe(expected);
});
