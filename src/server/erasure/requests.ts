import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { ErasureAsk, ErasureView } from '#shared/sync/erasure.ts';
import { type Doer, doerOf, noteAct } from '../acts/note.ts';
import { asCentre, inTeams, teamsOnly } from '../database/transaction.ts';
import type { Requester } from '../identity/requester.ts';
import { teamsOf } from '../ledger/customers.ts';
import { ProblemError } from '../problem.ts';
import { type Erased, eraseCustomers } from './erase.ts';

type Client = Pick<PoolClient, 'query'>;

export type ErasureParts = {
  pool: Pool;
  now: () => number;
  /** Keeps what was erased beside the database, where a restore of it does not reach. After the commit. */
  keep: (erased: readonly Erased[]) => Promise<void>;
};

type Row = Omit<ErasureView, 'machines'> & { erased: number; of: number };

/**
 * Machines are those of the team's people that were there before and are not shut out. One has erased when it asked for changes after the last number that
 * says so.
 */
export const requestsSql = `
  SELECT r.id, r.team, r.customers AS "customerIds", r.why, r.asked_by AS "askedBy", r.asked_at AS "askedAt",
    r.confirmed_by AS "confirmedBy", r.done_at AS "doneAt",
    (SELECT count(*)::int FROM device AS d JOIN person_team AS t ON t.person = d.person AND t.team = r.team
     WHERE d.revoked IS NULL AND d.created <= r.done_at) AS "of",
    (SELECT count(*)::int FROM device AS d JOIN person_team AS t ON t.person = d.person AND t.team = r.team
       JOIN erasure_ack AS a ON a.team = r.team AND a.device = d.id
     WHERE d.revoked IS NULL AND d.created <= r.done_at
       AND a.n >= (SELECT max(e.n) FROM erasure AS e WHERE e.customer_id = ANY (r.customers))) AS erased
  FROM erasure_request AS r WHERE r.team = ANY ($1::text[]) ORDER BY r.asked_at DESC LIMIT 200`;

export async function listErasures(pool: Pool, teams: readonly string[]): Promise<ErasureView[]> {
  const { rows } = await teamsOnly(pool, teams).query<Row>(requestsSql, [teams]);
  return rows.map(({ erased, of, ...row }) => ({ ...row, machines: { erased, of } }));
}

/**
 * Asks for an erasure. Where another admin could confirm it, it waits for one; a centre with a single admin erases at once.
 * @throws ProblemError not-found: customers of whom the asker may know nothing, or of two teams
 */
export async function askErasure(parts: ErasureParts, ask: ErasureAsk, who: Requester): Promise<string> {
  const { pool, now } = parts;
  const ids = [...new Set(ask.customerIds)];
  const known = await teamsOf(pool, ids);
  const teams = new Set(known.values());
  const [team] = teams;
  if (team === undefined || teams.size !== 1 || known.size !== ids.length || !who.teams.includes(team))
    throw new ProblemError('not-found', 'There is no such customer of yours.');
  const id = randomUUID();
  const erased = await asCentre(pool, async (client) => {
    const alone = await isAlone(client, who.person.id, team);
    await client.query(
      `INSERT INTO erasure_request (id, team, customers, why, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, team, ids, ask.why, who.person.id, now()],
    );
    const by = doerOf(who);
    await noteAct(client, by, {
      what: 'erasure.asked',
      target: `erasure:${id}`,
      before: null,
      after: { team, why: ask.why, records: ids.length },
    });
    return alone ? erase(client, { id, team, ids, by, at: now() }) : [];
  });
  await parts.keep(erased);
  return id;
}

/**
 * Another admin says yes, and it is done. @throws ProblemError not-found; not-allowed: whoever asked does not confirm
 */
export async function confirmErasure(parts: ErasureParts, id: string, who: Requester): Promise<void> {
  const erased = await asCentre(parts.pool, async (client) => {
    const { team, customers, asked_by } = await openRequest(client, id, who);
    if (asked_by === who.person.id && !(await isAlone(client, who.person.id, team)))
      throw new ProblemError('not-allowed', 'Another admin confirms it: two people erase together.');
    const by = doerOf(who);
    return erase(client, { id, team, ids: customers, by, at: parts.now() });
  });
  await parts.keep(erased);
}

/** Takes back what nobody has confirmed. @throws ProblemError not-found */
export async function withdrawErasure({ pool }: ErasureParts, id: string, who: Requester): Promise<void> {
  await inTeams(pool, who.teams, async (client) => {
    const { team } = await openRequest(client, id, who);
    await client.query('DELETE FROM erasure_request WHERE id = $1', [id]);
    await noteAct(client, doerOf(who), {
      what: 'erasure.withdrawn',
      target: `erasure:${id}`,
      before: { team },
      after: null,
    });
  });
}

async function openRequest(client: Client, id: string, who: Requester) {
  const { rows } = await client.query<{ team: string; customers: string[]; asked_by: string }>(
    `SELECT team, customers, asked_by FROM erasure_request
     WHERE id = $1 AND team = ANY ($2::text[]) AND done_at IS NULL FOR UPDATE`,
    [id, who.teams],
  );
  if (!rows[0]) throw new ProblemError('not-found', 'There is no such erasure that waits.');
  return rows[0];
}

/** Whether no other admin of the team could confirm. */
async function isAlone(client: Client, person: string, team: string): Promise<boolean> {
  const others = await client.query(
    `SELECT 1 FROM person AS p JOIN person_team AS t ON t.person = p.id AND t.team = $2
     WHERE p.role = 'admin' AND p.active AND p.id <> $1 LIMIT 1`,
    [person, team],
  );
  return others.rowCount === 0;
}

type Doing = { id: string; team: string; ids: readonly string[]; by: Doer; at: number };

async function erase(client: Client, { id, team, ids, by, at }: Doing): Promise<Erased[]> {
  // What else waits for these customers alone is done with it: two admins may have asked at once.
  await client.query(
    `UPDATE erasure_request SET confirmed_by = $2, done_at = $3
     WHERE id = $1 OR (team = $4 AND done_at IS NULL AND customers <@ $5::text[])`,
    [id, by.person, at, team, ids],
  );
  await noteAct(client, by, {
    what: 'erasure.done',
    target: `erasure:${id}`,
    before: null,
    after: { team, records: ids.length },
  });
  return eraseCustomers(client, { team, customerIds: ids, at });
}
