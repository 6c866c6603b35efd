import type { Migration } from '../migrate.ts';

/**
 * Customers whom the centre wants here no more while something of this desk's own person about them was not sent: they stay until it was. `n`: of the
 * change that says so. Decision 0035.
 */
export const away: Migration = {
  to: 10,
  sql: `
    CREATE TABLE away (
      customer_id TEXT PRIMARY KEY,
      team TEXT NOT NULL,
      n INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
