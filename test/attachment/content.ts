import { createHash, randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';

const u32 = (n: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(n >>> 0);
  return bytes;
};

function crc(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return sum ^ 0xffffffff;
}

const chunk = (name: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  return Buffer.concat([u32(data.length), body, u32(crc(body))]);
};

/** A real PNG of one colour, with noise behind its end where it should be long. `said`: the size in its head. */
export function png(
  width = 40,
  height = 30,
  more: { noise?: number; said?: [number, number]; exif?: Buffer } = {},
): Buffer {
  const rows = Buffer.alloc((1 + 3 * width) * height, 0x88);
  for (let y = 0; y < height; y += 1) rows[y * (1 + 3 * width)] = 0;
  const [w, h] = more.said ?? [width, height];
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', Buffer.concat([u32(w), u32(h), Buffer.from([8, 2, 0, 0, 0])])),
    ...(more.exif ? [chunk('eXIf', more.exif)] : []),
    ...(more.noise ? [chunk('hiLo', randomBytes(more.noise))] : []),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** EXIF's table: upright turned (6), and a place (40° 25' N) behind it. */
export function exif(): Buffer {
  const tiff = Buffer.alloc(26 + 12 * 2 + 4 + 2 + 12 * 2 + 4 + 24);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(2, 8);
  tiff.set([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0], 10);
  tiff.set([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38], 22);
  tiff.writeUInt16BE(2, 38);
  tiff.set([0, 1, 0, 2, 0, 0, 0, 2, 0x4e, 0, 0, 0], 40);
  tiff.set([0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 68], 52);
  for (const [index, n] of [40, 1, 25, 1, 777, 10].entries()) tiff.writeUInt32BE(n, 68 + 4 * index);
  return tiff;
}

const segment = (marker: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff]), body]);

/** The head of a JPEG, as cameras write it: EXIF, XMP, frame header. Nothing after it. */
export function jpegHead(width = 640, height = 480): Buffer {
  const frame = Buffer.from([8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif()])),
    segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude="40,25.7N"/>', 'latin1')),
    segment(0xc2, frame),
    Buffer.from([0xff, 0xda, 0, 2, 0xff, 0xd9]),
  ]);
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
