import { z } from 'zod';
import type { Draft } from '#shared/views.ts';
import type { Db } from './database.ts';

/** What a person is typing. 200 kB is more than anyone types and little enough to write at every pause. */
export const draftAsk = z.strictObject({
  key: z.string().min(1).max(300),
  body: z.string().max(200_000).nullable(),
});

export type Drafts = { save(key: string, body: string | null): void; all(): Draft[] };

/** Drafts lie in the encrypted store: they hold a customer's words as much as a note does. */
export function drafts(db: Db, now: () => number): Drafts {
  const set = db.prepare('INSERT OR REPLACE INTO draft VALUES (?, ?, ?)');
  const drop = db.prepare('DELETE FROM draft WHERE key = ?');
  const all = db.prepare<[], Draft>('SELECT key, body, at FROM draft ORDER BY at, key');
  return {
    save(key, body) {
      if (body === null) drop.run(key);
      else set.run(key, body, now());
    },
    all: () => all.all(),
  };
}
