-- One-time codes of an authenticator app (RFC 6238). The secret is sealed (records/secrets.ts) with the person's id bound in.
CREATE TABLE second_factor (
  person text PRIMARY KEY REFERENCES person,
  secret bytea NOT NULL,
  -- Null: shown, and no code of it was seen yet; it asks for nothing.
  confirmed bigint,
  -- The last step of half a minute whose code was taken: none is good twice.
  step bigint NOT NULL DEFAULT 0,
  -- SHA-256 of the recovery codes that are left, hex.
  recovery text[] NOT NULL DEFAULT '{}'
);
