-- A password that somebody was given on paper or in a log: it opens nothing but the choice of one's own.
ALTER TABLE person ADD COLUMN one_time boolean NOT NULL DEFAULT false;
