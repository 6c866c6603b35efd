-- What was given or asked for to put things right, of the team's newest events: what an authority is spent by, and what was given for an order
-- before, whatever the case. Written with the events (ledger/till.ts); they are what is true, and it can be made anew from them.
CREATE TABLE given (
  team text NOT NULL,
  compensation text NOT NULL,
  customer_id text NOT NULL,
  case_id text NOT NULL,
  order_id text,
  -- From whose authority, and in which month of UTC ('2026-11'). Null while it is only asked for.
  person text,
  month text,
  -- What it is worth, in minor units; null where it has no amount.
  minor bigint,
  currency text,
  PRIMARY KEY (team, compensation)
);
CREATE INDEX given_person ON given (team, person, month) WHERE person IS NOT NULL;
CREATE INDEX given_customer ON given (team, customer_id) WHERE person IS NOT NULL;
