import { refusePacked, withWholeHead } from './csv-text.ts';
import { type CutItem, itemCutter } from './json-cutter.ts';
import { ShopFileError } from './trouble.ts';

/** One item of a JSON file: its value, or why it has none. `end`: bytes of the file read so far. */
export type JsonItem =
  | { value: unknown; end: number }
  | { bad: 'not-json' | 'too-large' | 'encoding'; end: number };

/**
 * The items of a JSON file, one at a time, so that a file of any size needs the memory of one item. It may be an array, an object that
 * holds one under a name of `wrappers` (`{"orders":[…]}`), a single object, one object a line, or several of these one after another.
 *
 * Only the bounds of items are found here; each is then parsed by `JSON.parse`. That is several times faster than the streaming parsers
 * written in JavaScript, and a mistake in one item does not end the file as it does for them.
 * Fails with `not-json`, `empty`, `truncated`.
 */
export async function* readJsonItems(
  source: AsyncIterable<Uint8Array>,
  wrappers: ReadonlySet<string>,
): AsyncGenerator<JsonItem> {
  const cutter = itemCutter(wrappers);
  let end = 0;
  for await (const chunk of withWholeHead(source)) {
    if (end === 0) refusePacked(chunk);
    end += chunk.length;
    for (const item of cutter.cut(chunk)) yield parsed(item, end);
  }
  if (end === 0) throw new ShopFileError('empty');
  for (const item of cutter.end()) yield parsed(item, end);
}

function parsed(item: CutItem, end: number): JsonItem {
  if (item === 'too-large') return { bad: 'too-large', end };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(item);
  } catch {
    return { bad: 'encoding', end };
  }
  try {
    return { value: JSON.parse(text) as unknown, end };
  } catch {
    return { bad: 'not-json', end };
  }
}
