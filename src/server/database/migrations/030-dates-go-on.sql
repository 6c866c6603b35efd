-- As before, but the date given with a number is never before that of the number before it: processes look at the database's clock at different times, and a
-- replica that is promoted has another one (decision 0054). One that lies more than a day ahead was a clock set wrong, and is not followed.
CREATE OR REPLACE FUNCTION number_changes(
  p_team text, p_at bigint, p_kind text[], p_key text[], p_customer text[], p_stream text[], p_body text[]
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_count int := coalesce(array_length(p_key, 1), 0);
  v_first bigint;
  v_at bigint;
  v_link text;
  v_links text[] := '{}';
BEGIN
  IF v_count = 0 THEN RAISE EXCEPTION 'nothing to append'; END IF;
  SELECT n + 1, link INTO v_first, v_link FROM team_head WHERE team = p_team FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'no such team'; END IF;
  SELECT at INTO v_at FROM change WHERE team = p_team AND n = v_first - 1;
  IF v_at IS NULL OR v_at < p_at OR v_at - p_at > 86400000 THEN v_at := p_at; END IF;
  FOR i IN 1 .. v_count LOOP
    v_link := encode(sha256(convert_to(v_link || p_body[i], 'UTF8')), 'hex');
    v_links[i] := v_link;
  END LOOP;
  INSERT INTO change (team, n, at, kind, key, customer_id, stream, body, link)
  SELECT p_team, v_first + ordinal - 1, v_at, kind, key, customer_id, stream, body, link
  FROM unnest(p_kind, p_key, p_customer, p_stream, p_body, v_links)
    WITH ORDINALITY AS u (kind, key, customer_id, stream, body, link, ordinal);
  UPDATE team_head SET n = v_first + v_count - 1, link = v_link WHERE team = p_team;
  PERFORM pg_notify('hilo_head', json_build_object('team', p_team, 'n', v_first + v_count - 1, 'link', v_link)::text);
  RETURN v_first;
END;
$$;
