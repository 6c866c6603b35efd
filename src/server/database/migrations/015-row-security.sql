-- The second lock (decision 0030): whatever a query forgets to ask for, rows of a team are there only for a transaction that says that it works
-- for that team. What it says is the setting hilo.teams, an array: '{"day","night"}', or '{*}' for the centre's own work. Says nothing: no rows.
CREATE FUNCTION hilo_teams() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(current_setting('hilo.teams', true), ''), '{}')::text[]
$$;

-- Puts the lock on a table that has a column `team`; also for the account that owns it. For every new one, in the migration that makes it.
CREATE FUNCTION hilo_lock_team(p_table regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', p_table);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', p_table);
  -- Sub-selects: asked once a statement, not once a row.
  EXECUTE format($policy$
    CREATE POLICY of_the_team ON %s
    USING ((SELECT '*' = ANY (hilo_teams())) OR team = ANY ((SELECT hilo_teams())::text[]))
    $policy$, p_table);
END;
$$;

-- Not on team, team_head, team_rule, person_team and customer_team: who belongs where, without which nothing finds its team. Of customers they hold
-- an id.
SELECT hilo_lock_team(name::regclass) FROM unnest(ARRAY[
  'change', 'record_now', 'answer', 'fork', 'snapshot', 'snapshot_chunk', 'promise_watch', 'attachment', 'attachment_part', 'given',
  'quarantine', 'erasure_request', 'erasure', 'erasure_ack'
]) AS name;

-- It would be taken for all of them.
ALTER TABLE team ADD CONSTRAINT team_is_one CHECK (team <> '*');

-- What only grows is emptied of an erased person by these alone (decision 0032), with the owner's right: whoever serves may do nothing else to it. The caller's
-- teams hold here too.
CREATE FUNCTION empty_changes(p_team text, p_customer text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE change SET body = '', customer_id = NULL, stream = NULL
  WHERE team = p_team AND kind = 'event' AND customer_id = p_customer;
  UPDATE change SET body = '', customer_id = NULL, key = 'erased'
  WHERE team = p_team AND kind = 'record' AND customer_id = p_customer AND key NOT LIKE 'erased:%';
$$;

CREATE FUNCTION empty_quoted(p_team text, p_texts text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE answer SET answer = jsonb_set(answer, '{refusal,text}', '""')
  WHERE team = p_team AND answer -> 'refusal' ->> 'text' = ANY (p_texts);
$$;
