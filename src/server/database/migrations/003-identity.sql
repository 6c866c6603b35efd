-- When what a device was given ends: its tokens made at this moment or before are nobody's, by this database's clock, ms. Set by
-- signing out, a new password, a revocation and a refresh token that comes back after its time.
ALTER TABLE device ADD COLUMN tokens_after bigint NOT NULL DEFAULT 0;
CREATE INDEX device_tokens_after ON device (tokens_after);
CREATE INDEX device_person ON device (person);

-- The refresh token before stays good until a successor is used, however long the way back takes; asked again, it gets another one. All
-- successors are good until one of them is used, because nobody knows which answer arrived.
ALTER TABLE refresh DROP COLUMN before_until;
ALTER TABLE refresh DROP COLUMN token;
ALTER TABLE refresh ADD COLUMN tokens text[] NOT NULL;

-- This database's clock, ms since 1970: several server processes, one clock.
CREATE FUNCTION now_ms() RETURNS bigint LANGUAGE sql VOLATILE AS $$
  SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint
$$;
