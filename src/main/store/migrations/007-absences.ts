import type { Migration } from '../migrate.ts';

/** Who is away, by person: records of the centre's, few and read whole. Decision 0026. */
export const absences: Migration = {
  to: 7,
  sql: `
    CREATE TABLE absence (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
};
