import type { Pool, PoolClient } from 'pg';
import type { Command } from '#shared/case/commands.ts';
import type { EventEnvelope } from '#shared/case/events.ts';
import type { CommandAnswer } from '#shared/sync/exchange.ts';
import { type Known, type Offered, streamName, type Taken, takeCommands } from '#shared/sync/ledger.ts';
import { inTransaction } from '../database/transaction.ts';
import { append, type NewAnswer } from './append.ts';
import { claimCustomers } from './customers.ts';
import { lockStreams, readStreams } from './streams.ts';

/** A readable command on its way into a team's stream, and who sent it from where. */
export type Waiting = {
  offered: Offered & { command: Command };
  person: string;
  device: string;
  incarnation: string;
  /** Whether the sender works for this team. */
  ofTeam: boolean;
  /** Whether nobody knew the customer when the command came. */
  unclaimed: boolean;
  /** Of the whole push: streams in which a command could not be taken. What follows it there is not taken either. */
  held: Set<string>;
};

/** Customers of the batch belong to another team since a moment ago. Nothing was taken. */
export class ElsewhereError extends Error {
  readonly teams: ReadonlyMap<string, string>;
  constructor(teams: ReadonlyMap<string, string>) {
    super('customers of this batch belong to another team');
    this.name = 'ElsewhereError';
    this.teams = teams;
  }
}

/**
 * Takes commands of one team in one transaction, in their order: all of them are numbered or answered, or none. Returns the answers in
 * the same order. @throws ElsewhereError, and what pg throws.
 */
export async function takeBatch(
  pool: Pool,
  team: string,
  batch: readonly Waiting[],
  now: () => number,
): Promise<CommandAnswer[]> {
  return inTransaction(pool, async (client) => {
    const streams = [...new Set(batch.map(({ offered }) => streamOf(offered.command)))];
    await lockStreams(client, team, streams);
    const known = await readKnown(client, team, batch, streams);
    const taken = takeCommands(
      batch.map(({ offered, person, ofTeam }) => ({ offered, sender: { person, ofTeam } })),
      known,
    );
    const claims = batch.filter(({ unclaimed }, index) => unclaimed && 'events' in (taken[index] ?? {}));
    const elsewhere = await claimCustomers(client, team, [
      ...new Set(claims.map(({ offered }) => offered.command.ask.customerId)),
    ]);
    if (elsewhere.size > 0) throw new ElsewhereError(elsewhere);
    return number(client, team, now(), batch, taken);
  });
}

export function streamOf({ ask }: Command): string {
  return streamName(ask.customerId, ask.caseId);
}

/** Of commands, what they were answered; or, without an answer, the number of their first event (shared/sync/ledger.ts, Known). */
export const knownCommands = `
  SELECT i.id, a.hash, a.answer, c.n FROM unnest($2::uuid[]) AS i (id)
  LEFT JOIN answer AS a ON a.team = $1 AND a.command_id = i.id
  LEFT JOIN change AS c ON a.command_id IS NULL AND c.team = $1 AND c.kind = 'event' AND c.key = i.id::text || ':0'
  WHERE a.command_id IS NOT NULL OR c.n IS NOT NULL`;

/** What the team knows of the commands and their streams, in statements after the lock's. */
async function readKnown(
  client: PoolClient,
  team: string,
  batch: readonly Waiting[],
  streams: readonly string[],
): Promise<Known> {
  const ids = [...new Set(batch.map(({ offered }) => offered.sent.id))];
  const { rows } = await client.query<{
    id: string;
    hash: string | null;
    answer: CommandAnswer | null;
    n: number | null;
  }>(knownCommands, [team, ids]);
  const answered = new Map<string, { hash: string; answer: CommandAnswer }>();
  const witnessed = new Map<string, CommandAnswer>();
  for (const { id, hash, answer, n } of rows) {
    if (hash !== null && answer !== null) answered.set(id, { hash, answer });
    else if (n !== null) witnessed.set(id, { id, outcome: 'accepted', team, n, count: 1 });
  }
  return { answered, witnessed, events: await readStreams(client, team, streams) };
}

/** Writes what was decided. */
async function number(
  client: PoolClient,
  team: string,
  at: number,
  batch: readonly Waiting[],
  taken: readonly Taken[],
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
  const first = (await append(client, team, at, events, answers)) ?? 0;
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
