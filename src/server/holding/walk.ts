import type { Pool, PoolClient } from 'pg';
import { alone } from '../database/locks.ts';
import { asCentre, inTeams, teamsOnly } from '../database/transaction.ts';
import { soberNow } from '../erasure/clock.ts';
import { eachTeam, type Looked, lookFrom, month, untouchedSql } from '../erasure/retention.ts';

/** Customers that one transaction puts away or brings back: pushes of the team wait for it. */
const atOnce = 100;

/** Of two that may be or are one person: no half of a person is away. */
export const twinsSql = `
  SELECT DISTINCT jsonb_array_elements_text(body::jsonb -> 'customerIds') AS id FROM record_now WHERE key LIKE 'twin:%'`;
export const linkedSql =
  "SELECT customer_id AS id, value AS other FROM customer_found WHERE team = $1 AND kind = 'linked'";

async function inPairs(pool: Pool, team: string): Promise<Set<string>> {
  return asCentre(pool, async (client) => {
    const twins = await client.query<{ id: string }>(twinsSql);
    const linked = await client.query<{ id: string; other: string }>(linkedSql, [team]);
    return new Set([
      ...twins.rows.map(({ id }) => id),
      ...linked.rows.flatMap(({ id, other }) => [id, other]),
    ]);
  });
}

/** How many customers of a team would be away, of the first ones. @param months as the rule might be */
export async function countAway(
  pool: Pool,
  team: string,
  months: number,
  now: number,
): Promise<{ away: number; of: number }> {
  const pairs = await inPairs(pool, team);
  let [away, of] = [0, 0];
  for (let after: string | null = '', looks = 0; after !== null && looks < 10; looks += 1) {
    const looked: Looked = await lookFrom(pool, team, after, now - months * month);
    away += looked.due.filter((id) => !pairs.has(id)).length;
    of += looked.of;
    after = looked.last;
  }
  return { away, of };
}

/** Puts customers away whom nothing happened with since `n`; returns how many of them were not away before. */
async function putAway(
  client: PoolClient,
  team: string,
  ids: readonly string[],
  n: number,
  at: number,
): Promise<number> {
  await client.query('SELECT 1 FROM team_head WHERE team = $1 FOR UPDATE', [team]);
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO customer_away (team, customer_id)
     SELECT $1, id FROM (${untouchedSql}) AS untouched
     ON CONFLICT DO NOTHING RETURNING customer_id AS id`,
    [team, ids, n],
  );
  if (rows.length === 0) return 0;
  const gone = rows.map(({ id }) => id).sort();
  await client.query(
    'SELECT append_changes($1, $2, $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])',
    [
      team,
      at,
      gone.map(() => 'record'),
      gone.map((id) => `away:${id}`),
      gone,
      gone.map(() => null),
      gone.map((id) => JSON.stringify({ type: 'away', id, at })),
    ],
  );
  return gone.length;
}

type Walked = { away: number; back: number };

/** Goes through the customers of a team once. @param months null: everybody comes back */
async function walk(pool: Pool, team: string, months: number | null, now: number): Promise<Walked> {
  const walked = { away: 0, back: 0 };
  const pairs = months === null ? new Set<string>() : await inPairs(pool, team);
  for (let after: string | null = ''; after !== null; ) {
    const looked: Looked = await lookFrom(
      pool,
      team,
      after,
      months === null ? Number.MIN_SAFE_INTEGER : now - months * month,
    );
    const due = looked.due.filter((id) => !pairs.has(id));
    const { rows } = await teamsOnly(pool, [team]).query<{ id: string }>(
      `SELECT customer_id AS id FROM customer_away WHERE team = $1 AND customer_id > $2 AND ($3::text IS NULL OR customer_id <= $3)`,
      [team, after, looked.last],
    );
    const isDue = new Set(due);
    const isAway = new Set(rows.map(({ id }) => id));
    const going = due.filter((id) => !isAway.has(id));
    const coming = [...isAway].filter((id) => !isDue.has(id));
    for (let i = 0; i < going.length; i += atOnce)
      walked.away += await inTeams(pool, [team], (client) =>
        putAway(client, team, going.slice(i, i + atOnce), looked.n, now),
      );
    for (let i = 0; i < coming.length; i += atOnce)
      walked.back += await inTeams(pool, [team], async (client) => {
        const back = await client.query<{ count: number }>('SELECT bring_back($1, $2, $3::text[]) AS count', [
          team,
          now,
          coming.slice(i, i + atOnce),
        ]);
        return back.rows[0]?.count ?? 0;
      });
    after = looked.last;
  }
  // First fills of before hold them still.
  if (walked.away > 0)
    await inTeams(pool, [team], async (client) => {
      await client.query('DELETE FROM snapshot_chunk WHERE team = $1', [team]);
      await client.query('DELETE FROM snapshot WHERE team = $1', [team]);
    });
  return walked;
}

/** How long a team's rule stands before it is gone through again, ms. */
const stands = 20 * 3_600_000;

/**
 * Goes through the rule of every team whose turn it is, in one process at a time: once a day, and when it was changed. Returns what it did; nothing where
 * another process is at it.
 */
export async function applyHolding(pool: Pool, now: number): Promise<Walked> {
  const sum = { away: 0, back: 0 };
  const { rows } = await pool.query<{ team: string; months: number | null }>(
    `SELECT team, hold_months AS months FROM team
       WHERE (hold_walked < $1 OR hold_walked > $2) AND hold_months IS NOT NULL OR hold_walked = 0 ORDER BY team`,
    // Walked in days to come: by a clock that was wrong. It would stand until then.
    [now - stands, now + stands],
  );
  if (rows.length === 0) return sum;
  await alone(pool, 'holding', () =>
    eachTeam(rows, async ({ team, months }) => {
      const { away, back } = await walk(pool, team, months, now);
      sum.away += away;
      sum.back += back;
      // Unless it was changed meanwhile.
      await pool.query(
        'UPDATE team SET hold_walked = $2 WHERE team = $1 AND hold_months IS NOT DISTINCT FROM $3',
        [team, now, months],
      );
    }),
  );
  return sum;
}

/** Between two looks at whether a team's turn has come, ms. */
const every = 60_000;

/** What applies the rules of the teams, in this process. */
export type HoldingKeeper = {
  /** Looks now: a rule was changed. Where another process is at it, the next look finds what is left. */
  soon(): void;
  close(): Promise<void>;
};

/** Applies the rules until it is closed. @param failed hears of what went wrong; the next look tries again */
export function keepHolding(
  pool: Pool,
  parts: { now: () => number; failed: (error: unknown) => void },
): HoldingKeeper {
  let underWay: Promise<void> | null = null;
  let wanted = false;
  let closed = false;
  function look(): void {
    underWay = soberNow(pool, parts.now())
      .then((now) => applyHolding(pool, now))
      .then(() => undefined, parts.failed)
      .finally(() => {
        underWay = null;
        if (wanted && !closed) look();
      });
    wanted = false;
  }
  const timer = setInterval(() => {
    if (underWay === null) look();
  }, every);
  timer.unref();
  return {
    soon() {
      // What is gone through just now may have passed the team whose rule was changed.
      if (underWay === null) look();
      else wanted = true;
    },
    async close() {
      closed = true;
      clearInterval(timer);
      await underWay;
    },
  };
}
