import { expect, test } from 'vitest';
import { differs } from '../../src/renderer/ui/written-twice.ts';

test.each([
  ['', '482915', false],
  ['48', '482915', false],
  ['99', '482915', false],
  ['482915', '482915', false],
  ['482916', '482915', true],
  ['4829157', '482915', true],
  ['1', '', true],
])('%j after %j differs: %s', (again, first, is) => {
  expect(differs(again, first)).toBe(is);
});
