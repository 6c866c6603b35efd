import { z } from 'zod';
import type { Draft } from '#shared/views/unsent.ts';
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
  const gone = db
    .prepare<{ text: string }, string>(
      `SELECT customer_id FROM erased AS e WHERE instr(:text, e.customer_id) > 0
         AND NOT EXISTS (SELECT 1 FROM customer AS c WHERE c.id = e.customer_id)`,
    )
    .pluck();
  return {
    save(key, body) {
      // A page that was open when somebody was erased still has what was typed about them, and the name on their tab.
      if (body === null || gone.get({ text: key }) !== undefined) return void drop.run(key);
      const erased = key.startsWith('shell.') ? new Set(gone.all({ text: body })) : new Set<string>();
      set.run(key, erased.size === 0 ? body : withoutNames(body, erased), now());
    },
    all: () => all.all(),
  };
}

/** Tabs and calls as they are, but nameless where they are of these customers. */
function withoutNames(body: string, customerIds: ReadonlySet<string>): string {
  const nameless = (_: string, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || !('customerId' in value)) return value;
    if (!customerIds.has(String(value.customerId))) return value;
    const from = 'from' in value && typeof value.from === 'string' ? { from: '' } : {};
    return { ...value, ...('name' in value ? { name: null } : {}), ...from };
  };
  try {
    return JSON.stringify(JSON.parse(body, nameless));
  } catch {
    return '';
  }
}
