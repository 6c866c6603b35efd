import type { Pool, PoolClient } from 'pg';
import type { Command } from '#shared/case/commands.ts';
import type { EventEnvelope } from '#shared/case/events.ts';
import { looksBack } from '#shared/case/facts.ts';
import type { Role } from '#shared/people.ts';
import type { CommandAnswer } from '#shared/sync/exchange.ts';
import { type Known, streamName, type Taken, takeCommands } from '#shared/sync/ledger.ts';
import type { Offered } from '#shared/sync/offered.ts';
import { isStorable } from '../database/storable.ts';
import { type End, inTeams, together } from '../database/transaction.ts';
import { erasedOf } from '../erasure/erased.ts';
import type { Signing } from '../identity/signing.ts';
import { ProblemError } from '../problem.ts';
import { holdWaiting, type Reviewed } from '../quarantine/hold.ts';
import { append, type NewAnswer } from './append.ts';
import { claimCustomers, teamsOf } from './customers.ts';
import { carriedBy } from './slips.ts';
import { lockStreams, readStreams } from './streams.ts';
import { readTill, tillLocks } from './till.ts';

/** A readable command on its way into a team's stream, and who sent it from where. */
export type Waiting = {
  offered: Offered & { command: Command };
  person: string;
  role: Role;
  level: number;
  device: string;
  incarnation: string;
  /** See take.ts. */
  handedIn: Reviewed | null;
  /** Whether the sender works for this team. */
  ofTeam: boolean;
  /** Whether nobody knew the customer when the command came. */
  unclaimed: boolean;
  /** Of the whole push: streams in which a command could not be taken. What follows it there is not taken either. */
  held: Set<string>;
};

/** Some of a batch cannot be taken with it, and so nothing was. */
export class ApartError extends Error {
  /** What whoever sent a command hears; null: it is none of those, and is tried again without them. */
  readonly why: (one: Waiting) => Error | null;
  constructor(why: ApartError['why']) {
    super('some of this batch cannot be taken with it');
    this.name = 'ApartError';
    this.why = why;
  }
}

/** The command's customer belongs to another team since a moment ago: offer it there. */
export class MovedError extends Error {
  readonly team: string;
  constructor(team: string) {
    super('the customer belongs to another team');
    this.name = 'MovedError';
    this.team = team;
  }
}

/** Of devices, those that an admin has shut out. */
export const shutOutDevices = 'SELECT id FROM device WHERE id = ANY ($1::uuid[]) AND revoked IS NOT NULL';

/**
 * Takes commands of one team in one transaction, in their order: all of them are numbered or answered, or none. Returns the answers in
 * the same order. @throws ApartError, and what pg throws.
 */
export async function takeBatch(
  pool: Pool,
  team: string,
  batch: readonly Waiting[],
  { now, signing }: { now: () => number; signing: Pick<Signing, 'read'> },
): Promise<CommandAnswer[]> {
  const carried = batch.map((one) => carriedBy(signing, team, one));
  return inTeams(pool, [team], async (client, end) => {
    // Asked one after the other and sent together: what is known is read by statements that begin when the locks are held.
    const [, , , known] = await together([
      refuseShutOut(client, batch),
      lockStreams(client, team, [...streamsOf(batch), ...tillLocks(batch)]),
      refuseDecided(client, team, batch),
      readKnown(client, team, batch),
    ]);
    const taken = takeCommands(
      batch.map(({ offered, person, role, level, ofTeam, handedIn }, index) => ({
        offered,
        sender: { person, role, level, ofTeam, handedIn: handedIn !== null, slip: carried[index] ?? null },
      })),
      known,
    );
    const claims = batch.filter(({ unclaimed }, index) => unclaimed && 'events' in (taken[index] ?? {}));
    const elsewhere = await claimCustomers(client, team, [
      ...new Set(claims.map(({ offered }) => offered.command.ask.customerId)),
    ]);
    if (elsewhere.size > 0)
      throw new ApartError(({ offered }) => {
        const other = elsewhere.get(offered.command.ask.customerId);
        return other === undefined ? null : new MovedError(other);
      });
    return number(client, team, now(), batch, taken, end);
  });
}

/**
 * The roster in memory hears of a revocation some milliseconds after it was committed. What a machine sends in between belongs in quarantine,
 * not in the ledger. What a supervisor accepted from there is taken, of course.
 */
async function refuseShutOut(client: PoolClient, batch: readonly Waiting[]): Promise<void> {
  const devices = new Set(batch.flatMap(({ device, handedIn }) => (handedIn ? [] : [device])));
  const { rows } = await client.query<{ id: string }>(shutOutDevices, [[...devices]]);
  if (rows.length === 0) return;
  const shut = new Set(rows.map(({ id }) => id));
  // As the gate would have told them, had it heard of it.
  throw new ApartError(({ device, handedIn }) =>
    shut.has(device) && !handedIn
      ? new ProblemError('sign-in', 'Sign in: this machine was signed out.')
      : null,
  );
}

/** After the lock against erasing, which an erasure of what waits holds first. */
async function refuseDecided(client: PoolClient, team: string, batch: readonly Waiting[]): Promise<void> {
  const reviewed = batch.flatMap(({ handedIn }) => handedIn ?? []);
  if (reviewed.length === 0) return;
  const waiting = await holdWaiting(client, team, reviewed);
  const decided = reviewed.map(({ n }) => n).filter((n) => !waiting.has(n));
  if (decided.length > 0)
    throw new ApartError(({ handedIn }) =>
      handedIn !== null && decided.includes(handedIn.n)
        ? new ProblemError('gone', 'This was decided meanwhile.')
        : null,
    );
}

export function streamOf({ ask }: Command): string {
  return streamName(ask.customerId, ask.caseId);
}

const streamsOf = (batch: readonly Waiting[]): string[] => [
  ...new Set(batch.map(({ offered }) => streamOf(offered.command))),
];

/**
 * Of commands, what they were answered; and the numbers of their first events, which say something where there is no answer
 * (shared/sync/ledger.ts, Known). Two lists, not a join: each is found by its index whatever the planner thinks of the tables' sizes.
 */
export const knownCommands = `
  SELECT command_id::text AS id, hash, answer, NULL::bigint AS n FROM answer
  WHERE team = $1 AND command_id = ANY ($2::uuid[])
  UNION ALL
  SELECT key, NULL, NULL, n FROM change WHERE team = $1 AND kind = 'event' AND key = ANY ($3::text[])`;

/** What the team knows of the commands and their streams, in statements after the lock's. */
async function readKnown(client: PoolClient, team: string, batch: readonly Waiting[]): Promise<Known> {
  // PostgreSQL gives a UUID back in small letters.
  const ids = new Map(batch.map(({ offered: { sent } }) => [sent.id.toLowerCase(), sent.id]));
  const events = new Map([...ids.values()].map((id) => [`${id}:0`, id]));
  // Of another team's sender a flag may be there already, witnessed before its fact.
  const looking = batch.filter(({ offered, ofTeam }) => looksBack(offered.command.ask) || !ofTeam);
  const [{ rows }, numbered, isErased] = await Promise.all([
    client.query<{ id: string } & ({ hash: string; answer: CommandAnswer } | { hash: null; n: number })>(
      knownCommands,
      [team, [...ids.keys()], [...events.keys()]],
    ),
    readStreams(client, team, streamsOf(looking)),
    erasedOf(
      client,
      batch.map(({ offered }) => offered.command.ask.customerId),
    ),
  ]);
  const answered = new Map<string, { hash: string; answer: CommandAnswer }>();
  const witnessed = new Map<string, CommandAnswer>();
  for (const row of rows) {
    const id = (row.hash === null ? events : ids).get(row.id);
    if (id === undefined) continue;
    if (row.hash !== null) answered.set(id, row);
    else witnessed.set(id, { id, outcome: 'accepted', team, n: row.n, count: 1 });
  }
  const till = await readTill(client, team, batch);
  const elsewhere = await elsewhereOf(client, team, batch);
  return { answered, witnessed, events: numbered, elsewhere, isErased, ...(till ? { till } : {}) };
}

/** Of customers as whom others are to be shown, those of other teams. Asked only where there are any: it is rare. */
async function elsewhereOf(
  client: PoolClient,
  team: string,
  batch: readonly Waiting[],
): Promise<Set<string>> {
  const shown = batch.flatMap(({ offered: { command } }) =>
    command.ask.type === 'customer.link' ? command.ask.data.into : [],
  );
  const storable = shown.filter(isStorable);
  if (storable.length === 0) return new Set();
  const teams = await teamsOf(client, storable);
  return new Set([...teams].flatMap(([id, other]) => (other === team ? [] : id)));
}

/** Writes what was decided. */
async function number(
  client: PoolClient,
  team: string,
  at: number,
  batch: readonly Waiting[],
  taken: readonly Taken[],
  end: End,
): Promise<CommandAnswer[]> {
  const events: EventEnvelope[] = [];
  const places: number[] = [];
  const answers: NewAnswer[] = [];
  for (const [index, { person, device, incarnation }] of batch.entries()) {
    const one = taken[index];
    places.push(events.length);
    if (!one || 'sameAs' in one) continue;
    const { id, hash } = one;
    const sender = { id, hash, person, device, incarnation };
    if ('events' in one) {
      answers.push({ ...sender, place: events.length, count: one.events.length });
      events.push(...one.events);
    } else if (one.isNew) answers.push({ ...sender, answer: one.answer });
  }
  const first = (await append(client, team, at, events, answers, end)) ?? 0;
  const answerAt = (index: number): CommandAnswer[] => {
    const one = taken[index];
    if (!one) return [];
    if ('sameAs' in one) return answerAt(one.sameAs);
    if ('answer' in one) return [one.answer];
    const n = first + (places[index] ?? 0);
    return [{ id: one.id, outcome: 'accepted', team, n, count: one.events.length }];
  };
  return taken.flatMap((_, index) => answerAt(index));
}
