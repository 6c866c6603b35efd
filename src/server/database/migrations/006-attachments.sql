-- Contents of photos and documents: in the database, because several server processes share nothing else, and one backup holds all. Once a
-- team, however many attachments are the same. Bytes come in order from the beginning; it is whole when the last one is there and the
-- hash of all of them is its own.
CREATE TABLE attachment (
  team text NOT NULL REFERENCES team,
  -- SHA-256 of the content, hex.
  hash text NOT NULL,
  bytes bigint NOT NULL,
  have bigint NOT NULL DEFAULT 0,
  whole boolean NOT NULL DEFAULT false,
  -- This database's clock, ms, when the last part came.
  touched bigint NOT NULL,
  PRIMARY KEY (team, hash)
);
CREATE INDEX attachment_unfinished ON attachment (touched) WHERE NOT whole;

CREATE TABLE attachment_part (
  team text NOT NULL,
  hash text NOT NULL,
  -- Where it begins.
  at bigint NOT NULL,
  -- Pictures are compressed already: TOAST must not try again.
  body bytea STORAGE EXTERNAL NOT NULL,
  PRIMARY KEY (team, hash, at),
  FOREIGN KEY (team, hash) REFERENCES attachment ON DELETE CASCADE
);
