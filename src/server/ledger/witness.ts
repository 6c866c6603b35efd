import type { Pool } from 'pg';
import type { EventEnvelope } from '#shared/case/events.ts';
import type { ExchangeAsk } from '#shared/sync/exchange.ts';
import { recoveredEvents, streamName } from '#shared/sync/ledger.ts';
import { inTransaction } from '../database/transaction.ts';
import { isDuplicate } from '../database/trouble.ts';
import type { Requester } from '../identity/requester.ts';
import { append } from './append.ts';
import { claimCustomers, teamsOf } from './customers.ts';
import { lockStreams } from './streams.ts';

/** How long after a desk parted from a restored ledger it may bring back what it holds: longer than desks are away. */
export const witnessFor = 30 * 24 * 60 * 60_000;

/** Deeper JSON is not ours (trust.md, trap 40). */
const deepest = 32;

/** Returns the ids of offered events that are in the ledger now. */
export type Witness = (witnessed: ExchangeAsk['witnessed'], who: Requester) => Promise<string[]>;

/**
 * Takes back events that a restored ledger lost, flagged as recovered, from desks that were seen to part from it. From anybody else
 * they are not taken and not answered: nobody writes in another's name without a restore.
 */
export function witnessInto(pool: Pool, now: () => number): Witness {
  return async (witnessed, who) => {
    if (witnessed.length === 0) return [];
    const teams = [...new Set(witnessed.map(({ team }) => team))].filter((team) => who.teams.includes(team));
    const { rows } = await pool.query<{ team: string }>(
      'SELECT DISTINCT team FROM fork WHERE team = ANY ($1::text[]) AND device = $2 AND at > $3',
      [teams, who.device, now() - witnessFor],
    );
    const recovered: string[] = [];
    for (const { team } of rows) {
      const events = witnessed.flatMap((one) => (one.team === team && isSound(one.event) ? [one.event] : []));
      for (const [into, theirs] of await byTeam(pool, team, events))
        recovered.push(...(await takeBack(pool, into, theirs, now)));
    }
    return recovered;
  };
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

async function takeBack(
  pool: Pool,
  team: string,
  offered: readonly EventEnvelope[],
  now: () => number,
  attempt = 1,
): Promise<string[]> {
  const events = [...new Map(offered.map((event) => [event.id, event])).values()];
  const ids = events.map(({ id }) => id);
  try {
    return await inTransaction(pool, async (client) => {
      const streams = events.map(({ customerId, caseId }) => streamName(customerId, caseId));
      await lockStreams(client, team, [...new Set(streams)]);
      const { rows } = await client.query<{ key: string }>(
        `SELECT key FROM change WHERE team = $1 AND kind = 'event' AND key = ANY ($2::text[])`,
        [team, ids],
      );
      const known = new Set(rows.map(({ key }) => key));
      const customers = new Set(events.map(({ customerId }) => customerId));
      const elsewhere = await claimCustomers(client, team, [...customers]);
      const here = events.filter(({ customerId }) => !elsewhere.has(customerId));
      await append(
        client,
        team,
        now(),
        here.flatMap((event) => recoveredEvents(event, known.has(event.id))),
        [],
      );
      return here.map(({ id }) => id);
    });
  } catch (error) {
    // Another desk brought the same at the same moment.
    if (isDuplicate(error) && attempt === 1) return takeBack(pool, team, events, now, attempt + 1);
    throw error;
  }
}

function isSound({ id, customerId, caseId, type, by, data }: EventEnvelope): boolean {
  const texts = [id, customerId, caseId ?? '', type, by];
  return texts.every((text) => text.isWellFormed() && !text.includes('\u0000')) && depth(data) <= deepest;
}

function depth(value: unknown, at = 0): number {
  if (typeof value !== 'object' || value === null || at > deepest) return at;
  return Math.max(at + 1, ...Object.values(value).map((one) => depth(one, at + 1)));
}
