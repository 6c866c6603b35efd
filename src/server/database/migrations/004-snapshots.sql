-- First fills that are ready to be sent: made by whichever process is first, sent by all of them, and made again when they are lost. Not
-- written to the log: after a crash they are empty, and a desk in the middle of one begins anew.
CREATE UNLOGGED TABLE snapshot (
  team text NOT NULL,
  id text NOT NULL,
  -- A SnapshotHead (shared/sync/exchange.ts). Null while it is being made.
  head jsonb,
  -- What its chunks are made for (store/snapshot/shape.ts).
  shape text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (team, id)
);

CREATE UNLOGGED TABLE snapshot_chunk (
  team text NOT NULL,
  id text NOT NULL,
  chunk int NOT NULL,
  -- Compressed already: TOAST must not try again.
  body bytea STORAGE EXTERNAL NOT NULL,
  PRIMARY KEY (team, id, chunk)
);

