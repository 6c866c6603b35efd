import type { Migration } from '../migrate.ts';

/** What teams have settled for themselves: records of the centre's, few and read whole. Decision 0016. */
export const rules: Migration = {
  to: 3,
  sql: `
    CREATE TABLE rules (id TEXT PRIMARY KEY, team TEXT NOT NULL, n INTEGER NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
};
