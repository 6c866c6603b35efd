import type { Migration } from '../migrate.ts';

/**
 * Customers who were erased: nothing of them may be here. `done`: also what this desk's own person wrote and typed about them is gone. Decision 0032.
 */
export const erased: Migration = {
  to: 8,
  sql: `
    CREATE TABLE erased (
      customer_id TEXT PRIMARY KEY,
      team TEXT NOT NULL,
      at INTEGER NOT NULL,
      done INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX erased_open ON erased (customer_id) WHERE done = 0;
  `,
};
