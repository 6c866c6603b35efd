import fc from 'fast-check';
import { expect, test } from 'vitest';
import { phoneKeys, readPhone, shownOf } from '#shops/phone.ts';

const country = fc.constantFrom(null, 'ES', 'MX', 'AR', 'CO', 'US', 'GB', 'xx', '');

const read: [string, string | null, string, string][] = [
  ['+34 600 11 22 33', null, '+34600112233', '+34 600 11 22 33'],
  ['0034600112233', 'ES', '+34600112233', '+34 600 11 22 33'],
  ['0034600112233', null, '+34600112233', '+34 600 11 22 33'],
  ['0034 600 112 233', 'US', '+34600112233', '+34 600 11 22 33'],
  ['34600112233', 'ES', '+34600112233', '+34 600 11 22 33'],
  ['34600112233', null, '+34600112233', '+34 600 11 22 33'],
  ['600112233', 'ES', '+34600112233', '+34 600 11 22 33'],
  ['600112233', 'es', '+34600112233', '+34 600 11 22 33'],
  ['tel:+34-600-11-22-33', null, '+34600112233', '+34 600 11 22 33'],
  ['tel:600112233;phone-context=+34', 'ES', '+34600112233', '+34 600 11 22 33'],
  ['sip:+34600112233@pbx.example', 'ES', '+34600112233', '+34 600 11 22 33'],
  ['sip:%2B34600112233@pbx.example;user=phone', null, '+34600112233', '+34 600 11 22 33'],
  ['"Maria" <sip:0034600112233@pbx.example>', null, '+34600112233', '+34 600 11 22 33'],
  ['34600112233@c.us', null, '+34600112233', '+34 600 11 22 33'],
  ['600 11 22 33 ext 4', 'ES', '+34600112233', '+34 600 11 22 33'],
  ['600 11 22 33 x4', 'ES', '+34600112233', '+34 600 11 22 33'],
  ['600112233 / 911223344', 'ES', '+34600112233', '+34 600 11 22 33'],
  ['Móvil: 600-11-22-33', 'ES', '+34600112233', '+34 600 11 22 33'],
  ['＋３４ ６００ １１ ２２ ３３', null, '+34600112233', '+34 600 11 22 33'],
  ['\u202a+34 600 11 22 33\u202c', null, '+34600112233', '+34 600 11 22 33'],
  ['\u200e+34\u00a0600\u00a011\u00a022\u00a033', null, '+34600112233', '+34 600 11 22 33'],
  ['+٣٤ ٦٠٠ ١١ ٢٢ ٣٣', null, '+34600112233', '+34 600 11 22 33'],
  ['+44 (0)20 7946 0958', null, '+442079460958', '+44 20 7946 0958'],
  ['020 7946 0958', 'GB', '+442079460958', '+44 20 7946 0958'],
  ['493055571600', 'ES', '+493055571600', '+49 30 55571600'],
  ['+52 1 55 1234 5678', null, '+525512345678', '+52 55 1234 5678'],
  ['044 55 1234 5678', 'MX', '+525512345678', '+52 55 1234 5678'],
  ['045 55 1234 5678', 'MX', '+525512345678', '+52 55 1234 5678'],
  ['01 55 1234 5678', 'MX', '+525512345678', '+52 55 1234 5678'],
  ['5215512345678', 'MX', '+525512345678', '+52 55 1234 5678'],
  ['5215512345678', 'ES', '+525512345678', '+52 55 1234 5678'],
  ['+52 044 55 1234 5678', 'ES', '+525512345678', '+52 55 1234 5678'],
  ['11 15 2345-6789', 'AR', '+5491123456789', '+54 9 11 2345 6789'],
  ['011 15 2345-6789', 'AR', '+5491123456789', '+54 9 11 2345 6789'],
  ['+54 9 11 2345-6789', null, '+5491123456789', '+54 9 11 2345 6789'],
  ['+54 11 2345 6789', null, '+541123456789', '+54 11 2345 6789'],
  ['(1) 234 5678', 'CO', '+576012345678', '+57 601 2345678'],
  ['+57 1 234 5678', null, '+576012345678', '+57 601 2345678'],
  ['03 300 1234567', 'CO', '+573001234567', '+57 300 1234567'],
  ['03001234567', 'CO', '+573001234567', '+57 300 1234567'],
  ['300 123 4567', 'CO', '+573001234567', '+57 300 1234567'],
];

test.each(read)('%s in %s is %s, shown %s', (raw, country, e164, shown) => {
  const reading = readPhone(raw, country);
  expect(reading).toMatchObject({ raw, e164, shown, valid: true, withheld: false, extension: false });
});

test.each([
  '',
  '   ',
  '\u200e',
  'anonymous',
  'Anonymous',
  'unknown',
  'restricted',
  'PRIVATE',
  '0',
  '-1',
  '+266696687',
  'Anónimo',
  'oculto',
  'Número oculto',
  'sip:anonymous@anonymous.invalid',
  '"Anonymous" <sip:anonymous@anonymous.invalid>',
])('«%s» is a withheld number and matches nobody', (raw) => {
  expect(readPhone(raw, 'ES')).toMatchObject({ withheld: true, e164: null, shown: '', valid: false });
});

test.each(['12', '101', '2000', '60012', 'sip:101@pbx.example'])(
  '%s is an extension and matches nobody',
  (raw) => {
    expect(readPhone(raw, 'ES')).toMatchObject({
      extension: true,
      e164: null,
      withheld: false,
      valid: false,
    });
  },
);

test.each([
  ['(555) 555-5555', 'US'],
  ['034600112233', 'ES'],
  ['600112233', null],
  ['javascript:alert(1)', 'ES'],
  ['call me', 'ES'],
  ['7', 'ES'],
  ['123456789012345678901234567890', 'ES'],
])('«%s» in %s is no valid number and is shown as it was written', (raw, country) => {
  const reading = readPhone(raw, country);
  expect(reading).toMatchObject({ e164: null, valid: false, withheld: false, extension: false });
  expect(reading.shown).not.toBe('');
});

test('both Argentine, Mexican and Colombian writings of a number lead to each other', () => {
  expect(phoneKeys('+5491123456789')).toEqual(['+5491123456789', '+541123456789']);
  expect(phoneKeys('+541123456789')).toEqual(['+541123456789', '+5491123456789']);
  expect(phoneKeys('+525512345678')).toEqual(['+525512345678', '+5215512345678']);
  expect(phoneKeys('+5215512345678')).toEqual(['+5215512345678', '+525512345678']);
  expect(phoneKeys('+576012345678')).toEqual(['+576012345678', '+5712345678']);
  expect(phoneKeys('+5712345678')).toEqual(['+5712345678', '+576012345678']);
  expect(phoneKeys('+34600112233')).toEqual(['+34600112233']);
});

test('any text is answered, keeps its writing, and a valid number reads the same again', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: fc.constantFrom(...'0123456789+- ()'), maxLength: 30 }),
  );
  fc.assert(
    fc.property(text, country, (raw, home) => {
      const reading = readPhone(raw, home);
      expect(reading.raw).toBe(raw.slice(0, 200));
      expect(reading.valid).toBe(reading.e164 !== null);
      if (reading.e164 !== null) {
        expect(reading.e164).toMatch(/^\+\d{7,15}$/);
        expect(readPhone(reading.shown, null).e164).toBe(reading.e164);
        expect(readPhone(reading.e164, home).e164).toBe(reading.e164);
        expect(phoneKeys(reading.e164)).toContain(reading.e164);
      }
    }),
    { numRuns: 2000 },
  );
});

test('an E.164 number is shown as it is when it is read, also one that is no number', () => {
  const known = fc.constantFrom(...read.map(([, , e164]) => e164));
  const digits = (most: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 4, maxLength: most });
  const near = fc
    .tuple(known, digits(6))
    .map(([e164, end]) => (e164.slice(0, -end.length) + end).slice(0, 16));
  fc.assert(
    fc.property(
      fc.oneof(
        known,
        near,
        digits(15).map((some) => `+${some}`),
      ),
      country,
      (e164, home) => {
        expect(shownOf(e164, home)).toBe(readPhone(e164, home).shown);
      },
    ),
    { numRuns: 1000 },
  );
});

test.each(['0', '+', ' ', '(', '<', '-', 'x', '1 ', 'ﷺ', ';ext='])(
  'of a million times «%s» no more is read than the first two hundred characters, and no row of them is tried for ever',
  (piece) => {
    // By what is read, not by the clock: whatever comes after the first characters is never looked at.
    const long = piece.repeat(1_000_000);
    expect(readPhone(long, 'ES')).toEqual(readPhone(long.slice(0, 200), 'ES'));
    // A pattern that tries every way to part a row would not come back from here.
    for (const length of [10, 50, 190]) readPhone(`+34${piece.repeat(length)}z`, 'ES');
  },
);
