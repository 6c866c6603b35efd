import type { Pool, PoolClient } from 'pg';
import type { CommandAnswer } from '#shared/sync/exchange.ts';
import type { ReviewAnswer } from '#shared/sync/revocation.ts';
import { type Doer, doerOf, noteAct } from '../acts/note.ts';
import { inTeams, teamsOnly } from '../database/transaction.ts';
import type { Requester } from '../identity/requester.ts';
import type { SignInParts } from '../identity/sign-in.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ProblemError } from '../problem.ts';
import { forgetHandedIn, releaseHandedIn } from './contents.ts';
import { type Reviewed, takenOf } from './hold.ts';
import { noteRoom } from './room.ts';

export type ReviewParts = SignInParts & { ledger: Pick<Ledger, 'take'> };
type Outcomes = ReviewAnswer['outcomes'];

type Claimed = Reviewed & {
  device: string;
  person: string;
  commandId: string;
  hash: string;
  said: string | null;
  bytes: Buffer;
};

/** What the ledger answered; undefined where it could not even read it. */
type Taken = { row: Claimed; answer: CommandAnswer | undefined };

/**
 * Sends what was accepted to the ledger, as its person's and in the order in which it was written; the ledger decides it as it would have, takes it once however
 * often this is tried, and only while nobody has declined it. An end before it is closed leaves it to whoever reviews it next: `claimed` says who accepted it.
 * @throws ProblemError busy: what the ledger took before is closed, the rest waits as it did
 */
export async function accept(parts: ReviewParts, who: Requester, of: readonly number[]): Promise<Outcomes> {
  // In one order, as everybody who holds several.
  const { rows } = await teamsOnly(parts.pool, who.teams).query<Claimed>(
    `WITH waiting AS (
       SELECT n FROM quarantine WHERE n = ANY ($2::bigint[]) AND team = ANY ($3) AND verdict IS NULL ORDER BY n FOR UPDATE
     ) UPDATE quarantine AS q SET claimed = $1 FROM waiting AS w WHERE q.n = w.n
     RETURNING q.n, team, device, person, command_id AS "commandId", hash, said, bytes`,
    [who.person.id, of, who.teams],
  );
  const outcomes: Outcomes = [];
  for (const theirs of Map.groupBy(rows, (row) => row.device).values()) {
    const { taken, failure } = await offer(
      parts,
      theirs.toSorted((one, other) => one.n - other.n),
    );
    outcomes.push(...(await closeTaken(parts.pool, who, taken)));
    if (failure) throw failure;
  }
  const done = new Set(outcomes.map(({ n }) => n));
  return [...outcomes, ...of.filter((n) => !done.has(n)).map((n) => ({ n, outcome: 'gone' as const }))];
}

/** Offers what one machine wrote to the ledger, as far as the ledger takes it now. What somebody declined meanwhile is left out. */
async function offer(
  { pool, ledger }: ReviewParts,
  rows: readonly Claimed[],
): Promise<{ taken: Taken[]; failure?: unknown }> {
  const taken: Taken[] = [];
  const [first] = rows;
  if (!first) return { taken };
  const from = await writerOf(pool, first.device, first.person);
  // One that cannot be read holds back what follows it in a push: they go one push each then.
  for (const row of rows) {
    const { n, team, device, commandId, said, bytes } = row;
    const sent = { id: commandId, team: said, text: bytes.toString('utf8') };
    const sending = { who: from, incarnation: device, parted: new Set<string>(), handedIn: { n, team } };
    try {
      const [answer] = await ledger.take([sent], sending);
      taken.push({ row, answer });
    } catch (failure) {
      const isDecided = failure instanceof ProblemError && failure.code === 'gone';
      if (!isDecided) return { taken, failure };
    }
  }
  return { taken };
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

/** Writes down what the ledger answered, of what nobody else has written down yet. */
async function closeTaken(pool: Pool, who: Requester, taken: readonly Taken[]): Promise<Outcomes> {
  if (taken.length === 0) return [];
  await inTeams(pool, who.teams, async (client) => {
    await noteRoom(
      client,
      taken.map(({ row }) => row.n),
    );
    const closed: Claimed[] = [];
    for (const { row, answer } of taken)
      if (await close(client, { n: row.n, answer, by: who.person.id, teams: who.teams })) closed.push(row);
    await noteReview(client, doerOf(who), 'quarantine.accepted', closed, {});
  });
  return taken.map(({ row: { n }, answer }) => {
    if (isUnread(answer)) return { n, outcome: 'unreadable' };
    if (answer.outcome === 'accepted') return { n, outcome: 'accepted' };
    return { n, outcome: 'refused', refusal: answer.outcome === 'refused' ? answer.refusal : null };
  });
}

const isUnread = (
  answer: CommandAnswer | undefined,
): answer is Extract<CommandAnswer, { outcome: 'unreadable' }> | undefined =>
  answer === undefined || answer.outcome === 'unreadable';

/** Returns whether it is this that closed it. */
async function close(
  client: PoolClient,
  {
    n,
    answer,
    by,
    teams,
  }: { n: number; answer: CommandAnswer | undefined; by: string; teams: readonly string[] },
): Promise<boolean> {
  if (isUnread(answer)) {
    await client.query('UPDATE quarantine SET claimed = NULL WHERE n = $1 AND verdict IS NULL', [n]);
    return false;
  }
  const verdict = answer.outcome === 'accepted' ? 'accepted' : 'refused';
  const { rowCount } = await client.query(
    `UPDATE quarantine SET verdict = $2, answer = $3, decided_by = $4, decided = now_ms()
     WHERE n = $1 AND verdict IS NULL`,
    [n, verdict, JSON.stringify(answer), by],
  );
  if (rowCount !== 1) return false;
  if (verdict === 'accepted') await releaseHandedIn(client, n, teams);
  else await forgetHandedIn(client, [n]);
  return true;
}

type Waiting = Omit<Claimed, 'said' | 'bytes'> & { claimed: string | null };

export const waitingForSql = `
  SELECT n, team, device, person, command_id AS "commandId", hash, claimed FROM quarantine
  WHERE n = ANY ($1::bigint[]) AND team = ANY ($2) AND verdict IS NULL ORDER BY n FOR UPDATE`;

/**
 * Leaves it out of the ledger for good; what was written and why it was declined stays here. What the ledger has already cannot be left out: it was accepted by
 * somebody whose process ended then, or sent by the machine itself before it was shut out. It is closed as that.
 */
export async function decline(
  pool: Pool,
  who: Requester,
  of: readonly number[],
  reason: string,
): Promise<Outcomes> {
  const done = await inTeams(pool, who.teams, async (client) => {
    await noteRoom(client, of);
    const { rows } = await client.query<Waiting>(waitingForSql, [of, who.teams]);
    // After the rows' locks: a batch that takes one of them holds it until it is in the ledger (hold.ts).
    const taken = await takenOf(client, who.teams, rows);
    for (const row of rows) {
      const answer = taken.get(row.commandId);
      if (!answer) continue;
      await close(client, { n: row.n, answer, by: row.claimed ?? who.person.id, teams: who.teams });
      if (row.claimed !== null)
        await noteReview(client, { person: row.claimed, device: null }, 'quarantine.accepted', [row], {});
    }
    const open = rows.filter(({ commandId }) => !taken.has(commandId));
    const declined = open.map(({ n }) => n);
    await client.query(
      `UPDATE quarantine SET verdict = 'declined', reason = $3, decided_by = $1, decided = now_ms()
       WHERE n = ANY ($2::bigint[])`,
      [who.person.id, declined, reason],
    );
    await forgetHandedIn(client, declined);
    await noteReview(client, doerOf(who), 'quarantine.declined', open, { reason });
    return new Map(
      rows.map(({ n, commandId }) => [
        n,
        taken.has(commandId) ? ('accepted' as const) : ('declined' as const),
      ]),
    );
  });
  return of.map((n) => ({ n, outcome: done.get(n) ?? 'gone' }));
}

/** One row of the record of doings for each device. */
async function noteReview(
  client: PoolClient,
  by: Doer,
  what: 'quarantine.accepted' | 'quarantine.declined',
  rows: readonly Pick<Claimed, 'n' | 'device' | 'person'>[],
  more: { reason?: string },
): Promise<void> {
  for (const [device, theirs] of Map.groupBy(rows, (row) => row.device)) {
    const after = {
      person: theirs[0]?.person ?? '',
      of: theirs.map(({ n }) => n).toSorted((a, b) => a - b),
      ...more,
    };
    await noteAct(client, by, { what, target: `device:${device}`, before: null, after });
  }
}
