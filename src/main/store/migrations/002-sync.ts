import type { Migration } from '../migrate.ts';

/**
 * What the sync keeps. Rows of what came from a team know their team, so that a team whose ledger was set back can be dropped and
 * filled anew. `sent` holds own commands that were numbered, byte for byte, for longer than any backup is old (60 days): a restored
 * ledger gets them again. Decision 0008.
 */
export const sync: Migration = {
  to: 2,
  sql: `
    ALTER TABLE cursor ADD COLUMN link TEXT NOT NULL
      DEFAULT '0000000000000000000000000000000000000000000000000000000000000000';

    -- Links at earlier cursors: where an old life of the ledger and a new one may still agree.
    CREATE TABLE checkpoint (
      team TEXT NOT NULL,
      n INTEGER NOT NULL,
      link TEXT NOT NULL,
      PRIMARY KEY (team, n)
    ) STRICT, WITHOUT ROWID;

    -- The ledger's clock; \`at\` is the desk's.
    ALTER TABLE event ADD COLUMN ledger_at INTEGER;
    -- Written at a random place with every event and read by nothing: numbers without gaps tell events apart, and a stream is short.
    DROP INDEX event_id;
    ALTER TABLE customer ADD COLUMN team TEXT NOT NULL DEFAULT '';
    ALTER TABLE twin ADD COLUMN team TEXT NOT NULL DEFAULT '';

    -- \`team\`: the customer's, as far as this desk knew or the centre said. \`answered_n\`: the centre took it, its events are still on
    -- their way. \`waits\`: why it is not sent ('update').
    ALTER TABLE outbox ADD COLUMN team TEXT;
    ALTER TABLE outbox ADD COLUMN answered_n INTEGER;
    ALTER TABLE outbox ADD COLUMN waits TEXT;
    CREATE INDEX outbox_unsent ON outbox (seq) WHERE answered_n IS NULL AND waits IS NULL;
    CREATE INDEX outbox_answered ON outbox (team, answered_n) WHERE answered_n IS NOT NULL;
    CREATE INDEX outbox_waits ON outbox (customer_id, stream, seq) WHERE waits IS NOT NULL;

    CREATE TABLE sent (
      command_id TEXT PRIMARY KEY,
      team TEXT NOT NULL,
      n INTEGER NOT NULL,
      -- Its place in the outbox, which it gets again when it has to go up again.
      seq INTEGER NOT NULL,
      -- The ledger's clock when it was numbered.
      at INTEGER NOT NULL,
      customer_id TEXT NOT NULL,
      stream TEXT NOT NULL,
      type TEXT NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sent_team ON sent (team, n);
    CREATE INDEX sent_seq ON sent (seq);
    CREATE INDEX sent_at ON sent (at);

    CREATE TABLE refused (
      command_id TEXT PRIMARY KEY,
      customer_id TEXT NOT NULL,
      type TEXT NOT NULL,
      at INTEGER NOT NULL,
      refusal TEXT NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Changes that this program cannot read or project: kept as they came, tried again at every start. \`key\`: what of them is known all
    -- the same, as in 'event:ID' or 'record:order:ID'; a newer state of a record takes the place of an older one.
    CREATE TABLE unread (
      team TEXT NOT NULL,
      n INTEGER NOT NULL,
      at INTEGER,
      key TEXT,
      body TEXT NOT NULL,
      PRIMARY KEY (team, n)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX unread_key ON unread (key) WHERE key IS NOT NULL;

    -- Streams whose events this program cannot fold or project: shown as they were before, tried again at every start.
    CREATE TABLE quarantine (
      customer_id TEXT NOT NULL,
      stream TEXT NOT NULL,
      PRIMARY KEY (customer_id, stream)
    ) STRICT, WITHOUT ROWID;

    -- Teams that were dropped and whose rows are still being removed.
    CREATE TABLE leaving (team TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

    -- Numbered events that a restored ledger has lost and gets again from here, in the order in which they are offered. \`n\`: where
    -- the ledger has it again, until it comes in a page.
    CREATE TABLE orphan (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      team TEXT NOT NULL,
      n INTEGER,
      body TEXT NOT NULL
    ) STRICT;
  `,
};
