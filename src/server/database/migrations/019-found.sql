-- By what customers are found at the centre (decision 0036): desks hold a part of a team only. Of a record (`source` is its key, as in record_now) or
-- of what agents wrote (`event:CUSTOMER`). `word`: of names, folded; `linked`: the record with which this one is one person. Made of records and
-- events as they get their numbers; `npm run server -- rebuild found` makes it anew.
CREATE TABLE customer_found (
  team text NOT NULL REFERENCES team,
  kind text NOT NULL CHECK (kind IN ('word', 'phone', 'phone-end', 'email', 'order', 'tracking', 'case', 'linked')),
  value text COLLATE "C" NOT NULL,
  customer_id text NOT NULL,
  source text NOT NULL,
  PRIMARY KEY (team, kind, value, customer_id, source)
);
CREATE INDEX customer_found_source ON customer_found (team, source);
CREATE INDEX customer_found_customer ON customer_found (team, customer_id);
SELECT hilo_lock_team('customer_found');
