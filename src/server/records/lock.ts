import type { PoolClient } from 'pg';
import { pairLocks } from '../database/locks.ts';

type Client = Pick<PoolClient, 'query'>;

/** Held to the end of the transaction by whoever writes records: many at once. */
export async function lockForWriting(client: Client): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock_shared(${pairLocks.records})`);
}

/**
 * Held to the end of the transaction by whoever tells people apart: alone, and nobody writes records meanwhile. Two who read at once that a
 * customer is new would make two of one, and one who merges into a record would undo what another wrote. Take it first.
 */
export async function lockForRecognition(client: Client): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(${pairLocks.records})`);
}
