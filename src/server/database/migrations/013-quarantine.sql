-- A device that was shut out: `wipe_all`, the second order of an admin, to wipe it whatever it has not handed in. `drain`: SHA-256 of the
-- token by which it hands in, once, until then. `handed`: when it had handed in all its commands; `unsent_files`: contents of photos and
-- documents that it still had then.
ALTER TABLE device ADD COLUMN wipe_all boolean NOT NULL DEFAULT false;
ALTER TABLE device ADD COLUMN drain text;
ALTER TABLE device ADD COLUMN drain_until bigint;
ALTER TABLE device ADD COLUMN handed bigint;
ALTER TABLE device ADD COLUMN unsent_files int;
CREATE UNIQUE INDEX device_drain ON device (drain) WHERE drain IS NOT NULL;

-- What devices that were shut out have handed in, as it lay in their outboxes. Nothing of it is in the ledger before somebody has accepted
-- it. `team`: whose customer it is about, as far as the centre can tell; `said`: what the desk said. `customer_id`: null where it cannot
-- be read. `claimed`: somebody accepts it at this moment, or did when the process ended: it can only be accepted then, which is done once
-- however often it is tried.
CREATE TABLE quarantine (
  n bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  device uuid NOT NULL REFERENCES device,
  person text NOT NULL REFERENCES person,
  command_id uuid NOT NULL,
  hash text NOT NULL,
  team text NOT NULL REFERENCES team,
  said text,
  customer_id text,
  bytes bytea NOT NULL,
  at bigint NOT NULL,
  claimed text,
  verdict text CHECK (verdict IN ('accepted', 'refused', 'declined')),
  -- The ledger's answer, or why somebody declined it.
  answer jsonb,
  reason text,
  decided_by text,
  decided bigint,
  PRIMARY KEY (device, command_id, hash)
);
CREATE INDEX quarantine_open ON quarantine (team, n) WHERE verdict IS NULL;
CREATE INDEX quarantine_customer ON quarantine (customer_id);
