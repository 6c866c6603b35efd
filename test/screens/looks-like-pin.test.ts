import { expect, test } from 'vitest';
import { looksLikePin } from '../../src/renderer/ui/looks-like-pin.ts';

test.each([
  ['482915', true],
  ['482915736041', true],
  ['', false],
  ['48291', false],
  ['4829157360418', false],
  ['482915a', false],
  ['482 915', false],
  ['four words of nothing', false],
])('%j in the field for a password looks like a PIN: %s', (text, looks) => {
  expect(looksLikePin(text)).toBe(looks);
});
