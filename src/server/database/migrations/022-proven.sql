-- When whoever is at this device last showed who they are (a password, a code, a fresh sign-in at the provider), by this clock, ms. Refreshing
-- is no proof. Null: not since this was written down.
ALTER TABLE device ADD COLUMN proven bigint;
