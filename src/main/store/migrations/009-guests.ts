import type { Migration } from '../migrate.ts';

/**
 * Customers who were brought from the centre by themselves, outside the stream (decision 0036). Everything of theirs up to `n` is here (`whole`),
 * or as far as it came. `behind`: something of the team was withheld after that, which may have been theirs. `until`: ms, after which they go
 * again; null: they belong to this store.
 */
export const guests: Migration = {
  to: 9,
  sql: `
    CREATE TABLE guest (
      customer_id TEXT PRIMARY KEY,
      team TEXT NOT NULL,
      epoch TEXT NOT NULL,
      n INTEGER NOT NULL,
      whole INTEGER NOT NULL,
      behind INTEGER NOT NULL DEFAULT 0,
      until INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX guest_team ON guest (team);
  `,
};
