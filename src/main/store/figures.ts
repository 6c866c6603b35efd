import { type StoreFigures, type SyncFigures, storeFigures, syncFigures } from '#shared/diagnostics.ts';
import type { SyncView } from '#shared/views/sync.ts';
import type { Db } from './database.ts';
import { storeVersion } from './migrate.ts';
import { projectionNumber } from './projection/tables.ts';

/** Larger files are not read through while somebody waits: it takes longer than a second. */
const checkedUpTo = 64 * 1024 * 1024;

/** How many rows stand in these tables. */
const counted = {
  events: 'SELECT count(*) FROM event',
  customers: 'SELECT count(*) FROM customer_now',
  teams: 'SELECT count(*) FROM cursor',
  quarantine: 'SELECT count(*) FROM quarantine',
  drafts: 'SELECT count(*) FROM draft',
} as const;

/** What the store is, in numbers: for a diagnostics file. */
export function figuresOf(db: Db): StoreFigures {
  const number = (sql: string) => Number(db.prepare(sql).pluck().get());
  const bytes =
    Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));
  const isChecked = bytes <= checkedUpTo;
  return storeFigures.parse({
    version: storeVersion,
    projection: projectionNumber,
    bytes,
    integrity: isChecked ? (db.pragma('quick_check(1)', { simple: true }) === 'ok' ? 'ok' : 'bad') : null,
    ...Object.fromEntries(Object.entries(counted).map(([name, sql]) => [name, number(sql)])),
  });
}

/** How it stands with its centre; null: there is none. */
export function syncFiguresOf(view: SyncView): SyncFigures | null {
  if (view.server === null) return null;
  const { unsent, unsentFiles, waitingForUpdate, refused, aside, trouble, lastAnswerAt, clockOff } = view;
  const wrong = trouble && { what: trouble.what, since: trouble.since, ref: trouble.ref };
  return syncFigures.parse({
    unsent,
    unsentFiles,
    waitingForUpdate,
    refused,
    ...aside,
    trouble: wrong,
    lastAnswerAt,
    clockOff,
  });
}
