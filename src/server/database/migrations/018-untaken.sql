-- Customers whom no rule gives a team: they were not taken. Ids and shops only; a row goes when its customer is taken, or after 30 days.
CREATE TABLE customer_untaken (
  customer_id text PRIMARY KEY,
  -- The shop that knows them, or nothing.
  shop text NOT NULL,
  -- When they were last refused, ms.
  at bigint NOT NULL
);
CREATE INDEX customer_untaken_at ON customer_untaken (at);
