import type { AttachmentKind } from './kinds.ts';

/** What a page decodes at most: 64 million pixels are 256 MB. A telephone's camera has 12 to 50 million. */
export const mostPixels = 64_000_000;
export const longestSide = 20_000;

export type Pixels = { width: number; height: number };

/** Whether a picture of this size may be decoded (a few kilobytes can say that they are 60,000 pixels wide). */
export function isDecodable(size: Pixels | null): boolean {
  if (size === null) return false;
  const { width, height } = size;
  const sides = [width, height].every((side) => side > 0 && side <= longestSide);
  return sides && width * height <= mostPixels;
}

/** The size that a picture's own head says, without decoding it; null: it says none, and is not decoded. */
export function pixelsOf(kind: AttachmentKind | null, bytes: Uint8Array): Pixels | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    switch (kind) {
      case 'png':
        return { width: view.getUint32(16), height: view.getUint32(20) };
      case 'gif':
        return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
      case 'jpeg':
        return jpegPixels(view);
      case 'webp':
        return webpPixels(view);
      default:
        return null;
    }
  } catch (error) {
    // The head ends before it says so.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The frame header among a JPEG's segments: SOF0 to SOF15 without DHT, JPG and DAC (ITU T.81, B.1.1.3). */
function jpegPixels(view: DataView): Pixels | null {
  let at = 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (marker === 0xd9 || marker === 0xda) return null;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    else at += 2 + Math.max(2, view.getUint16(at + 2));
  }
}

/** Of the three ways to write one (RFC 9649): with an extended head, lossless, lossy. */
function webpPixels(view: DataView): Pixels | null {
  const chunk = view.getUint32(12);
  if (chunk === 0x56503858) return { width: 1 + u24(view, 24), height: 1 + u24(view, 27) };
  if (chunk === 0x5650384c) {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  if (chunk === 0x56503820)
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  return null;
}

function u24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
