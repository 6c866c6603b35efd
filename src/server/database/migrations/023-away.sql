-- What the desks of a team hold (decision 0035). Null: all customers. Else those with an order, a contact or an open case in the last months; the others
-- are away: whoever writes about one of them brings them back whole, in the same transaction.
ALTER TABLE team ADD COLUMN hold_months int CHECK (hold_months BETWEEN 3 AND 240);
-- When the rule was last gone through, ms. Null: it is due.
ALTER TABLE team ADD COLUMN hold_walked bigint;

CREATE TABLE customer_away (
  team text NOT NULL REFERENCES team,
  customer_id text NOT NULL,
  PRIMARY KEY (team, customer_id)
);
SELECT hilo_lock_team('customer_away');

-- Who is shown as whom: both are one person, of whom no half may be away.
CREATE INDEX change_linked ON change (team, n)
  WHERE kind = 'event' AND stream LIKE 'customer:%' AND body LIKE '%"customer.linked.1"%';

ALTER FUNCTION append_changes(text, bigint, text[], text[], text[], text[], text[]) RENAME TO number_changes;

-- Who is to come back before these changes are numbered: whoever something happens with. A record of a shop brings nobody back, unless it is an order of the
-- months that are held, or says that two may be one person. What travels of somebody who is away is a link.
CREATE FUNCTION brought_back(p_team text, p_at bigint, p_kind text[], p_key text[], p_customer text[], p_body text[])
RETURNS text[] LANGUAGE sql STABLE AS $$
  WITH change AS (
    SELECT kind, key, customer, body FROM unnest(p_kind, p_key, p_customer, p_body) AS u (kind, key, customer, body)
  ), since AS (
    SELECT coalesce(p_at - hold_months * 2630016000, 0) AS at FROM team WHERE team = p_team
  )
  SELECT array_agg(DISTINCT id) FROM (
    SELECT customer AS id FROM change WHERE kind = 'event'
    UNION ALL
    SELECT substring(body FROM '"into":"([^"]+)"') FROM change WHERE kind = 'event' AND body LIKE '%"customer.linked.1"%'
    UNION ALL
    SELECT customer FROM change, since
    WHERE kind = 'record' AND key LIKE 'order:%' AND substring(body FROM '"placedAt":([0-9]+)')::bigint >= since.at
    UNION ALL
    SELECT jsonb_array_elements_text(CASE WHEN kind = 'record' AND key LIKE 'twin:%' THEN body::jsonb -> 'customerIds' ELSE '[]' END)
    FROM change
  ) AS ids WHERE id IS NOT NULL
$$;

-- Gives back what is known of customers who are away, in numbered records of some 256 kB that hold their newest records and all of their events under the
-- numbers that these have. The row lock of team_head is held from here to the commit.
CREATE FUNCTION bring_back(p_team text, p_at bigint, p_customers text[]) RETURNS int LANGUAGE plpgsql AS $$
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
      '{"type":"back","id":' || to_json(customer_id)::text || ',"at":' || p_at || ',"changes":[' || string_agg(body, ',' ORDER BY n) || ']}' AS body
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
    ) AS parts GROUP BY customer_id, part
  ) AS whole;
  IF v_keys IS NOT NULL THEN
    PERFORM number_changes(p_team, p_at, array_fill('record'::text, ARRAY[array_length(v_keys, 1)]), v_keys, v_of,
      array_fill(NULL::text, ARRAY[array_length(v_keys, 1)]), v_bodies);
  END IF;
  RETURN array_length(v_ids, 1);
END;
$$;

-- As number_changes, which it calls: first whoever comes back, then these changes, of which the first number is given. Asks once, whether anybody is away.
CREATE FUNCTION append_changes(
  p_team text, p_at bigint, p_kind text[], p_key text[], p_customer text[], p_stream text[], p_body text[]
) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM team_head WHERE team = p_team FOR UPDATE;
  IF EXISTS (SELECT FROM customer_away WHERE team = p_team) THEN
    PERFORM bring_back(p_team, p_at, brought_back(p_team, p_at, p_kind, p_key, p_customer, p_body));
  END IF;
  RETURN number_changes(p_team, p_at, p_kind, p_key, p_customer, p_stream, p_body);
END;
$$;
