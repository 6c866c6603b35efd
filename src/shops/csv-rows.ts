import { parse } from 'csv-parse/sync';
import { joined, utf8Chunks } from './csv-text.ts';
import type { Encoding } from './mapping.ts';
import { ShopFileError } from './trouble.ts';

/**
 * One record of a CSV file. `row` counts records from 1 with the heading as row 1, as a spreadsheet shows them (a cell may hold line
 * breaks); empty lines count too and are not given.
 */
export type CsvRow = { row: number; cells: string[] } | { row: number; bad: Bad; found: number };
/** `cut-off`: the file ends in the middle of this row, which is its last. */
type Bad = 'columns' | 'quotes' | 'cut-off';
export type CsvBatch = { heading: string[]; rows: CsvRow[]; bytes: number };

export type CsvStyle = { encoding: Encoding; delimiter: string | null; quote: string };

/** A record longer than this has an open quotation mark, and would swallow everything after it. */
const longestRecord = 256 * 1024;
/** Read to its end before it is called bad. */
const longestLine = 16 * 1024 * 1024;
const smallestBlock = 4 * 1024;
const largestBlock = 256 * 1024;
const lineFeed = 10;
const carriageReturn = 13;

/**
 * Reads a CSV file in batches of rows. csv-parse reads blocks of whole lines strictly. Where it objects, the first line of the
 * objectionable record is read alone and leniently (an inch sign in an unquoted cell is only a character) or given as bad, and strict
 * reading goes on at the next line: an unclosed quotation mark costs its own line and never those after it. (csv-parse's own
 * `skip_records_with_error` goes on after the next quotation mark instead, and drops what lies between.)
 */
export async function* readCsvRows(
  source: AsyncIterable<Uint8Array>,
  style: CsvStyle,
): AsyncGenerator<CsvBatch> {
  let pending: Uint8Array = new Uint8Array();
  let heading: string[] | null = null;
  let reader: BlockReader | null = null;
  let newline = lineFeed;
  let row = 0;
  let size = largestBlock;

  const take = (bytes: number, ended: boolean): CsvBatch | 'more' | null => {
    if (reader === null) {
      if (!ended && pending.length < largestBlock) return 'more';
      if (!pending.includes(lineFeed) && pending.includes(carriageReturn)) newline = carriageReturn;
      reader = blockReader(style.delimiter ?? discoverDelimiter(pending, newline), style.quote, newline);
    }
    const block = blockOf(pending, size, newline, ended);
    if (block === null) return ended ? null : 'more';
    const last = ended && block.length === pending.length;
    const result = reader(block, heading?.length ?? null, last);
    if (result.used === 0) {
      size = block.length * 2;
      return block.length < pending.length ? take(bytes, ended) : 'more';
    }
    size = result.bad ? smallestBlock : Math.min(Math.max(size, smallestBlock) * 2, largestBlock);
    pending = pending.subarray(result.used);
    const rows: CsvRow[] = [];
    if (last && pending.length === 0) markCut(result.rows, heading, block.at(-1) === newline);
    for (const found of result.rows) {
      row++;
      if (Array.isArray(found)) {
        if (found.every((cell) => cell.trim() === '')) continue;
        if (heading === null) heading = found;
        else rows.push({ row, cells: found });
      } else rows.push({ row, ...found });
    }
    return { heading: heading ?? [], rows, bytes };
  };

  let bytes = 0;
  let come: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of utf8Chunks(source, style.encoding)) {
    bytes += chunk.read;
    come.push(chunk.text);
    length += chunk.text.length;
    // As much again as waits already: a line of 16 MB is copied twice and looked through twice, not with every piece that comes.
    if (length < Math.max(largestBlock, pending.length)) continue;
    pending = joined([pending, ...come]);
    come = [];
    length = 0;
    for (let batch = take(bytes, false); batch !== 'more' && batch !== null; batch = take(bytes, false))
      yield batch;
  }
  pending = joined([pending, ...come]);
  for (let batch = take(bytes, true); batch !== 'more' && batch !== null; batch = take(bytes, true))
    yield batch;
  if (heading === null) throw new ShopFileError('empty');
}

/** Whole lines of about `size` bytes; at least one; null while there is no whole line. */
function blockOf(pending: Uint8Array, size: number, newline: number, ended: boolean): Uint8Array | null {
  if (pending.length === 0) return null;
  if (pending.length <= size && ended) return pending;
  let end = pending.lastIndexOf(newline, size - 1);
  if (end < 0) end = pending.indexOf(newline, size);
  // A line without an end is a line too long: it is given as it is, to be called bad.
  if (end < 0) return ended || pending.length > longestLine ? pending : null;
  return pending.subarray(0, end + 1);
}

/** The last row of a file without an end of its line, and with too few cells or a quotation mark open, is where a transfer was cut off. */
function markCut(rows: (string[] | BadRow)[], known: string[] | null, isEnded: boolean): void {
  const end = rows.at(-1);
  if (isEnded || end === undefined || Array.isArray(end)) return;
  const heading = known ?? rows.find((row) => Array.isArray(row)) ?? [];
  if (end.bad === 'quotes' || end.found < heading.length) end.bad = 'cut-off';
}

type BadRow = { bad: Bad; found: number };
type BlockReader = (
  block: Uint8Array,
  width: number | null,
  last: boolean,
) => { rows: (string[] | BadRow)[]; used: number; bad: boolean };

function blockReader(delimiter: string, quote: string, newline: number): BlockReader {
  const options = {
    delimiter,
    quote: quote === '' ? (false as const) : quote,
    relax_column_count: true,
    record_delimiter: newline === carriageReturn ? ['\r'] : ['\r\n', '\n'],
  };
  const strict = (block: Uint8Array) =>
    parse(Buffer.from(block.buffer, block.byteOffset, block.length), options) as string[][];

  /** The first `count` records, and where the next begins. */
  const first = (block: Uint8Array, count: number): { rows: string[][]; end: number } => {
    if (count === 0) return { rows: [], end: 0 };
    const found = parse(Buffer.from(block.buffer, block.byteOffset, block.length), {
      ...options,
      to: count,
      info: true,
    }) as unknown as { record: string[]; info: { bytes: number } }[];
    return { rows: found.map(({ record }) => record), end: found.at(-1)?.info.bytes ?? 0 };
  };

  /** The line at `start`, read alone. */
  const lenient = (
    block: Uint8Array,
    start: number,
    width: number | null,
  ): { row: string[] | BadRow; end: number } => {
    const at = block.indexOf(newline, start);
    const end = at < 0 ? block.length : at + 1;
    if (end - start > longestRecord) return { row: { bad: 'quotes', found: 0 }, end };
    const line = block.subarray(start, end);
    try {
      const [cells] = parse(Buffer.from(line.buffer, line.byteOffset, line.length), {
        ...options,
        relax_quotes: true,
      }) as string[][];
      const whole = fitted(cells ?? [''], width);
      return { row: whole ?? { bad: 'columns', found: cells?.length ?? 0 }, end };
    } catch {
      return { row: { bad: 'quotes', found: 0 }, end };
    }
  };

  return (block, known, last) => {
    let rows: string[][] = [];
    let stop: number | null = null;
    let unfinished = false;
    try {
      rows = strict(block);
    } catch (error) {
      ({ rows, end: stop } = first(block, recordsBefore(error)));
      unfinished = isOpenQuote(error) && !last && block.length - stop < longestRecord;
    }
    const { rows: kept, tangled, width } = good(rows, known);
    if (tangled !== null) stop = first(block, tangled).end;
    else if (unfinished) return { rows: kept, used: stop ?? 0, bad: false };
    if (stop === null) return { rows: kept, used: block.length, bad: false };
    const { row, end } = lenient(block, stop, width);
    return { rows: [...kept, row], used: end, bad: true };
  };
}

/**
 * Rows with their cells fitted to the heading. A row of another width that holds a line break is probably two or more rows tangled by a
 * stray quotation mark: reading stops before it (`tangled` is its index).
 */
function good(
  rows: string[][],
  known: number | null,
): { rows: (string[] | BadRow)[]; tangled: number | null; width: number | null } {
  let width = known;
  const kept: (string[] | BadRow)[] = [];
  for (const [index, cells] of rows.entries()) {
    const blank = cells.length === 1 && cells[0]?.trim() === '';
    if (width === null && !blank) width = cells.length;
    const whole = fitted(cells, width);
    if (whole === null && cells.some((cell) => cell.includes('\n') || cell.includes('\r')))
      return { rows: kept, tangled: index, width };
    kept.push(whole ?? { bad: 'columns', found: cells.length });
  }
  return { rows: kept, tangled: null, width };
}

/** The cells when they fit the heading (empty ones beyond it are dropped, an empty line fits), else null. */
function fitted(cells: string[], width: number | null): string[] | null {
  if (width === null || cells.length === width) return cells;
  if (cells.length === 1 && cells[0]?.trim() === '') return cells;
  const beyond = cells.slice(width);
  return beyond.length > 0 && beyond.every((cell) => cell.trim() === '') ? cells.slice(0, width) : null;
}

function isOpenQuote(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'CSV_QUOTE_NOT_CLOSED';
}

/** csv-parse tells with an error how many records it had read before. */
function recordsBefore(error: unknown): number {
  if (error instanceof Error && 'records' in error && typeof error.records === 'number') return error.records;
  throw error;
}

/** The mark that the heading has most of, of comma, semicolon (Excel in Spanish) and tab. */
function discoverDelimiter(start: Uint8Array, newline: number): string {
  const end = start.indexOf(newline);
  const line = new TextDecoder().decode(start.subarray(0, end < 0 ? start.length : end));
  const bare = line
    .split('"')
    .filter((_, index) => index % 2 === 0)
    .join('');
  const counted = [',', ';', '\t', '|'].map((mark) => [mark, bare.split(mark).length] as const);
  return counted.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}
