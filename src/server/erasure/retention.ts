import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { readEvent } from '#shared/case/events.ts';
import { fold } from '#shared/case/fold.ts';
import { byItself } from '#shared/promise/fold.ts';
import type { Retention } from '#shared/sync/erasure.ts';
import { type Doer, noteAct } from '../acts/note.ts';
import { alone } from '../database/locks.ts';
import { asCentre, inTeams, inTransaction, teamsOnly } from '../database/transaction.ts';
import { readStreams } from '../ledger/streams.ts';
import { soberNow } from './clock.ts';
import { type Erased, eraseCustomers, holdForErasing } from './erase.ts';
import { personsOf } from './persons.ts';

type Client = Pick<PoolClient, 'query'>;

/** A month is 30.44 days here: nobody is owed the hour. ms. `brought_back` in the database (migration 023) says the same; `test/server/holding` holds them together. */
export const month = 30.44 * 86_400_000;
/** Customers of one look, and how many of them one transaction erases. */
const lookedAt = 1000;
const erasedAtOnce = 20;

export async function readRetention(client: Client): Promise<Retention> {
  const { rows } = await client.query<Retention>('SELECT months FROM retention');
  return rows[0] ?? { months: null };
}

export async function putRetention(pool: Pool, { months }: Retention, by: Doer): Promise<Retention> {
  return inTransaction(pool, async (client) => {
    const before = await readRetention(client);
    await client.query('UPDATE retention SET months = $1', [months]);
    await noteAct(client, by, {
      what: 'retention.changed',
      target: 'retention:company',
      before,
      after: { months },
    });
    return { months };
  });
}

/** The last time that anything happened with a customer `t`, by the ledger's clock or an order's own. Null: nothing dates them. */
const lastSeen = `
  t.customer_id AS id, greatest(
    (SELECT max(c.at) FROM change AS c WHERE c.team = t.team AND c.kind = 'event' AND c.customer_id = t.customer_id),
    (SELECT max((r.body::jsonb ->> 'placedAt')::bigint) FROM record_now AS r
     WHERE r.team = t.team AND r.customer_id = t.customer_id AND r.key LIKE 'order:%')) AS at`;

/** Of the next customers in the order of their ids, and of some. */
export const nextSeenSql = `
  SELECT ${lastSeen} FROM (SELECT customer_id, team FROM customer_team WHERE team = $1 AND customer_id > $2
        ORDER BY customer_id LIMIT $3) AS t ORDER BY 1`;
export const theirsSeenSql = `
  SELECT ${lastSeen} FROM (SELECT customer_id, team FROM customer_team
        WHERE team = $1 AND customer_id = ANY ($2::text[])) AS t`;

type Seen = { id: string; at: number | null };

/** `n`: where the team's stream stood before it was looked: what is numbered after it may be of somebody who was due. */
export type Looked = { due: string[]; of: number; last: string | null; n: number };

/** Of customers those with whom nothing happened since a number. Ask it where nobody writes meanwhile. */
export const untouchedSql = `
  SELECT id FROM unnest($2::text[]) AS id
  WHERE NOT EXISTS (SELECT FROM change AS c WHERE c.team = $1 AND c.kind = 'event' AND c.customer_id = id AND c.n > $3)
    AND NOT EXISTS (SELECT FROM change AS c WHERE c.team = $1 AND c.kind = 'record' AND c.customer_id = id AND c.n > $3)`;

/** Looks at the next customers of a team. @param before ms: whom nothing happened with since is due */
export function lookFrom(pool: Pool, team: string, after: string, before: number): Promise<Looked> {
  return inTeams(pool, [team], async (client) => {
    // First: what comes in while it is looked has a higher one.
    const { rows } = await client.query<{ n: number }>('SELECT n FROM team_head WHERE team = $1', [team]);
    return { ...(await look(client, team, after, before)), n: rows[0]?.n ?? 0 };
  });
}

/** Who of the next customers is due. */
async function look(
  client: PoolClient,
  team: string,
  after: string,
  before: number,
): Promise<Omit<Looked, 'n'>> {
  const { rows } = await client.query<Seen>(nextSeenSql, [team, after, lookedAt]);
  const due = await dueAmong(client, team, rows, before);
  return {
    due: rows.flatMap(({ id }) => (due.has(id) ? [id] : [])),
    of: rows.length,
    last: rows.length < lookedAt ? null : (rows.at(-1)?.id ?? null),
  };
}

/**
 * Of customers those who are due, each with all records of the person, of which none is left behind: nothing happened since with any of them, and none has a case
 * that is open (decision 0047).
 */
async function dueAmong(
  client: PoolClient,
  team: string,
  seen: readonly Seen[],
  before: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const last = new Map(seen.map(({ id, at }) => [id, at]));
  const isOld = (at: number | null): boolean => at === null || at < before;
  const old = seen.flatMap(({ id, at }) => (isOld(at) ? [id] : []));
  const linked = await personsOf(client, team, old);
  const others = [...linked.keys()].filter((id) => !last.has(id));
  if (others.length > 0) {
    const { rows } = await client.query<Seen>(theirsSeenSql, [team, others]);
    for (const { id, at } of rows) last.set(id, at);
  }
  const persons = old.flatMap((id) => {
    const theirs = linked.get(id) ?? [id];
    const times = theirs.map((one) => last.get(one) ?? null);
    // Whom nothing dates stays; of a person it is enough that one record is dated.
    return times.every(isOld) && times.some((at) => at !== null) ? [{ id, theirs }] : [];
  });
  const busy = await busyAmong(client, team, [...new Set(persons.flatMap(({ theirs }) => theirs))]);
  return new Map(
    persons.flatMap(({ id, theirs }) => (theirs.some((one) => busy.has(one)) ? [] : [[id, theirs]])),
  );
}

/** Who of these has a case that is not solved. */
async function busyAmong(
  client: PoolClient,
  team: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const streams = await client.query<{ id: string; stream: string }>(
    `SELECT DISTINCT customer_id AS id, stream FROM change
     WHERE team = $1 AND kind = 'event' AND customer_id = ANY ($2::text[]) AND stream LIKE 'case:%'`,
    [team, ids],
  );
  const events = await readStreams(
    client,
    team,
    streams.rows.map(({ stream }) => stream),
  );
  return new Set(
    streams.rows.flatMap(({ id, stream }) => {
      const now = fold((events.get(stream) ?? []).flatMap((event) => readEvent(event) ?? [])).case;
      return now && now.status !== 'solved' ? [id] : [];
    }),
  );
}

/** Looks of one count: a person waits for it. */
const countedLooks = 10;

/** How many of the first customers of these teams would go now, of how many that were looked at. @param months as the rule might be */
export async function countDue(
  pool: Pool,
  teams: readonly string[],
  months: number,
  now: number,
): Promise<{ due: number; of: number }> {
  let [due, of] = [0, 0];
  for (const team of teams)
    for (let after: string | null = '', looks = 0; after !== null && looks < countedLooks; looks += 1) {
      const from: string = after;
      const looked: Looked = await lookFrom(pool, team, from, now - months * month);
      due += looked.due.length;
      of += looked.of;
      after = looked.last;
    }
  return { due, of };
}

type Keep = (erased: readonly Erased[]) => Promise<void>;

/**
 * Applies the rule to the next customers of every team, in one process at a time. Returns what was erased; empty where there is no rule, or another process is
 * at it. What was erased is noted as an act of the centre itself.
 * @param keep hears of what was erased as soon as it is: what goes wrong later keeps nobody off the list (list.ts)
 * @throws what went wrong in the first team of several, after the others had their turn
 */
export async function applyRetention(
  pool: Pool,
  now: number,
  keep: Keep = async () => undefined,
): Promise<Erased[]> {
  const { months } = await readRetention(pool);
  if (months === null) return [];
  const centre = teamsOnly(pool, ['*']);
  const before = now - months * month;
  const erased: Erased[] = [];
  await alone(pool, 'retention', async () => {
    const teams = await centre.query<{ team: string; after: string }>(
      `SELECT t.team, coalesce(w.after, '') AS after FROM team AS t LEFT JOIN retention_walk AS w USING (team) ORDER BY 1`,
    );
    await eachTeam(teams.rows, async ({ team, after }) => {
      const { due, last, n } = await lookFrom(pool, team, after, before);
      for (let i = 0; i < due.length; i += erasedAtOnce) {
        const customerIds = due.slice(i, i + erasedAtOnce);
        const done = await eraseDue(pool, { team, before, n, at: now, customerIds });
        erased.push(...done);
        await keep(done);
      }
      await centre.query(
        'INSERT INTO retention_walk VALUES ($1, $2) ON CONFLICT (team) DO UPDATE SET after = excluded.after',
        [team, last ?? ''],
      );
    });
  });
  return erased;
}

/** Does something for each team; where it goes wrong in one the others have their turn all the same. @throws what went wrong first */
export async function eachTeam<T>(teams: readonly T[], work: (team: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const team of teams) await work(team).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

type Due = { team: string; customerIds: string[]; before: number; n: number; at: number };

/**
 * Erases those of them who are due still, with all records of the person: somebody may be on the phone just now, or said a moment ago who is one person with whom.
 */
async function eraseDue(pool: Pool, { team, customerIds: looked, before, n, at }: Due): Promise<Erased[]> {
  return asCentre(pool, async (client) => {
    await holdForErasing(client);
    const seen = await client.query<Seen>(theirsSeenSql, [team, looked]);
    const due = await dueAmong(client, team, seen.rows, before);
    const { rows } = await client.query<{ id: string }>(untouchedSql, [
      team,
      [...new Set([...due.values()].flat())],
      n,
    ]);
    const untouched = new Set(rows.map(({ id }) => id));
    const whole = [...due.values()].filter((theirs) => theirs.every((id) => untouched.has(id)));
    const customerIds = [...new Set(whole.flat())];
    if (customerIds.length === 0) return [];
    const id = randomUUID();
    await client.query(
      `INSERT INTO erasure_request (id, team, customers, why, asked_by, asked_at, confirmed_by, done_at)
       VALUES ($1, $2, $3, 'kept-too-long', $4, $5, $4, $5)`,
      [id, team, customerIds, byItself, at],
    );
    await noteAct(
      client,
      { person: byItself, device: null },
      {
        what: 'erasure.done',
        target: `erasure:${id}`,
        before: null,
        after: { team, records: customerIds.length },
      },
    );
    return eraseCustomers(client, { team, customerIds, at });
  });
}

/** Between two looks, ms. */
const every = 3_600_000;

/** Applies the rule every hour until it is closed. @param failed hears of what went wrong; the next hour tries again */
export function keepRetention(
  pool: Pool,
  parts: {
    now: () => number;
    keep: Keep;
    failed: (error: unknown) => void;
  },
): { close(): Promise<void> } {
  let underWay: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    underWay = soberNow(pool, parts.now())
      .then((now) => applyRetention(pool, now, parts.keep))
      .then(() => undefined, parts.failed);
  }, every);
  timer.unref();
  return {
    async close() {
      clearInterval(timer);
      await underWay;
    },
  };
}
