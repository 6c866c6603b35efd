import type { Migration } from '../migrate.ts';

/**
 * What is kept for good: the numbered stream, the outbox and the drafts. History is clustered by customer (WITHOUT ROWID, key
 * starts with the customer), so that one customer's past lies on neighbouring pages. Whole orders are read one at a time and are
 * longer than a WITHOUT ROWID table holds in a page (about 1 kB; the rest would take a page of its own): decision 0003.
 * Projections are made by `projection/`.
 */
export const first: Migration = {
  to: 1,
  sql: `
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE cursor (team TEXT PRIMARY KEY, epoch TEXT NOT NULL, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE event (
      customer_id TEXT NOT NULL,
      stream TEXT NOT NULL,
      n INTEGER NOT NULL,
      team TEXT NOT NULL,
      id TEXT NOT NULL,
      type TEXT NOT NULL,
      at INTEGER NOT NULL,
      by TEXT NOT NULL,
      data TEXT NOT NULL,
      PRIMARY KEY (customer_id, stream, n)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX event_id ON event (id);

    CREATE TABLE outbox (
      seq INTEGER PRIMARY KEY,
      command_id TEXT NOT NULL UNIQUE,
      customer_id TEXT NOT NULL,
      stream TEXT NOT NULL,
      at INTEGER NOT NULL,
      type TEXT NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT;
    CREATE INDEX outbox_stream ON outbox (customer_id, stream, seq);

    CREATE TABLE customer (id TEXT PRIMARY KEY, n INTEGER NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE customer_order (
      seq INTEGER PRIMARY KEY,
      order_id TEXT NOT NULL UNIQUE,
      customer_id TEXT NOT NULL,
      n INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT;

    CREATE TABLE person (id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE twin (
      customer_id TEXT NOT NULL,
      other_id TEXT NOT NULL,
      why TEXT NOT NULL,
      id TEXT NOT NULL,
      PRIMARY KEY (customer_id, other_id, why)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX twin_id ON twin (id);

    CREATE TABLE draft (key TEXT PRIMARY KEY, body TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
};
