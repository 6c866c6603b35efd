import type { Db } from '../database.ts';

/** What several chunks of a first fill leave to one that comes after them. */
export type Aside = { db: Db };

/**
 * By what customers are found and what lists are made of: the tables with an index in another order than that of customers, and the customers
 * themselves, without whom nobody is looked for. Each row of theirs has its place anywhere in such an index: moved with every chunk, most of
 * it was written again with each (at a million changes the indexes of cases 40 times). Of sixteen chunks at once, and sorted, each page is
 * written once.
 */
export const asideTables = [
  'found_by',
  'loose_now',
  'attachment_now',
  'claim_now',
  'given_now',
  'answer_now',
  'incident_now',
  'card_now',
  'case_now',
  'customer_now',
  'chunk_name',
] as const;

/** Says after each chunk whether one with what was left aside comes next: after one, two, four, eight, then every sixteen, so that soon somebody is found. */
export function groups(): { isFull(): boolean } {
  let [size, chunks] = [1, 0];
  return {
    isFull() {
      chunks += 1;
      if (chunks < size) return false;
      [size, chunks] = [Math.min(16, size * 2), 0];
      return true;
    },
  };
}

/** Inside the transaction that filled the chunk. */
export function moveAside(chunk: Db, aside: Db): void {
  for (const table of asideTables) {
    // Rows of customers have numbers, which are each chunk's own.
    const columns = chunk
      .prepare<[string], string>(`SELECT name FROM pragma_table_info(?) WHERE name <> 'seq'`)
      .pluck()
      .all(table);
    const named = columns.join(', ');
    const add = aside.prepare(
      `INSERT INTO ${table} (${named}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    const rows = chunk.prepare<[], unknown[]>(`SELECT ${named} FROM ${table}`).raw();
    for (const row of rows.iterate()) add.run(row);
    chunk.exec(`DELETE FROM ${table}`);
  }
}
