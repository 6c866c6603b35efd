import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AttachmentKind } from '#shared/attachment/kinds.ts';
import { isDecodable, pixelsOf } from '#shared/attachment/pixels.ts';
import { withoutPlace } from '#shared/attachment/place.ts';
import { exif, jpegHead, png } from './content.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');
const webp = (...chunks: [string, Buffer][]): Buffer => {
  const body = Buffer.concat(
    chunks.map(([name, data]) => {
      const head = latin(`${name}\0\0\0\0`);
      head.writeUInt32LE(data.length, 4);
      return Buffer.concat([head, data, Buffer.alloc(data.length & 1)]);
    }),
  );
  const head = latin('RIFF\0\0\0\0WEBP');
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
};
const extended = (flags = 0x0c) => Buffer.from([flags, 0, 0, 0, 0x7f, 0x02, 0, 0xdf, 0x01, 0]);

test.each<[string, AttachmentKind, Buffer, [number, number] | null]>([
  ['PNG', 'png', png(40, 30), [40, 30]],
  ['JPEG, behind EXIF and XMP', 'jpeg', jpegHead(4032, 3024), [4032, 3024]],
  ['GIF', 'gif', latin('GIF89a\x20\x03\x58\x02'), [800, 600]],
  ['WebP with an extended head', 'webp', webp(['VP8X', extended()]), [640, 480]],
  ['lossless WebP', 'webp', webp(['VP8L', Buffer.from([0x2f, 0x7f, 0xc2, 0x77, 0, 0])]), [640, 480]],
  ['lossy WebP', 'webp', webp(['VP8 ', Buffer.from([0, 0, 0, 0x9d, 1, 0x2a, 0x80, 2, 0xe0, 1])]), [640, 480]],
  ['a JPEG that is cut off', 'jpeg', jpegHead().subarray(0, 20), null],
  ['a JPEG without a frame', 'jpeg', latin('\xff\xd8\xff\xda\0\x02'), null],
  ['a document', 'pdf', latin('%PDF-1.7'), null],
])('the size of %s is read without decoding it', (_, kind, bytes, size) => {
  const wanted = size && { width: size[0], height: size[1] };
  expect(pixelsOf(kind, bytes)).toEqual(wanted);
});

test('a few bytes that say they are an enormous picture are not decoded', () => {
  const sizes: [number, number, boolean][] = [
    [8000, 8000, true],
    [12_000, 5000, true],
    [60_000, 60_000, false],
    [20_001, 10, false],
    [9000, 9000, false],
    [0, 10, false],
  ];
  for (const [width, height, good] of sizes)
    expect(isDecodable(pixelsOf('png', png(1, 1, { said: [width, height] }))), `${width}`).toBe(good);
  expect(isDecodable(null)).toBe(false);
});

test('a photo loses the place where it was taken and nothing else: not its size, and not which way up it is', () => {
  const before = jpegHead();
  const copy = Buffer.from(before);
  const { bytes, place } = withoutPlace('jpeg', before);
  expect(place).toBe('removed');
  expect(before).toEqual(copy);
  const text = Buffer.from(bytes).toString('latin1');
  expect(text).not.toContain('GPSLatitude');
  expect(text).toContain('\x01\x12\0\x03\0\0\0\x01\0\x06');
  // 40/1 25/1 77.7
  expect(text).not.toContain('\0\0\0\x28\0\0\0\x01\0\0\0\x19');
  expect(pixelsOf('jpeg', bytes)).toEqual({ width: 640, height: 480 });
  // Done again there is nothing left but an empty table.
  expect(withoutPlace('jpeg', withoutPlace('jpeg', bytes).bytes).bytes).toEqual(bytes);
});

test('PNG and WebP lose the parts that may say a place; of HEIC that cannot be told', () => {
  const shown = withoutPlace('png', png(4, 4, { exif: exif() }));
  expect(shown.place).toBe('removed');
  expect(Buffer.from(shown.bytes)).toEqual(png(4, 4));
  expect(withoutPlace('png', png(4, 4)).place).toBe('none');
  const web = withoutPlace(
    'webp',
    webp(['VP8X', extended()], ['VP8 ', latin('x')], ['EXIF', exif()], ['XMP ', latin('<x/>')]),
  );
  expect(web.place).toBe('removed');
  expect(Buffer.from(web.bytes)).toEqual(webp(['VP8X', extended(0)], ['VP8 ', latin('x')]));
  expect(withoutPlace('heic', latin('\0\0\0\x18ftypheic')).place).toBe('unknown');
  expect(withoutPlace('pdf', latin('%PDF-')).place).toBe('none');
});

test('whatever a picture says of itself, reading it ends and throws nothing', () => {
  const kinds = fc.constantFrom<AttachmentKind>('jpeg', 'png', 'webp', 'gif');
  const start = fc.constantFrom(
    jpegHead(),
    png(4, 4, { exif: exif() }),
    webp(['VP8X', extended()], ['EXIF', exif()]),
  );
  const changes = fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { maxLength: 8 });
  fc.assert(
    fc.property(kinds, start, changes, fc.nat(400), (kind, whole, changed, length) => {
      const bytes = Buffer.from(whole.subarray(0, length));
      for (const [at, value] of changed) if (at < bytes.length) bytes[at] = value;
      pixelsOf(kind, bytes);
      expect(withoutPlace(kind, bytes).bytes.length).toBeLessThanOrEqual(bytes.length);
    }),
    { numRuns: 3000 },
  );
});
