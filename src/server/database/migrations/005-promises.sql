-- Promises that keep themselves when an order does what was promised (decision 0018): which, until that has happened. Made of events of the
-- ledger, in the transaction that numbers them.
CREATE TABLE promise_watch (
  team text NOT NULL,
  -- Of the event by which it was made.
  event_id text NOT NULL,
  stream text NOT NULL,
  -- The order, as record_now names it, and what it has to do.
  order_key text NOT NULL,
  proof text NOT NULL CHECK (proof IN ('shipped', 'delivered', 'refunded')),
  -- When it was made, by the desk's clock, ms since 1970.
  made_at bigint NOT NULL,
  -- The number of the order's state that did not prove it; null: it was not looked at yet.
  checked bigint,
  PRIMARY KEY (team, event_id)
);
