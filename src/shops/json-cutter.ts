import { joined } from './csv-text.ts';
import { ShopFileError } from './trouble.ts';

/** The bytes of one item. No order of any shop is as large as `largestItem`. */
export type CutItem = Uint8Array | 'too-large';
const largestItem = 16 * 1024 * 1024;

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const lineFeed = 0x0a;
/** What may be left between values. */
const strays: ReadonlySet<number> = new Set([comma, closeBracket, closeBrace]);

/**
 * Finds the bounds of items in the bytes of a JSON file. Structural characters are ASCII, and no byte of a longer UTF-8 character looks
 * like one. Mistakes stay within their item: a bracket closes up to its own kind, no string goes beyond its line, and where the first
 * item stood on one line, every line is an item.
 */
export function itemCutter(wrappers: ReadonlySet<string>): {
  cut(chunk: Uint8Array): CutItem[];
  end(): CutItem[];
} {
  /**
   * `top`: between values. `value`: in an object at the top, an item of its own unless it turns out to wrap an array of items.
   * `elements`: in the array whose elements are the items.
   */
  let mode: 'top' | 'value' | 'elements' = 'top';
  let wrapped = false;
  /** Null until the first object at the top ended: whether it stood on one line. */
  let byLine: boolean | null = null;
  let manyLines = false;
  let begun = false;
  const open: number[] = [];
  let inString = false;
  let escaped = false;
  let key: string | null = null;
  /** Joined when it is whole: one of 16 MB comes in hundreds of pieces. */
  let kept: Uint8Array[] = [];
  let length = 0;
  let tooLarge = false;

  const keep = (bytes: Uint8Array) => {
    if (tooLarge || bytes.length === 0) return;
    length += bytes.length;
    tooLarge = length > largestItem;
    if (tooLarge) kept = [];
    else kept.push(bytes.slice());
  };
  const forget = () => {
    kept = [];
    length = 0;
    tooLarge = false;
  };
  /** The item that was kept; none where there are blanks alone. */
  const item = (): CutItem[] => {
    if (tooLarge) return ['too-large'];
    return kept.some((bytes) => bytes.some((byte) => byte > 32)) ? [joined(kept)] : [];
  };
  /** Closes everything up to the nearest bracket of this kind; false when there is none. */
  const close = (kind: number): boolean => {
    const at = open.lastIndexOf(kind);
    if (at >= 0) open.length = at;
    return at >= 0;
  };

  const cut = (chunk: Uint8Array): CutItem[] => {
    const items: CutItem[] = [];
    let from = 0;
    const give = (to: number) => {
      keep(chunk.subarray(from, to));
      items.push(...item());
      forget();
      from = to;
    };
    const endOfLine = (at: number) => {
      manyLines = true;
      if (inString && mode === 'elements') {
        // No string goes over a line: this item is lost, and what is left of it comes as lost items until the next one begins.
        open.length = 0;
        give(at);
      }
      inString = false;
      if (mode !== 'value' || byLine !== true) return;
      open.length = 0;
      give(at);
      mode = 'top';
    };
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (inString && byte !== lineFeed) {
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) inString = false;
        else if (key !== null && open.length === 1 && key.length < 40) key += String.fromCharCode(byte);
        continue;
      }
      if (mode === 'top') {
        const mark = !begun && (byte === 0xef || byte === 0xbb || byte === 0xbf);
        if (byte <= 32 || mark || (begun && strays.has(byte))) continue;
        if (!begun && byte !== openBrace && byte !== openBracket) throw new ShopFileError('not-json');
        begun = true;
        wrapped = false;
        manyLines = false;
        mode = byte === openBracket && byLine !== true ? 'elements' : 'value';
        from = mode === 'elements' ? at + 1 : at;
        if (mode === 'elements') continue;
      }
      switch (byte) {
        case quote:
          inString = true;
          escaped = false;
          key = mode === 'value' && open.length === 1 ? '' : null;
          break;
        case openBrace:
          open.push(byte);
          break;
        case openBracket:
          if (mode === 'value' && open.length === 1 && key !== null && wrappers.has(key)) {
            forget();
            mode = 'elements';
            wrapped = true;
            open.length = 0;
            from = at + 1;
          } else open.push(byte);
          break;
        case comma:
          if (mode === 'elements' && open.length === 0) {
            give(at);
            from = at + 1;
          }
          break;
        case closeBracket:
          if (close(openBracket) || mode !== 'elements') break;
          open.length = 0;
          give(at);
          from = at + 1;
          // The rest of a wrapper may hold another array of items ({"create":[…],"update":[…]}).
          if (wrapped) open.push(openBrace);
          mode = wrapped ? 'value' : 'top';
          key = null;
          break;
        case closeBrace:
          if (close(openBrace) && open.length === 0 && mode === 'value') {
            if (wrapped) forget();
            else give(at + 1);
            if (!wrapped) byLine ??= !manyLines;
            from = at + 1;
            mode = 'top';
          }
          break;
        case lineFeed:
          endOfLine(at);
          break;
      }
    }
    if (mode !== 'top') keep(chunk.subarray(from));
    return items;
  };

  return {
    cut,
    end() {
      if (!begun) throw new ShopFileError('empty');
      if (mode === 'top') return [];
      if (mode === 'elements' || byLine !== true) throw new ShopFileError('truncated');
      return item();
    },
  };
}
