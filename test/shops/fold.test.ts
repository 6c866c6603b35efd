import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText, wordsOf } from '#shops/fold.ts';

test.each([
  ['Muñoz', 'munoz'],
  ['  José   MARÍA ', 'jose maria'],
  ['Straße', 'strasse'],
  ['Łódź', 'lodz'],
  ['Ærø', 'aero'],
  ['İstanbul', 'istanbul'],
  ['Ｍａｒíａ', 'maria'],
  ['a\u00a0b\u200b\tc\nd', 'a b c d'],
  ['ΟΔΥΣΣΕΥΣ', 'οδυσσευσ'],
  ['', ''],
])('«%s» folds to «%s»', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test('folding twice changes nothing, and neither case nor composition matters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const folded = foldText(text);
      expect(foldText(folded)).toBe(folded);
      expect(foldText(text.normalize('NFD'))).toBe(folded);
      expect(foldText(text.normalize('NFC'))).toBe(folded);
    }),
    { numRuns: 2000 },
  );
});

test('the words of a name are without punctuation', () => {
  expect(wordsOf("Pérez-Gómez, M. O'Neill")).toEqual(['perez', 'gomez', 'm', 'o', 'neill']);
  expect(wordsOf(' .,- ')).toEqual([]);
});
