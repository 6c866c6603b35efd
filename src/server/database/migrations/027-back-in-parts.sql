-- Of the records in which somebody comes back, all but the last say that there is more: who comes back is shown when all of it is there (decision 0035).
CREATE OR REPLACE FUNCTION bring_back(p_team text, p_at bigint, p_customers text[]) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  v_ids text[];
  v_keys text[];
  v_of text[];
  v_bodies text[];
BEGIN
  PERFORM 1 FROM team_head WHERE team = p_team FOR UPDATE;
  WITH gone AS (
    DELETE FROM customer_away WHERE team = p_team AND customer_id = ANY (p_customers) RETURNING customer_id
  ) SELECT array_agg(customer_id) INTO v_ids FROM gone;
  IF v_ids IS NULL THEN RETURN 0; END IF;
  SELECT array_agg('back:' || customer_id ORDER BY customer_id, part), array_agg(customer_id ORDER BY customer_id, part),
    array_agg(body ORDER BY customer_id, part)
  INTO v_keys, v_of, v_bodies
  FROM (
    SELECT customer_id, part,
      '{"type":"back","id":' || to_json(customer_id)::text || ',"at":' || p_at || CASE WHEN part < last THEN ',"more":true' ELSE '' END
        || ',"changes":[' || string_agg(body, ',' ORDER BY n) || ']}' AS body
    FROM (
      SELECT customer_id, n, body, part, max(part) OVER (PARTITION BY customer_id) AS last
      FROM (
        SELECT customer_id, n, body,
          (sum(octet_length(body)) OVER (PARTITION BY customer_id ORDER BY n ROWS UNBOUNDED PRECEDING) - octet_length(body)) / 262144 AS part
        FROM (
          SELECT customer_id, n, '{"n":' || n || ',"at":' || at || ',"event":' || body || '}' AS body
          FROM change WHERE team = p_team AND kind = 'event' AND customer_id = ANY (v_ids) AND body <> ''
          UNION ALL
          SELECT customer_id, n, '{"n":' || n || ',"record":' || body || '}'
          FROM record_now WHERE team = p_team AND customer_id = ANY (v_ids) AND key NOT LIKE 'erased:%'
        ) AS past
      ) AS parts
    ) AS counted GROUP BY customer_id, part, last
  ) AS whole;
  IF v_keys IS NOT NULL THEN
    PERFORM number_changes(p_team, p_at, array_fill('record'::text, ARRAY[array_length(v_keys, 1)]), v_keys, v_of,
      array_fill(NULL::text, ARRAY[array_length(v_keys, 1)]), v_bodies);
  END IF;
  RETURN array_length(v_ids, 1);
END;
$$;
