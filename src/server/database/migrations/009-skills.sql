-- What somebody is good at and how much they may decide alone (decision 0027). `skills`: ids of the company's list, in the list's order.
ALTER TABLE person ADD COLUMN skills text[] NOT NULL DEFAULT '{}';
ALTER TABLE person ADD COLUMN level int NOT NULL DEFAULT 1 CHECK (level BETWEEN 1 AND 3);

CREATE TABLE skill (
  id text PRIMARY KEY,
  -- Names in both languages; one may be empty.
  en text NOT NULL,
  es text NOT NULL,
  position int NOT NULL
);
