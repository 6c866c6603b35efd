import type { Pool } from 'pg';
import { freshDatabase, poolOf } from './centre.ts';

/** Parents before children: foreign keys hold in a restore by rows. */
const order = ['team', 'person', 'device', 'attachment', 'import'];

/** A backup of this moment, as another database with the same rows. Returns its address. */
export async function copyOf(from: Pool): Promise<string> {
  const url = await freshDatabase();
  const client = await poolOf(url, { size: 1 }).connect();
  await client.query("SET session_replication_role = 'replica'").catch(() => undefined);
  const { rows: tables } = await from.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
  );
  const names = tables
    .map(({ name }) => name)
    .filter((name) => !['migration', 'import_staged'].includes(name));
  names.sort((a, b) => (order.indexOf(a) + 1 || 99) - (order.indexOf(b) + 1 || 99));
  for (const name of names) {
    const { rows } = await from.query(`SELECT * FROM "${name}"`);
    const { rows: columns } = await from.query<{ name: string; type: string; counts: boolean }>(
      `SELECT column_name AS name, data_type AS type, is_identity = 'YES' AS counts FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = $1`,
      [name],
    );
    for (const row of rows) {
      const values = columns.map(({ name: column, type }) =>
        type === 'jsonb' && row[column] !== null ? JSON.stringify(row[column]) : row[column],
      );
      await client.query(
        `INSERT INTO "${name}" (${columns.map((one) => `"${one.name}"`)}) OVERRIDING SYSTEM VALUE
         VALUES (${columns.map((_, i) => `$${i + 1}`)}) ON CONFLICT DO NOTHING`,
        values,
      );
    }
    for (const { name: column } of columns.filter(({ counts }) => counts))
      await client.query(
        `SELECT setval(pg_get_serial_sequence('"${name}"', '${column}'), (SELECT coalesce(max("${column}"), 0) + 1 FROM "${name}"), false)`,
      );
  }
  client.release();
  return url;
}
