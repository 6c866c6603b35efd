import type { Pool, PoolClient } from 'pg';
import { commandOf } from '#shared/case/event-of.ts';
import type { EventEnvelope } from '#shared/case/events.ts';
import type { ExchangeAsk, ExchangeHead } from '#shared/sync/exchange.ts';
import { streamName } from '#shared/sync/ledger.ts';
import { type Met, recoveredEvents, takeWitnessed } from '#shared/sync/witnessed.ts';
import { isStorable } from '../database/storable.ts';
import { inTeams, teamsOnly } from '../database/transaction.ts';
import { isDuplicate } from '../database/trouble.ts';
import { erasedOf } from '../erasure/erased.ts';
import type { Requester } from '../identity/requester.ts';
import { append } from './append.ts';
import { claimCustomers, teamsOf } from './customers.ts';
import { lockStreams } from './streams.ts';

/** How long after a desk parted from a restored ledger it may bring back what it holds: longer than desks are away. ms */
export const witnessFor = 30 * 24 * 60 * 60_000;

/** Deeper JSON is not ours. */
const deepest = 32;

type Recovered = ExchangeHead['recovered'];

/** Answers for every offered event where it is now, or null where the desk need not wait for it. */
export type Witness = (witnessed: ExchangeAsk['witnessed'], who: Requester) => Promise<Recovered>;

/**
 * Takes back events that a restored ledger lost, flagged as recovered, from desks that were seen to part from it. Where nothing of the
 * kind was seen nothing is taken: nobody writes in another's name without a restore.
 */
export function witnessInto(pool: Pool, now: () => number): Witness {
  return async (witnessed, who) => {
    if (witnessed.length === 0) return [];
    const mine = Map.groupBy(
      witnessed.filter(({ team, event }) => who.teams.includes(team) && isSound(event)),
      ({ team }) => team,
    );
    const allowed = await partedTeams(pool, [...mine.keys()], who.device, now() - witnessFor);
    const found = new Map<string, number>();
    for (const [team, offered] of mine) {
      if (!allowed.has(team)) continue;
      const events = offered.map(({ event }) => event);
      for (const [into, theirs] of await byTeam(pool, team, events)) {
        const numbers = await takeBack(pool, into, theirs, now);
        // In another team's stream it does not come to where the desk waits for it.
        if (into === team) for (const [id, n] of numbers) found.set(`${team} ${id}`, n);
      }
    }
    return witnessed.map(({ team, event }) => ({
      id: event.id,
      n: found.get(`${team} ${event.id}`) ?? null,
    }));
  };
}

/** Where the device parted from the ledger, or the ledger is in another life, since a moment. */
async function partedTeams(
  pool: Pool,
  teams: readonly string[],
  device: string,
  since: number,
): Promise<Set<string>> {
  const { rows } = await teamsOnly(pool, teams).query<{ team: string }>(
    `SELECT t.team FROM unnest($1::text[]) AS t (team)
     WHERE EXISTS (SELECT FROM fork AS f WHERE f.team = t.team AND f.device = $2 AND f.at > $3)
        OR EXISTS (SELECT FROM epoch WHERE since > $3 AND since > (SELECT min(since) FROM epoch))`,
    [teams, device, since],
  );
  return new Set(rows.map(({ team }) => team));
}

/** A customer may have come to another team since the ledger was set back. */
async function byTeam(
  pool: Pool,
  team: string,
  events: readonly EventEnvelope[],
): Promise<Map<string, EventEnvelope[]>> {
  const owners = await teamsOf(pool, [...new Set(events.map(({ customerId }) => customerId))]);
  return Map.groupBy(events, ({ customerId }) => owners.get(customerId) ?? team);
}

/** The numbers of all of them that are in the team's stream afterwards. */
async function takeBack(
  pool: Pool,
  team: string,
  events: readonly EventEnvelope[],
  now: () => number,
  attempt = 1,
): Promise<Map<string, number>> {
  try {
    return await inTeams(pool, [team], async (client) => {
      const streams = events.map(({ customerId, caseId }) => streamName(customerId, caseId));
      await lockStreams(client, team, [...new Set(streams)]);
      const customers = new Set(events.map(({ customerId }) => customerId));
      const elsewhere = await claimCustomers(client, team, [...customers]);
      const isErased = await erasedOf(client, [...customers]);
      const here = events.filter(
        ({ customerId, at }) => !elsewhere.has(customerId) && !isErased(customerId, at),
      );
      const { numbers, met } = await readMet(client, team, here);
      const back = takeWitnessed(here, met);
      const first = await append(client, team, now(), back, []);
      for (const [index, { id }] of back.entries()) numbers.set(id, (first ?? 0) + index);
      return numbers;
    });
  } catch (error) {
    // Another desk brought the same at the same moment.
    if (isDuplicate(error) && attempt < 3) return takeBack(pool, team, events, now, attempt + 1);
    throw error;
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const eventNumbers = `
  SELECT key, n FROM change WHERE team = $1 AND kind = 'event' AND key = ANY ($2::text[])`;

async function readMet(
  client: PoolClient,
  team: string,
  events: readonly EventEnvelope[],
): Promise<{ numbers: Map<string, number>; met: Met }> {
  const keys = events.flatMap((event) => recoveredEvents(event, () => false)).map(({ id }) => id);
  const there = await client.query<{ key: string; n: number }>(eventNumbers, [team, keys]);
  const commands = events.map(({ id }) => commandOf(id)).filter((id) => uuid.test(id));
  const over = await client.query<{ id: string }>(
    `SELECT command_id::text AS id FROM answer
     WHERE team = $1 AND command_id = ANY ($2::uuid[]) AND answer ->> 'outcome' = 'refused'`,
    [team, commands],
  );
  const numbers = new Map(there.rows.map(({ key, n }) => [key, n]));
  const refused = new Set(over.rows.map(({ id }) => id));
  const met: Met = {
    numberOf: (id) => numbers.get(id) ?? null,
    isRefused: (id) => refused.has(id.toLowerCase()),
  };
  return { numbers, met };
}

function isSound({ id, customerId, caseId, type, by, data }: EventEnvelope): boolean {
  const texts = [id, customerId, caseId ?? '', type, by];
  return texts.every(isStorable) && depth(data) <= deepest;
}

function depth(value: unknown, at = 0): number {
  if (typeof value !== 'object' || value === null || at > deepest) return at;
  return Math.max(at + 1, ...Object.values(value).map((one) => depth(one, at + 1)));
}
