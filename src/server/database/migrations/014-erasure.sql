-- Erasure of people (decision 0032). What was erased keeps its number, its time and its link: `body` '' is what no change ever has, and the id of an event, by
-- which a command is known to have been taken, stays.
CREATE INDEX change_record_customer ON change (team, customer_id) WHERE kind = 'record';

-- Asked by one, confirmed by another where there is another.
CREATE TABLE erasure_request (
  id uuid PRIMARY KEY,
  team text NOT NULL REFERENCES team,
  -- Records of one person.
  customers text[] NOT NULL,
  why text NOT NULL CHECK (why IN ('person-asked', 'kept-too-long', 'recorded-by-mistake')),
  asked_by text NOT NULL,
  asked_at bigint NOT NULL,
  confirmed_by text,
  done_at bigint
);
CREATE INDEX erasure_request_asked ON erasure_request (team, asked_at);

-- Who was erased, where the team's stream says so, and when, ms. With the file beside it (erasure/list.ts) it is applied again after a restore.
CREATE TABLE erasure (
  customer_id text PRIMARY KEY,
  team text NOT NULL REFERENCES team,
  n bigint NOT NULL,
  at bigint NOT NULL
);
CREATE INDEX erasure_team ON erasure (team, n);

-- Records that do not come back, whatever a shop sends again.
CREATE TABLE erased_record (
  key text PRIMARY KEY,
  at bigint NOT NULL
);

-- How far a device has certainly removed what was erased: it asks for the next changes only then.
CREATE TABLE erasure_ack (
  team text NOT NULL,
  device uuid NOT NULL,
  n bigint NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (team, device)
);
