import type { AttachmentKind } from './kinds.ts';

/**
 * A picture without the place where it was taken, which telephones write into it and nobody who sends a broken cup means to tell.
 * `place`: there was none, it was taken out, or it cannot be told or taken out here (HEIC), and the person is to be told so.
 * The picture itself and which way up it is stay as they were; the bytes that came in are not changed.
 */
export function withoutPlace(
  kind: AttachmentKind | null,
  bytes: Uint8Array,
): { bytes: Uint8Array; place: 'none' | 'removed' | 'unknown' } {
  if (kind === 'heic') return { bytes, place: 'unknown' };
  if (kind !== 'jpeg' && kind !== 'png' && kind !== 'webp') return { bytes, place: 'none' };
  const kept = kind === 'jpeg' ? jpegParts(bytes) : kind === 'png' ? pngParts(bytes) : webpParts(bytes);
  if (kept === null) return { bytes, place: 'none' };
  return { bytes: joined(kept), place: 'removed' };
}

type View = { view: DataView; text: (at: number, length: number) => string };

function looked(bytes: Uint8Array): View {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { view, text: (at, length) => String.fromCharCode(...bytes.subarray(at, at + length)) };
}

/** XMP goes whole (it may hold a place in words); of EXIF the table of the place is emptied, because the rest turns the picture upright. */
function jpegParts(bytes: Uint8Array): Uint8Array[] | null {
  const { view, text } = looked(bytes);
  const parts: Uint8Array[] = [];
  let from = 0;
  let changed = false;
  let at = 2;
  while (at + 4 <= bytes.length && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xda || marker === 0xd9) break;
    const end = at + 2 + view.getUint16(at + 2);
    if (end <= at + 3 || end > bytes.length) break;
    if (marker === 0xe1) {
      const isExif = text(at + 4, 6) === 'Exif\0\0';
      const emptied = isExif ? withoutGps(copied(bytes, at, end), 10) : null;
      if (!isExif || emptied !== null) {
        parts.push(bytes.subarray(from, at), ...(emptied ? [emptied] : []));
        from = end;
        changed = true;
      }
    }
    at = end;
  }
  return changed ? [...parts, bytes.subarray(from)] : null;
}

/** Chunks of EXIF and of text (which may be XMP). */
function pngParts(bytes: Uint8Array): Uint8Array[] | null {
  const { view, text } = looked(bytes);
  const told = new Set(['eXIf', 'iTXt', 'tEXt', 'zTXt']);
  const parts: Uint8Array[] = [];
  let from = 0;
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) break;
    if (told.has(text(at + 4, 4))) {
      parts.push(bytes.subarray(from, at));
      from = end;
    }
    at = end;
  }
  return parts.length > 0 ? [...parts, bytes.subarray(from)] : null;
}

/** The chunks `EXIF` and `XMP `, their marks in the extended head, and the length at the beginning (RFC 9649). */
function webpParts(bytes: Uint8Array): Uint8Array[] | null {
  const { view, text } = looked(bytes);
  const parts: Uint8Array[] = [];
  let from = 12;
  let at = 12;
  while (at + 8 <= bytes.length) {
    const end = at + 8 + view.getUint32(at + 4, true) + (view.getUint32(at + 4, true) & 1);
    if (end > bytes.length) break;
    if (['EXIF', 'XMP '].includes(text(at, 4))) {
      parts.push(copied(bytes, from, at));
      from = end;
    }
    at = end;
  }
  if (parts.length === 0) return null;
  parts.push(copied(bytes, from));
  const rest = joined(parts);
  if (looked(rest).text(0, 4) === 'VP8X') rest[8] = (rest[8] ?? 0) & ~0x0c;
  const head = copied(bytes, 0, 12);
  new DataView(head.buffer).setUint32(4, rest.length + 4, true);
  return [head, rest];
}

/** Bytes of each EXIF type, by its number. */
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/** Empties the table of the place in a segment of EXIF whose TIFF head is at `tiff`. Null: there is none. @param segment is changed */
function withoutGps(segment: Uint8Array, tiff: number): Uint8Array | null {
  const { view, text } = looked(segment);
  try {
    const little = text(tiff, 2) === 'II';
    const table = (offset: number) => {
      const start = tiff + offset;
      const count = view.getUint16(start, little);
      return Array.from({ length: count }, (_, index) => start + 2 + 12 * index).filter(
        (entry) => entry + 12 <= segment.length,
      );
    };
    const pointer = table(view.getUint32(tiff + 4, little)).find(
      (entry) => view.getUint16(entry, little) === 0x8825,
    );
    if (pointer === undefined) return null;
    const gps = view.getUint32(pointer + 8, little);
    for (const entry of table(gps)) {
      const length = (sizes[view.getUint16(entry + 2, little)] ?? 0) * view.getUint32(entry + 4, little);
      const value = tiff + view.getUint32(entry + 8, little);
      if (length > 4) segment.fill(0, value, Math.min(segment.length, value + length));
      segment.fill(0, entry, entry + 12);
    }
    view.setUint16(tiff + gps, 0, little);
    return segment;
  } catch (error) {
    // It points outside of itself: nobody can read a place in it, and we neither.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A copy, also of a view whose own `slice` is none (Node's Buffer). */
function copied(bytes: Uint8Array, from: number, to?: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes.subarray(from, to));
}
