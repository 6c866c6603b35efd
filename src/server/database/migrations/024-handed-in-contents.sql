-- Contents of photos and documents that machines that were shut out hand in: of one command in quarantine each, and nobody's attachment before
-- somebody has accepted that. Bytes come in order from the beginning, as in `attachment`, into which they go then.
CREATE TABLE quarantine_content (
  n bigint PRIMARY KEY REFERENCES quarantine (n),
  team text NOT NULL REFERENCES team,
  -- SHA-256 of the content, hex, and its length, as the command says them.
  hash text NOT NULL,
  bytes bigint NOT NULL,
  have bigint NOT NULL DEFAULT 0,
  whole boolean NOT NULL DEFAULT false,
  touched bigint NOT NULL
);

CREATE TABLE quarantine_content_part (
  n bigint NOT NULL REFERENCES quarantine_content ON DELETE CASCADE,
  team text NOT NULL,
  at bigint NOT NULL,
  body bytea STORAGE EXTERNAL NOT NULL,
  PRIMARY KEY (n, at)
);

SELECT hilo_lock_team(name::regclass) FROM unnest(ARRAY['quarantine_content', 'quarantine_content_part']) AS name;
