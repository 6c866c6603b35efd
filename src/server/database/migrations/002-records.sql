-- What the shops' side of a centre needs: who is found by what, to which team a new customer goes, who may send records, the shops and
-- their webhooks, and imports that outlive the process which began them.

-- A record is also found without its team: an order before it is known whose it is. Of few bytes: bodies are not in it.
CREATE INDEX record_now_key ON record_now (key);
CREATE INDEX record_now_twin ON record_now (customer_id) WHERE key LIKE 'twin:%';

-- Every key of every customer's newest record (shops/customer-keys.ts), written with it. Long values are SHA-256 with a prefix: an
-- index takes no more than 2,700 bytes. Recognition crosses teams, so this is a reference table in a cluster.
CREATE TABLE customer_key (
  kind text NOT NULL,
  value text NOT NULL,
  customer_id text NOT NULL,
  PRIMARY KEY (kind, value, customer_id)
);
CREATE INDEX customer_key_customer ON customer_key (customer_id);

-- The first rule that matches gives the team of a new customer; a column that is null matches everything.
CREATE TABLE team_rule (
  position int PRIMARY KEY,
  -- The shop's whole name.
  shop text,
  -- How the shop's name begins.
  brand text,
  -- ISO 3166-1 alpha-2.
  country text,
  team text NOT NULL REFERENCES team
);
-- The team of whoever matches no rule. Where none is marked and there is only one team, it is that one.
ALTER TABLE team ADD COLUMN takes_rest boolean NOT NULL DEFAULT false;
CREATE UNIQUE INDEX team_rest ON team (takes_rest) WHERE takes_rest;

-- Programs that may send. SHA-256 of the token, hex.
CREATE TABLE integration (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  scope text NOT NULL CHECK (scope IN ('records')),
  token text NOT NULL UNIQUE,
  created bigint NOT NULL,
  created_by text NOT NULL REFERENCES person,
  last_used bigint,
  revoked bigint
);

-- The shops whose webhooks are taken. Secrets are encrypted (records/secrets.ts), the newest first; two while one is changed for another.
CREATE TABLE shop (
  name text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('shopify', 'woocommerce')),
  zone text,
  country text,
  secrets bytea[] NOT NULL DEFAULT '{}',
  last_at bigint,
  last_topic text,
  last_outcome text
);

-- Deliveries that were taken: by the shop's id of it, and by what was said, because that id is not signed.
CREATE TABLE webhook_delivery (
  shop text NOT NULL,
  delivery text NOT NULL,
  digest bytea NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (shop, delivery)
);
CREATE UNIQUE INDEX webhook_delivery_digest ON webhook_delivery (shop, digest);
CREATE INDEX webhook_delivery_at ON webhook_delivery (at);

-- A file that is brought in. `reading`: by the process that was sent it, into import_staged; nobody sees any of it. `publishing`: it was
-- read whole, and whichever process has the claim publishes it, batch by batch. The claim is free when it is null or its heartbeat old.
CREATE TABLE import (
  id uuid PRIMARY KEY,
  file text NOT NULL,
  format text NOT NULL,
  language text NOT NULL,
  by text NOT NULL,
  created bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('reading', 'publishing', 'done', 'failed', 'cancelled')),
  claim uuid,
  heartbeat timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Bytes while it is read (the total may be unknown), then orders.
  done bigint NOT NULL DEFAULT 0,
  total bigint,
  -- An ImportReport (shared/sync/records.ts), as far as it has come.
  report jsonb,
  -- { sentence, ref }, in the asked language.
  failure jsonb,
  finished bigint
);
CREATE INDEX import_open ON import (heartbeat) WHERE state IN ('reading', 'publishing');
CREATE INDEX import_created ON import (created);

-- Orders of a file as they were read (shops/neutral.ts), with their row. Gone as soon as they are published.
CREATE TABLE import_staged (
  import uuid NOT NULL REFERENCES import,
  seq bigint NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (import, seq)
);

-- The different customers that a file speaks of, for its report; gone with its end.
CREATE TABLE import_person (
  import uuid NOT NULL REFERENCES import,
  customer_id text NOT NULL,
  guest boolean NOT NULL,
  is_new boolean NOT NULL,
  changed boolean NOT NULL,
  merged boolean NOT NULL,
  PRIMARY KEY (import, customer_id)
);

-- Numbers records that changed, in the teams' order and then as given: writers of several teams at once take the teams' locks in the
-- same order. As append_changes: call it last. Whoever wrote record_now guessed the numbers; only wrong ones are written again, because
-- that is slow and the team's pushes wait for it.
CREATE FUNCTION number_records(p_at bigint, p_team text[], p_key text[], p_customer text[], p_body text[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_team text;
  v_keys text[];
  v_customers text[];
  v_bodies text[];
  v_first bigint;
  v_count int;
BEGIN
  FOR v_team, v_keys, v_customers, v_bodies IN
    SELECT u.team, array_agg(u.key ORDER BY u.ordinal), array_agg(u.customer ORDER BY u.ordinal), array_agg(u.body ORDER BY u.ordinal)
    FROM unnest(p_team, p_key, p_customer, p_body) WITH ORDINALITY AS u (team, key, customer, body, ordinal)
    GROUP BY u.team ORDER BY u.team
  LOOP
    v_count := array_length(v_keys, 1);
    v_first := append_changes(v_team, p_at, array_fill('record'::text, ARRAY[v_count]), v_keys, v_customers,
      array_fill(NULL::text, ARRAY[v_count]), v_bodies);
    UPDATE record_now AS r SET n = v_first + u.ordinal - 1
    FROM unnest(v_keys) WITH ORDINALITY AS u (key, ordinal) 
    WHERE r.team = v_team AND r.key = u.key AND r.n <> v_first + u.ordinal - 1;
  END LOOP;
END;
$$;
