import type { Pool } from 'pg';
import type { ImportView } from '#shared/sync/import.ts';

const columns = 'id, file, format AS from, by, created, state, done, total, report, failure, finished';
/** A report in the making counts no customers yet: nobody sees it before it is done. */
const viewOf = (row: ImportView): ImportView => ({
  ...row,
  report: row.state === 'done' ? row.report : null,
});

/** The newest hundred. */
export async function listImports(pool: Pool): Promise<ImportView[]> {
  const { rows } = await pool.query<ImportView>(listImportsSql);
  return rows.map(viewOf);
}

export const listImportsSql = `SELECT ${columns} FROM import ORDER BY created DESC LIMIT 100`;

export async function importView(pool: Pool, id: string): Promise<ImportView | null> {
  const { rows } = await pool.query<ImportView>(`SELECT ${columns} FROM import WHERE id = $1`, [id]);
  return rows[0] ? viewOf(rows[0]) : null;
}
