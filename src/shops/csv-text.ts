import type { Encoding } from './mapping.ts';
import { ShopFileError } from './trouble.ts';

/** Reads a text file as UTF-8 bytes, whatever it is written in, without a byte order mark. `read`: bytes of the file. */
export async function* utf8Chunks(
  source: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<{ text: Uint8Array; read: number }> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  const encoder = new TextEncoder();
  let written: Encoding = encoding;
  try {
    for await (const chunk of withWholeHead(source)) {
      if (decoder === null) {
        written = markOf(chunk) ?? encoding;
        refuseOtherFiles(chunk, written);
        decoder = new TextDecoder(written, { fatal: true });
      }
      // Decoding and encoding again both checks the text and drops its mark.
      yield { text: encoder.encode(decoder.decode(chunk, { stream: true })), read: chunk.length };
    }
    if (decoder === null) throw new ShopFileError('empty');
    yield { text: encoder.encode(decoder.decode()), read: 0 };
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw new ShopFileError('encoding', { encoding: written.toUpperCase() });
    throw error;
  }
}

/** The same bytes, of which the first piece has at least 8 where there are so many: enough to tell what kind of file it is. */
export async function* withWholeHead(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array();
  for await (const chunk of source) {
    if (head === null) {
      yield chunk;
      continue;
    }
    head = joined([head, chunk]);
    if (head.length < 8) continue;
    yield head;
    head = null;
  }
  if (head !== null && head.length > 0) yield head;
}

/** The bytes of all, one after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const filled = parts.filter(({ length }) => length > 0);
  const [first] = filled;
  if (first !== undefined && filled.length === 1) return first;
  const whole = new Uint8Array(filled.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of filled) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** What a byte order mark says. */
function markOf(chunk: Uint8Array): Encoding | null {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
  if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) return 'utf-8';
  return null;
}

function refuseOtherFiles(chunk: Uint8Array, encoding: Encoding): void {
  refusePacked(chunk);
  const first = chunk.find((byte) => byte > 32 && byte < 0x80);
  const isMarkup = first === 0x3c || first === 0x7b || first === 0x5b;
  if (isMarkup || (encoding !== 'utf-16le' && chunk.subarray(0, 4096).includes(0)))
    throw new ShopFileError('not-csv');
}

/** Fails for gzip and zip files (an .xlsx is one), and for the old .xls, by their first bytes. */
export function refusePacked(chunk: Uint8Array): void {
  if (chunk[0] === 0x1f && chunk[1] === 0x8b) throw new ShopFileError('compressed');
  if (chunk[0] === 0x50 && chunk[1] === 0x4b && chunk[2] === 3 && chunk[3] === 4)
    throw new ShopFileError('spreadsheet');
  if (chunk[0] === 0xd0 && chunk[1] === 0xcf && chunk[2] === 0x11 && chunk[3] === 0xe0)
    throw new ShopFileError('spreadsheet');
}
