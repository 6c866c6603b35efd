import type { Migration } from '../migrate.ts';

/**
 * What came of customers who come back and is not all yet: it is kept aside and shown to nobody until the last of it is here. `n`: of the change that
 * brought it; `body`: its changes, as JSON. Decision 0035.
 */
export const coming: Migration = {
  to: 11,
  sql: `
    CREATE TABLE coming (
      customer_id TEXT NOT NULL,
      n INTEGER NOT NULL,
      team TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (customer_id, n)
    ) STRICT;
  `,
};
