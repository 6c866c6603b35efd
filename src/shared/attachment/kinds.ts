/**
 * What may be attached, told by the first bytes of the content. What a file calls itself is not looked at: a page named `.png` is a page.
 * Every kind here is either a picture that a sandboxed page can decode or something that is only ever saved.
 */
export type AttachmentKind = 'jpeg' | 'png' | 'webp' | 'gif' | 'heic' | 'pdf' | 'text';

/** Bytes of one attachment at most. */
export const mostBytes = 25 * 1024 * 1024;
/** Bytes that `kindOf` wants to see, where there are so many. */
export const headBytes = 512;

export const mimeOf = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  heic: 'image/heic',
  pdf: 'application/pdf',
  text: 'text/plain',
} as const satisfies Record<AttachmentKind, string>;

/** The ending under which each is saved, whatever its own name ends in. */
export const endingOf = {
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
  gif: 'gif',
  heic: 'heic',
  pdf: 'pdf',
  text: 'txt',
} as const satisfies Record<AttachmentKind, string>;

const kinds = Object.keys(mimeOf) as AttachmentKind[];

/** The kind that a mime type stands for; null: one of a newer Hilo, which is neither shown nor opened here. */
export function kindOfMime(mime: string): AttachmentKind | null {
  return kinds.find((kind) => mimeOf[kind] === mime) ?? null;
}

const pictures: ReadonlySet<AttachmentKind> = new Set(['jpeg', 'png', 'webp', 'gif']);

/** Whether it can be shown as a picture. Others are only saved. */
export function isPicture(kind: AttachmentKind | null): boolean {
  return kind !== null && pictures.has(kind);
}

/** The brands of ISO base media files that hold HEIF pictures (ISO/IEC 23008-12, and Apple's cameras). */
const heifBrands: ReadonlySet<string> = new Set([
  'heic',
  'heix',
  'heim',
  'heis',
  'hevc',
  'hevx',
  'mif1',
  'msf1',
]);

/**
 * The kind of a content by its first bytes, or null for all that is not taken. `text` is a guess that `textCheck` has to confirm with
 * the rest.
 */
export function kindOf(head: Uint8Array): AttachmentKind | null {
  if (head.length === 0) return null;
  const has = (at: number, text: string) =>
    head.length >= at + text.length && latin(head.subarray(at, at + text.length)) === text;
  if (has(0, '\xff\xd8\xff')) return 'jpeg';
  if (has(0, '\x89PNG\r\n\x1a\n') && has(12, 'IHDR')) return 'png';
  if (has(0, 'GIF87a') || has(0, 'GIF89a')) return 'gif';
  if (has(0, 'RIFF') && has(8, 'WEBP')) return 'webp';
  if (has(4, 'ftyp')) return heifBrands.has(latin(head.subarray(8, 12))) ? 'heic' : null;
  if (has(0, '%PDF-')) return 'pdf';
  return isTextHead(head) ? 'text' : null;
}

/** Letters, not markup: HTML, SVG and XML begin with `<`, scripts for a shell with `#!`, PostScript with `%!`. */
function isTextHead(head: Uint8Array): boolean {
  const isMarked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  const start = latin(head.subarray(isMarked ? 3 : 0)).trimStart();
  return !/^(<|#!|%!|\{\\rtf)/.test(start) && textCheck().isText(head, false);
}

/** Looks at a text piece by piece: UTF-8 (RFC 3629) and no control characters but tabs and ends of lines. */
export function textCheck(): { isText(piece: Uint8Array, isLast: boolean): boolean } {
  let good = true;
  /** Bytes of a character that are still to come, and between what the next of them lies. */
  let following = 0;
  let [from, to] = [0x80, 0xbf];

  function takes(byte: number): boolean {
    const [least, most] = [from, to];
    [from, to] = [0x80, 0xbf];
    if (following > 0) {
      following -= 1;
      return byte >= least && byte <= most;
    }
    if (byte < 0x80) return byte >= 0x20 ? byte !== 0x7f : byte === 0x09 || byte === 0x0a || byte === 0x0d;
    following =
      byte >= 0xc2 && byte <= 0xdf ? 1 : (byte & 0xf0) === 0xe0 ? 2 : byte >= 0xf0 && byte <= 0xf4 ? 3 : 0;
    // No character written longer than it need be, no half of a pair, none beyond the last.
    if (byte === 0xe0) from = 0xa0;
    if (byte === 0xed) to = 0x9f;
    if (byte === 0xf0) from = 0x90;
    if (byte === 0xf4) to = 0x8f;
    return following > 0;
  }

  return {
    isText(piece, isLast) {
      good &&= piece.every(takes) && (!isLast || following === 0);
      return good;
    },
  };
}

/** Each byte as the character of its number. */
function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
