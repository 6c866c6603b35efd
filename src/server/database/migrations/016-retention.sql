-- How long people are kept who are customers no more (decision 0032): months without an order, a contact or an open case. Null: for ever. One row.
CREATE TABLE retention (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  months int CHECK (months BETWEEN 6 AND 240)
);
INSERT INTO retention DEFAULT VALUES;

-- Up to which customer the rule was last applied in each team; it goes round and round.
CREATE TABLE retention_walk (
  team text PRIMARY KEY REFERENCES team,
  after text NOT NULL
);
SELECT hilo_lock_team('retention_walk');
