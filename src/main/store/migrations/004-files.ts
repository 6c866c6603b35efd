import type { Migration } from '../migrate.ts';

/**
 * Photos and documents, whose bytes lie in encrypted files beside the store (files/vault.ts). Decision 0020.
 */
export const files: Migration = {
  to: 4,
  sql: `
    -- One row a content that is here. \`file\`: its random name in the folder.
    CREATE TABLE blob (
      hash TEXT PRIMARY KEY,
      file TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      mime TEXT NOT NULL,
      -- When it was written or looked at last: what was not for longest makes room.
      used_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX blob_used ON blob (used_at);

    -- One row an attachment of this desk, written with its command. \`epoch\`: the life of the centre's database in which every byte was
    -- there; null: it has to be sent. \`unfit\`: the centre does not take it.
    CREATE TABLE upload (
      attachment_id TEXT PRIMARY KEY,
      command_id TEXT NOT NULL,
      customer_id TEXT NOT NULL,
      stream TEXT NOT NULL,
      hash TEXT NOT NULL,
      at INTEGER NOT NULL,
      epoch TEXT,
      unfit INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX upload_unsent ON upload (at) WHERE epoch IS NULL;
    CREATE INDEX upload_hash ON upload (hash);
  `,
};
