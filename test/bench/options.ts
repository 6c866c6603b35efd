import { parseArgs } from 'node:util';
import { stepsOf } from './sync/measure.ts';

export type Options = {
  /** A tenth of everything. */
  quick: boolean;
  store: boolean;
  window: boolean;
  cipher: boolean;
  /** What masking costs at a desk. */
  masks: boolean;
  /** Steps of the sync. */
  steps: ReadonlySet<string>;
  /** To sync; null: as many as usual. */
  rows: number | null;
  /** Where all numbers go. */
  json: string | null;
};

const usage = `npm run bench -- [--quick] [--only PART,PART] [--rows N] [--json FILE]

  --quick       20,000 customers for 200,000, and 50,000 rows to sync for 1,000,000
  --only        store, window (both, without it), cipher, masks, sync; of sync also one step: sync/fill, sync/idle, sync/crowd, sync/locks
  --rows N      so many rows to sync
  --json FILE   all numbers, as JSON`;

const known = [
  'store',
  'window',
  'cipher',
  'masks',
  'sync',
  ...[...stepsOf(new Set(['sync']))].map((s) => `sync/${s}`),
];

/** What the command line asks for, or a sentence that says what is wrong with it and how it is used. */
export function readOptions(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        only: { type: 'string', default: 'store,window' },
        rows: { type: 'string' },
        json: { type: 'string' },
      },
    });
    const parts = new Set(values.only.split(',').map((part) => part.trim()));
    const unknown = [...parts].find((part) => !known.includes(part));
    if (unknown !== undefined) return `There is no part "${unknown}".\n\n${usage}`;
    const rows = values.rows === undefined ? null : Number(values.rows);
    if (rows !== null && !(Number.isSafeInteger(rows) && rows > 0))
      return `--rows takes a whole number above zero.\n\n${usage}`;
    return {
      quick: values.quick,
      store: parts.has('store'),
      window: parts.has('window'),
      cipher: parts.has('cipher'),
      masks: parts.has('masks'),
      steps: stepsOf(parts),
      rows,
      json: values.json ?? null,
    };
  } catch {
    return `Not understood: ${args.join(' ')}\n\n${usage}`;
  }
}
