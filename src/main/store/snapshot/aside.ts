import type { Db } from '../database.ts';

/** What several chunks of a first fill leave to one that comes after them. */
export type Aside = { db: Db };

/**
 * By what customers are found, and the customers themselves with what their cards count, without whom nobody is looked for. What is found
 * by a number has its place anywhere in a desk's index: moved with every chunk, most of that index was written again with each.
 */
const asideTables = ['found_by', 'card_now', 'customer_now', 'chunk_name'] as const;

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
