-- What admins (and whoever publishes rules) have done at this centre, each row written in the transaction that did it (decision 0027).
CREATE TABLE admin_act (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- This database's clock, ms.
  at bigint NOT NULL DEFAULT now_ms(),
  person text NOT NULL,
  -- Null: the centre itself, at its first start.
  device uuid,
  -- An ActKind (shared/sync/acts.ts).
  what text NOT NULL,
  -- The kind and the id, as in 'person:lucia'.
  target text NOT NULL,
  -- Fields that are no secret, as they were and as they are. Null: it was not there.
  before jsonb,
  after jsonb
);
CREATE INDEX admin_act_at ON admin_act (at, id);
CREATE INDEX admin_act_person ON admin_act (person, at, id);
CREATE INDEX admin_act_target ON admin_act (target, at, id);

-- Rows are added and stay. A role of the database that is no owner is granted INSERT and SELECT and no more; this holds for the owner too.
CREATE FUNCTION admin_act_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'admin_act is only added to' USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER admin_act_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON admin_act
  FOR EACH STATEMENT EXECUTE FUNCTION admin_act_stays();
REVOKE ALL ON admin_act FROM PUBLIC;
