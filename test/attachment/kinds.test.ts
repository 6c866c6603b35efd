import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPicture, kindOf, kindOfMime, mimeOf, textCheck } from '#shared/attachment/kinds.ts';
import { png } from './content.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');

test.each([
  ['a photo', '\xff\xd8\xff\xe1\0\x10Exif', 'jpeg'],
  ['a picture of the screen', png().toString('latin1'), 'png'],
  ['WebP', 'RIFF\x24\0\0\0WEBPVP8 ', 'webp'],
  ['GIF', 'GIF89a\x01\0\x01\0', 'gif'],
  ["Apple's camera", '\0\0\0\x18ftypheic\0\0\0\0', 'heic'],
  ['HEIF of others', '\0\0\0\x18ftypmif1\0\0\0\0', 'heic'],
  ['PDF', '%PDF-1.7\n', 'pdf'],
  ['words', 'El cliente dice: roto.\r\n\tOtra vez.', 'text'],
])('%s is taken as what it is', (_, content, kind) => {
  expect(kindOf(bytes(content))).toBe(kind);
});

test.each([
  ['nothing', ''],
  ['a page named .png', '<!DOCTYPE html><script>alert(1)</script>'],
  ['a page with blanks before it', ' \r\n\t<html>'],
  ['a page with a mark of UTF-8 before it', '\xef\xbb\xbf<html>'],
  ['SVG with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'],
  ['XML', '<?xml version="1.0"?><svg/>'],
  ['a program for Windows', 'MZ\x90\0\x03\0\0\0'],
  ['a program for Linux', '\x7fELF\x02\x01\x01\0'],
  ['a script for a shell', '#!/bin/sh\nrm -rf ~\n'],
  ['a ZIP, and so Word, Excel and Java', 'PK\x03\x04\x14\0'],
  ['an old Office file', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['RTF', '{\\rtf1\\ansi'],
  ['PostScript', '%!PS-Adobe-3.0'],
  ['a film', '\0\0\0\x18ftypisom\0\0\0\0'],
  ['AVIF, which is a film of one picture', '\0\0\0\x18ftypavif\0\0\0\0'],
  ['a shortcut of Windows', 'L\0\0\0\x01\x14\x02\0'],
  ['a PNG without its head', '\x89PNG\r\n\x1a\n\0\0\0\rxxxx'],
  ['RIFF of a sound', 'RIFF\x24\0\0\0WAVEfmt '],
])('%s is not taken', (_, content) => {
  expect(kindOf(bytes(content))).toBe(null);
});

test('a text is UTF-8 without control characters, wherever it is cut into pieces', () => {
  const isText = (pieces: Uint8Array[]): boolean => {
    const check = textCheck();
    return pieces.map((piece, index) => check.isText(piece, index === pieces.length - 1)).at(-1) ?? true;
  };
  const decodes = (all: Uint8Array): boolean => {
    try {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(all);
      return [...text].every((one) => (one >= ' ' ? one !== '\x7f' : '\t\n\r'.includes(one)));
    } catch {
      return false;
    }
  };
  const some = fc.oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 12 }).map(utf8),
    fc
      .constantFrom('\xed\xa0\x80', '\xc0\xaf', '\xf4\x90\x80\x80', '\xe0\x80\xaf', '\xf0\x9f\x98\x80')
      .map(bytes),
  );
  fc.assert(
    fc.property(fc.array(some, { minLength: 1, maxLength: 4 }), (pieces) => {
      expect(isText(pieces)).toBe(decodes(Buffer.concat(pieces)));
    }),
    { numRuns: 3000 },
  );
});

test('a kind has one mime type, and one of a newer Hilo is none that is shown', () => {
  for (const mime of Object.values(mimeOf)) expect(mimeOf[kindOfMime(mime) ?? 'text']).toBe(mime);
  expect(kindOfMime('image/svg+xml')).toBe(null);
  expect(isPicture(kindOfMime('image/avif'))).toBe(false);
  expect(isPicture('pdf')).toBe(false);
});
