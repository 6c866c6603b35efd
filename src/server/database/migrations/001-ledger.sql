-- The ledger, the records and the people of one centre. The team is in every key: a PostgreSQL-compatible cluster can shard by it
-- (decision 0008). Texts of events and records are TEXT, never jsonb: their very bytes are chained and travel.

CREATE TABLE team (
  team text PRIMARY KEY,
  name text NOT NULL
);

-- The last number of a team and the link of its chain there. The row is the lock that orders a team's commits (design.md, rule 7).
CREATE TABLE team_head (
  team text PRIMARY KEY REFERENCES team,
  n bigint NOT NULL DEFAULT 0,
  link text NOT NULL DEFAULT repeat('0', 64)
);

CREATE TABLE change (
  team text NOT NULL,
  n bigint NOT NULL,
  -- The ledger's clock, ms since 1970.
  at bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('event', 'record')),
  -- An event's id; a record's type and id, as in 'order:shop:1001'.
  key text NOT NULL,
  -- Null for people.
  customer_id text,
  -- Of events: the case, or the customer alone (shared/sync/ledger.ts, streamName). Null for records.
  stream text,
  body text NOT NULL,
  link text NOT NULL,
  PRIMARY KEY (team, n)
);
CREATE UNIQUE INDEX change_event ON change (team, key) WHERE kind = 'event';
CREATE INDEX change_stream ON change (team, stream, n) WHERE kind = 'event';
CREATE INDEX change_customer ON change (team, customer_id, n) WHERE kind = 'event';

-- The newest state of every record, for comparing before a number is given and for first fills in the order of customers.
CREATE TABLE record_now (
  team text NOT NULL,
  key text NOT NULL,
  customer_id text,
  n bigint NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (team, key)
);
CREATE INDEX record_now_customer ON record_now (team, customer_id);

-- To which team a customer belongs. Decided once, by rule, when the customer is first heard of.
CREATE TABLE customer_team (
  customer_id text PRIMARY KEY,
  team text NOT NULL REFERENCES team
);

-- What became of each command: the same id with the same bytes gets the same answer for ever.
CREATE TABLE answer (
  team text NOT NULL,
  command_id uuid NOT NULL,
  -- SHA-256 of the original bytes, hex.
  hash text NOT NULL,
  -- A CommandAnswer (shared/sync/exchange.ts).
  answer jsonb NOT NULL,
  person text NOT NULL,
  device uuid NOT NULL,
  incarnation uuid NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (team, command_id)
);

-- Lives of this database: one row for each system identifier and timeline that a server process saw at its start. A second row
-- means that the database was restored or promoted; desks find out by the chain whether anything was lost.
CREATE TABLE epoch (
  epoch text PRIMARY KEY,
  since bigint NOT NULL
);

-- A desk that holds more than this ledger, or something else: seen after a restore. Shown to the admin.
CREATE TABLE fork (
  team text NOT NULL,
  device uuid NOT NULL,
  at bigint NOT NULL,
  desk_n bigint NOT NULL,
  ancestor bigint NOT NULL,
  PRIMARY KEY (team, device, at)
);

-- People, what they work for, and their machines.
CREATE TABLE person (
  id text PRIMARY KEY,
  login text NOT NULL UNIQUE,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('agent', 'supervisor', 'quality', 'admin')),
  -- argon2id, in its own encoding.
  password text NOT NULL,
  active boolean NOT NULL DEFAULT true
);

CREATE TABLE person_team (
  person text NOT NULL REFERENCES person,
  team text NOT NULL REFERENCES team,
  -- The person's first team: where a customer belongs whom nobody knew before.
  home boolean NOT NULL,
  PRIMARY KEY (person, team)
);
CREATE UNIQUE INDEX person_home ON person_team (person) WHERE home;

CREATE TABLE device (
  id uuid PRIMARY KEY,
  person text NOT NULL REFERENCES person,
  name text NOT NULL,
  created bigint NOT NULL,
  last_seen bigint NOT NULL,
  revoked bigint
);

-- One refresh token a device; each use replaces it. SHA-256 of the token, hex: a reader of the database cannot sign in with it. The
-- one before stays good for a moment, because the answer that brought the new one may have been lost on the way.
CREATE TABLE refresh (
  device uuid PRIMARY KEY REFERENCES device,
  token text NOT NULL,
  before text,
  before_until bigint,
  until bigint NOT NULL
);

-- What all processes share and nobody else knows: the key that signs tokens.
CREATE TABLE secret (
  name text PRIMARY KEY,
  value bytea NOT NULL
);

-- Gives the next numbers of a team to changes, in commit order and without gaps, and tells whoever listens. The row lock of team_head is
-- held from here to the commit: call it last. Returns the first number.
CREATE FUNCTION append_changes(
  p_team text, p_at bigint, p_kind text[], p_key text[], p_customer text[], p_stream text[], p_body text[]
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_count int := coalesce(array_length(p_key, 1), 0);
  v_first bigint;
  v_link text;
  v_links text[] := '{}';
BEGIN
  IF v_count = 0 THEN RAISE EXCEPTION 'nothing to append'; END IF;
  SELECT n + 1, link INTO v_first, v_link FROM team_head WHERE team = p_team FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'no such team'; END IF;
  FOR i IN 1 .. v_count LOOP
    v_link := encode(sha256(convert_to(v_link || p_body[i], 'UTF8')), 'hex');
    v_links[i] := v_link;
  END LOOP;
  INSERT INTO change (team, n, at, kind, key, customer_id, stream, body, link)
  SELECT p_team, v_first + ordinal - 1, p_at, kind, key, customer_id, stream, body, link
  FROM unnest(p_kind, p_key, p_customer, p_stream, p_body, v_links)
    WITH ORDINALITY AS u (kind, key, customer_id, stream, body, link, ordinal);
  UPDATE team_head SET n = v_first + v_count - 1, link = v_link WHERE team = p_team;
  PERFORM pg_notify('hilo_head', json_build_object('team', p_team, 'n', v_first + v_count - 1, 'link', v_link)::text);
  RETURN v_first;
END;
$$;
