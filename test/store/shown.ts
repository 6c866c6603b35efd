import { ensureProjections } from '#store/projection/rebuild.ts';
import { projectionTables } from '#store/projection/tables.ts';
import type { Store } from '#store/store.ts';

/** All rows of the projections, without row numbers, which are a store's own. */
export function shown({ db }: Store): Record<string, unknown[]> {
  const tables = projectionTables.filter((name) => name !== 'name_search' && name !== 'customer_now');
  const names = db
    .prepare(
      `SELECT customer_id FROM customer_now WHERE seq IN (
         SELECT rowid FROM name_search WHERE name_search MATCH 'a* OR c* OR s*') ORDER BY 1`,
    )
    .all();
  return {
    ...Object.fromEntries(
      tables.map((name) => [name, sorted(db.prepare(`SELECT * FROM ${name}`).raw().all())]),
    ),
    customer_now: db
      .prepare('SELECT customer_id, body, phones_shown FROM customer_now ORDER BY customer_id')
      .all(),
    name_search: names,
  };
}

/** The same after everything was made anew from what is kept for good. */
export async function shownAnew(store: Store): Promise<Record<string, unknown[]>> {
  store.db.prepare("UPDATE meta SET value = 'another' WHERE key = 'projection'").run();
  await ensureProjections(store.db, () => undefined);
  return shown(store);
}

const sorted = (rows: unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
