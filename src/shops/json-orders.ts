import type { Built } from './csv-orders.ts';
import { readJsonItems } from './json-items.ts';
import type { OpenFile, ReadStep } from './neutral.ts';

/** A format whose items are orders, each whole. */
export type JsonFormat = {
  /** Names under which an object holds an array of orders. */
  wrappers: ReadonlySet<string>;
  /** Reads one item. `row` counts from 1. */
  build(item: unknown, row: number): Built;
};

/** Reads the orders of a JSON file in one pass. */
export async function* readJsonOrders(
  open: OpenFile,
  format: JsonFormat,
  bytes: number | null,
): AsyncGenerator<ReadStep> {
  let row = 0;
  let told = 0;
  for await (const item of readJsonItems(open(), format.wrappers)) {
    row++;
    if ('bad' in item) {
      const why = item.bad === 'too-large' ? 'too-large' : 'not-json';
      yield { step: 'skip', skip: { row, rows: 1, field: null, why, params: {} } };
    } else {
      const { made, skips } = format.build(item.value, row);
      for (const skip of skips) yield { step: 'skip', skip };
      if (made) yield { step: 'order', row, rows: 1, ...made };
    }
    if (item.end > told) yield { step: 'progress', done: item.end, total: bytes };
    told = item.end;
  }
  yield { step: 'end', rows: row };
}
