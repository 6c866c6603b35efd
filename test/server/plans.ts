import type { Pool } from 'pg';
import { expect } from 'vitest';

/**
 * That each statement is answered by its index, whatever its parameters will be; tables of a few rows are read whole otherwise. @param before
 * fills tables in the same session
 */
export async function expectIndexes(
  pool: Pool,
  wanted: readonly (readonly [sql: string, index: string])[],
  before: readonly string[] = [],
): Promise<void> {
  const client = await pool.connect();
  try {
    for (const sql of before) await client.query(sql);
    await client.query('SET enable_seqscan = off');
    for (const [sql, index] of wanted) {
      const { rows } = await client.query(`EXPLAIN (GENERIC_PLAN) ${sql}`);
      expect(JSON.stringify(rows)).toContain(index);
    }
  } finally {
    // It keeps its setting.
    client.release(true);
  }
}
