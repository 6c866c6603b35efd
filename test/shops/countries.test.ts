import { expect, test } from 'vitest';
import { isCountry, readCountry } from '#shops/countries.ts';

test.each([
  ['ES', 'ES'],
  ['es', 'ES'],
  ['España', 'ES'],
  ['Spain', 'ES'],
  ['United Kingdom', 'GB'],
  ['UK', 'GB'],
  ['EIRE', 'IE'],
  ['USA', 'US'],
  ['Estados Unidos', 'US'],
  ['RSA', 'ZA'],
  ['Czech Republic', 'CZ'],
  ['Hong Kong', 'HK'],
  ['United Arab Emirates', 'AE'],
  ['Deutschland', 'DE'],
  ['México', 'MX'],
])('%s is %s', (text, code) => {
  expect(readCountry(text)).toEqual({ code, rest: null });
});

test.each(['Channel Islands', 'European Community', 'SU', 'Atlantis'])(
  '%s is no country, and is kept as it is written',
  (text) => {
    expect(readCountry(text)).toEqual({ code: null, rest: text });
  },
);

test.each(['', ' ', 'Unspecified', 'unknown', 'N/A'])('«%s» says nothing', (text) => {
  expect(readCountry(text)).toEqual({ code: null, rest: null });
});

test('unions and former codes are no countries', () => {
  expect(['EU', 'UN', 'UK', 'SU', 'ZZ'].filter(isCountry)).toEqual([]);
  expect(['GB', 'NA', 'XK', 'PS'].filter(isCountry)).toEqual(['GB', 'NA', 'XK', 'PS']);
});
