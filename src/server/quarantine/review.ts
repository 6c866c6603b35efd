import type { Pool, PoolClient } from 'pg';
import { hiddenAsk } from '#shared/case/hidden-ask.ts';
import type { Refusal } from '#shared/case/refusals.ts';
import type { CommandAnswer } from '#shared/sync/exchange.ts';
import { readCommand } from '#shared/sync/offered.ts';
import type { QuarantineAnswer, Quarantined, ReviewAnswer } from '#shared/sync/revocation.ts';
import { doerOf, noteAct } from '../acts/note.ts';
import { inTeams, teamsOnly } from '../database/transaction.ts';
import type { Requester } from '../identity/requester.ts';
import type { SignInParts } from '../identity/sign-in.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { sha256 } from '../sha256.ts';
import { forgetHandedIn, releaseHandedIn } from './contents.ts';
import { noteRoom } from './room.ts';

export type ReviewParts = SignInParts & { ledger: Pick<Ledger, 'take'> };
type Outcomes = ReviewAnswer['outcomes'];

const pageSize = 100;

type Row = {
  n: number;
  deviceName: string;
  personId: string;
  personName: string;
  team: string;
  at: number;
  commandId: string;
  bytes: Buffer;
  customerName: string | null;
  content: Quarantined['content'];
};

/** The customer's name only where the customer is of the same team: else it is not the reviewer's to see. */
export const listQuarantineSql = `
  SELECT q.n, d.name AS "deviceName", q.person AS "personId", p.name AS "personName", q.team, q.at,
    q.command_id AS "commandId", q.bytes, r.body::jsonb ->> 'name' AS "customerName",
    (SELECT jsonb_build_object('have', c.have, 'whole', c.whole) FROM quarantine_content AS c WHERE c.n = q.n) AS content
  FROM quarantine AS q JOIN device AS d ON d.id = q.device JOIN person AS p ON p.id = q.person
  LEFT JOIN record_now AS r ON r.team = q.team AND r.key = 'customer:' || q.customer_id
  WHERE q.verdict IS NULL AND q.team = ANY ($1) AND q.n > $2 ORDER BY q.n LIMIT $3`;

export const countQuarantineSql = `
  SELECT count(*)::int AS total FROM quarantine WHERE verdict IS NULL AND team = ANY ($1)`;

/** What waits for a review in the requester's teams, after a number. */
export async function listQuarantine(
  pool: Pool,
  { teams }: Requester,
  after: number,
): Promise<QuarantineAnswer> {
  const own = teamsOnly(pool, teams);
  const [{ rows }, count] = await Promise.all([
    own.query<Row>(listQuarantineSql, [teams, after, pageSize + 1]),
    own.query<{ total: number }>(countQuarantineSql, [teams]),
  ]);
  const items = rows.slice(0, pageSize).map(shown);
  return { items, more: rows.length > pageSize, total: count.rows[0]?.total ?? 0 };
}

function shown({
  n,
  deviceName,
  personId,
  personName,
  team,
  at,
  commandId,
  bytes,
  customerName,
  content,
}: Row): Quarantined {
  const { command } = readCommand({ id: commandId, team: null, text: bytes.toString('utf8') }, sha256);
  return {
    n,
    deviceName,
    person: { id: personId, name: personName },
    team,
    at,
    writtenAt: command?.stamp.at ?? null,
    // What is reviewed is what was done; a number or an address is not needed for that.
    ask: command ? hiddenAsk(command.ask) : null,
    customerName,
    foreign: command !== null && command.stamp.by !== personId,
    content,
  };
}

type Claimed = {
  n: number;
  device: string;
  person: string;
  commandId: string;
  said: string | null;
  bytes: Buffer;
};

/**
 * Sends what was accepted to the ledger, as its person's and in the order in which it was written; the ledger decides it as it would have,
 * and takes it once however often this is tried. First it is claimed, so that nobody declines it meanwhile.
 */
export async function accept(parts: ReviewParts, who: Requester, of: readonly number[]): Promise<Outcomes> {
  const { pool, ledger } = parts;
  const rows = await inTeams(pool, who.teams, async (client) => {
    const claimed = await client.query<Claimed>(
      `UPDATE quarantine SET claimed = coalesce(claimed, $1)
       WHERE n = ANY ($2::bigint[]) AND team = ANY ($3) AND verdict IS NULL
       RETURNING n, device, person, command_id AS "commandId", said, bytes`,
      [who.person.id, of, who.teams],
    );
    await noteReview(client, who, 'quarantine.accepted', claimed.rows, {});
    return claimed.rows;
  });
  const outcomes: Outcomes = [];
  for (const [device, theirs] of Map.groupBy(rows, (row) => row.device)) {
    const inOrder = theirs.toSorted((one, other) => one.n - other.n);
    const from = await writerOf(pool, device, inOrder[0]?.person ?? '');
    const answers = new Map<string, CommandAnswer>();
    // One that cannot be read holds back what follows it in a push: they go one push each then.
    for (const { commandId, said, bytes } of inOrder) {
      const sent = { id: commandId, team: said, text: bytes.toString('utf8') };
      const sending = { who: from, incarnation: device, parted: new Set<string>(), handedIn: true };
      for (const answer of await ledger.take([sent], sending)) answers.set(answer.id, answer);
    }
    for (const { n, commandId } of inOrder) outcomes.push(await close(pool, who, n, answers.get(commandId)));
  }
  const done = new Set(outcomes.map(({ n }) => n));
  return [...outcomes, ...of.filter((n) => !done.has(n)).map((n) => ({ n, outcome: 'gone' as const }))];
}

/** Whoever wrote it, as they are now: their role and teams are the ledger's question, not the device's. */
async function writerOf(pool: Pool, device: string, person: string): Promise<Requester> {
  const { rows } = await pool.query<Requester['person'] & { teams: string[] }>(
    `SELECT id, name, role, skills, level,
       ARRAY(SELECT team FROM person_team WHERE person = $1 ORDER BY home DESC, team) AS teams
     FROM person WHERE id = $1`,
    [person],
  );
  if (!rows[0]) throw new Error('whoever wrote it is gone');
  const { teams, ...one } = rows[0];
  return { person: one, device, teams };
}

async function close(
  pool: Pool,
  who: Requester,
  n: number,
  answer: CommandAnswer | undefined,
): Promise<Outcomes[number]> {
  if (!answer || answer.outcome === 'unreadable') {
    await teamsOnly(pool, who.teams).query(
      'UPDATE quarantine SET claimed = NULL WHERE n = $1 AND verdict IS NULL',
      [n],
    );
    return { n, outcome: 'unreadable' };
  }
  const verdict = answer.outcome === 'accepted' ? 'accepted' : 'refused';
  await inTeams(pool, who.teams, async (client) => {
    await noteRoom(client, [n]);
    await client.query(
      `UPDATE quarantine SET verdict = $2, answer = $3, decided_by = $4, decided = now_ms()
       WHERE n = $1 AND verdict IS NULL`,
      [n, verdict, JSON.stringify(answer), who.person.id],
    );
    if (verdict === 'accepted') await releaseHandedIn(client, n, who.teams);
    else await forgetHandedIn(client, [n]);
  });
  if (verdict === 'accepted') return { n, outcome: 'accepted' };
  const why: Refusal | null = answer.outcome === 'refused' ? answer.refusal : null;
  return { n, outcome: 'refused', refusal: why };
}

/** Leaves it out of the ledger for good; what was written and why it was declined stays here. */
export async function decline(
  pool: Pool,
  who: Requester,
  of: readonly number[],
  reason: string,
): Promise<Outcomes> {
  const done = await inTeams(pool, who.teams, async (client) => {
    await noteRoom(client, of);
    const { rows } = await client.query<Reviewed>(
      `UPDATE quarantine SET verdict = 'declined', reason = $4, decided_by = $1, decided = now_ms()
       WHERE n = ANY ($2::bigint[]) AND team = ANY ($3) AND verdict IS NULL AND claimed IS NULL
       RETURNING n, device, person`,
      [who.person.id, of, who.teams, reason],
    );
    const declined = rows.map(({ n }) => n);
    await forgetHandedIn(client, declined);
    await noteReview(client, who, 'quarantine.declined', rows, { reason });
    return new Set(declined);
  });
  return of.map((n) => ({ n, outcome: done.has(n) ? 'declined' : 'gone' }));
}

type Reviewed = Pick<Claimed, 'n' | 'device' | 'person'>;

/** One row of the record of doings for each device. */
async function noteReview(
  client: PoolClient,
  who: Requester,
  what: 'quarantine.accepted' | 'quarantine.declined',
  rows: readonly Reviewed[],
  more: { reason?: string },
): Promise<void> {
  for (const [device, theirs] of Map.groupBy(rows, (row) => row.device)) {
    const after = {
      person: theirs[0]?.person ?? '',
      of: theirs.map(({ n }) => n).toSorted((a, b) => a - b),
      ...more,
    };
    await noteAct(client, doerOf(who), { what, target: `device:${device}`, before: null, after });
  }
}
