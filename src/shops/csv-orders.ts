import { type CsvRow, type CsvStyle, readCsvRows } from './csv-rows.ts';
import { foldText } from './fold.ts';
import type { NeutralCustomer, NeutralOrder, OpenFile, ReadStep } from './neutral.ts';
import { ShopFileError, type Skip } from './trouble.ts';

export type FullRow = { row: number; cells: string[] };
/** What the rows of one order made: the order, or nothing, and what was left out. */
export type Built = { made: { customer: NeutralCustomer; order: NeutralOrder } | null; skips: Skip[] };

/** A format of CSV that has one row for every line of an order. */
export type CsvFormat = {
  style: CsvStyle;
  /** Looks at the heading; fails with `columns-missing`. */
  prepare(heading: string[]): CsvReader;
};
export type CsvReader = {
  /** What the rows of one order have in common; empty where a row names no order. `field` names the column. */
  keyOf(cells: string[]): string;
  keyField: string;
  /** All of the rows of one key. Usually one order. */
  build(rows: FullRow[]): Built[];
};

/**
 * Reads the file twice: first to count in how many places each order stands, then to give the orders. Only orders that stand in more
 * than one place are held in memory, until their last place.
 */
export async function* readCsvOrders(
  open: OpenFile,
  format: CsvFormat,
  bytes: number | null,
): AsyncGenerator<ReadStep> {
  const places = new Map<string, number>();
  let reader: CsvReader | null = null;
  let last: string | null = null;
  let size = 0;
  for await (const batch of readCsvRows(open(), format.style)) {
    if (batch.heading.length === 0) continue;
    reader ??= format.prepare(batch.heading);
    for (const row of batch.rows) {
      if ('bad' in row) continue;
      const key = reader.keyOf(row.cells);
      if (key !== last && key !== '') places.set(key, (places.get(key) ?? 0) + 1);
      if (key !== '') last = key;
    }
    size = batch.bytes;
    yield { step: 'progress', done: size, total: bytes === null ? null : bytes * 2 };
  }

  const held = new Map<string, FullRow[]>();
  let current = { key: '', rows: [] as FullRow[] };
  let count = 0;
  const finish = function* (): Generator<ReadStep> {
    const { key } = current;
    if (key === '' || reader === null) return;
    const rows: FullRow[] = [...(held.get(key) ?? []), ...current.rows];
    const left = (places.get(key) ?? 1) - 1;
    if (left > 0) {
      places.set(key, left);
      held.set(key, rows);
      return;
    }
    held.delete(key);
    for (const { made, skips } of reader.build(rows)) {
      for (const skip of skips) yield { step: 'skip', skip };
      if (made) yield { step: 'order', row: rows[0]?.row ?? 0, rows: rows.length, ...made };
    }
  };
  for await (const batch of readCsvRows(open(), format.style)) {
    if (batch.heading.length === 0 || reader === null) continue;
    for (const row of batch.rows) {
      count++;
      if ('bad' in row) {
        yield { step: 'skip', skip: badRow(row, batch.heading.length) };
        continue;
      }
      const key = reader.keyOf(row.cells);
      if (key === '') {
        yield {
          step: 'skip',
          skip: { row: row.row, rows: 1, field: reader.keyField, why: 'no-order-number', params: {} },
        };
        continue;
      }
      if (current.key !== key) {
        yield* finish();
        current = { key, rows: [] };
      }
      current.rows.push(row);
    }
    yield { step: 'progress', done: size + batch.bytes, total: size * 2 };
  }
  yield* finish();
  yield { step: 'end', rows: count };
}

function badRow(row: Extract<CsvRow, { bad: string }>, expected: number): Skip {
  const params = row.bad === 'columns' ? { found: row.found, expected } : {};
  return { row: row.row, rows: 1, field: null, why: row.bad, params };
}

/**
 * The places of columns by name: exactly as written, else without regard to case and accents. Fails with `columns-missing`, naming all
 * of the `needed` ones that are not there. -1 for one that is neither there nor needed.
 */
export function columnFinder(heading: string[], needed: readonly string[]): (name: string) => number {
  const exact = new Map<string, number>();
  const folded = new Map<string, number>();
  for (const [index, name] of heading.entries()) {
    if (!exact.has(name.trim())) exact.set(name.trim(), index);
    if (!folded.has(foldText(name))) folded.set(foldText(name), index);
  }
  const find = (name: string) => exact.get(name.trim()) ?? folded.get(foldText(name)) ?? -1;
  const missing = needed.filter((name) => find(name) < 0);
  if (missing.length > 0) throw new ShopFileError('columns-missing', { columns: missing.join(', ') });
  return find;
}

/** A cell without its outer blanks and without the `'` that protects it from being read as a formula or a number. */
export function cellText(cell: string | undefined): string {
  const text = cell?.trim() ?? '';
  // 's-Hertogenbosch is a city: only before a formula's sign, or before nothing but digits, is it a protection.
  if (text.startsWith("'") && (/^'[=+\-@\t\r]/.test(text) || /^'[\d ()./-]+$/.test(text)))
    return text.slice(1).trim();
  return text;
}
