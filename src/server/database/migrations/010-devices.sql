-- The public key of a device (Ed25519, DER as SPKI, base64url). The first that comes stays. Null: a desk that has none yet.
ALTER TABLE device ADD COLUMN key text;
CREATE UNIQUE INDEX device_key ON device (key) WHERE key IS NOT NULL;

-- What a desk said of itself with its last exchange; written at most once a minute (identity/contact.ts).
ALTER TABLE device ADD COLUMN contact bigint;
ALTER TABLE device ADD COLUMN version text;
ALTER TABLE device ADD COLUMN unsent int;
