import type { PoolClient } from 'pg';
import type { EventEnvelope } from '#shared/case/events.ts';
import { pairLocks } from '../database/locks.ts';

type Client = Pick<PoolClient, 'query'>;

/** Held to the end of the transaction by whoever erases: nobody writes an event meanwhile. */
export async function lockForErasing(client: Client): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(${pairLocks.erasing})`);
}

/** Held to the end of the transaction by whoever keeps something else of a customer: nobody is erased meanwhile, and who was is seen by what is asked next. */
export async function lockAgainstErasing(client: Client): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock_shared(${pairLocks.erasing})`);
}

/**
 * Holds streams of a team to the end of the transaction: whoever decides on them is alone. In one order everywhere, so that two batches
 * never wait for one another. What they hold is read in a later statement: this one's snapshot may be older than the lock.
 */
export async function lockStreams(client: Client, team: string, streams: readonly string[]): Promise<void> {
  await client.query(
    `SELECT pg_advisory_xact_lock_shared(${pairLocks.erasing}), pg_advisory_xact_lock(lock) FROM
      (SELECT DISTINCT hashtextextended($1 || chr(10) || stream, 0) AS lock FROM unnest($2::text[]) AS stream ORDER BY 1) AS locks`,
    [team, streams],
  );
}

/** The numbered events of streams, oldest first. */
export const streamEvents = `
  SELECT stream, body FROM change
  WHERE team = $1 AND kind = 'event' AND stream = ANY ($2::text[]) ORDER BY n`;

export async function readStreams(
  client: Client,
  team: string,
  streams: readonly string[],
): Promise<Map<string, EventEnvelope[]>> {
  if (streams.length === 0) return new Map();
  const { rows } = await client.query<{ stream: string; body: string }>(streamEvents, [team, streams]);
  const events = new Map<string, EventEnvelope[]>();
  for (const { stream, body } of rows) {
    // Written by this program from an envelope.
    const event = JSON.parse(body) as EventEnvelope;
    const known = events.get(stream);
    if (known) known.push(event);
    else events.set(stream, [event]);
  }
  return events;
}
