import { z } from 'zod';
import { instant } from './instant.ts';
import { role } from './people.ts';

/** Letters, digits and marks of versions and places in code, no blanks: nothing that a customer said or is called. */
const word = z.string().regex(/^[A-Za-z0-9_.:/+-]{1,80}$/);
const count = z.int().min(0);

/** A line of the desktop's log (main/log.ts): when, a code, and fields that are plain words. */
export const logLine = z
  .string()
  .max(600)
  .regex(/^\[[\d :.-]{10,30}\] \[\w+\] {1,6}[a-z-]+(?: \w+=[A-Za-z0-9_.:/?-]{1,80})*$/);

/** What the store's process says of its file. `integrity` null: it is too large to be read through while somebody waits. */
export const storeFigures = z.strictObject({
  version: count,
  projection: count,
  bytes: count,
  integrity: z.enum(['ok', 'bad']).nullable(),
  events: count,
  customers: count,
  teams: count,
  quarantine: count,
  drafts: count,
});
export type StoreFigures = z.infer<typeof storeFigures>;

export const syncFigures = z.strictObject({
  unsent: count,
  unsentFiles: count,
  waitingForUpdate: count,
  refused: count,
  newer: count,
  faulty: count,
  trouble: z.strictObject({ what: word, since: instant, ref: word }).nullable(),
  lastAnswerAt: instant.nullable(),
  clockOff: z.int().nullable(),
});
export type SyncFigures = z.infer<typeof syncFigures>;

/**
 * What an agent sends to IT when something is wrong: how this Hilo is, and nothing of customers or of what anybody wrote. A field that is not here cannot get
 * into it. `logLeftOut`: lines that were not of the log's shape. `changedKeys`: how many keys the person has changed.
 */
export const diagnostics = z.strictObject({
  v: z.literal(1),
  at: instant,
  versions: z.strictObject({ hilo: word, electron: word, chrome: word, node: word }),
  system: z.strictObject({ platform: word, release: word, arch: word, memoryMb: count, cores: count }),
  settings: z.strictObject({
    language: word,
    theme: word,
    letterKeys: z.boolean(),
    changedKeys: count,
  }),
  desk: z.strictObject({ phase: word, demo: z.boolean(), centre: z.boolean(), role: role.nullable() }),
  store: storeFigures.nullable(),
  sync: syncFigures.nullable(),
  log: z.array(logLine).max(200),
  logLeftOut: count,
});
export type Diagnostics = z.infer<typeof diagnostics>;
