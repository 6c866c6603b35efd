import type { PoolClient } from 'pg';
import { ProblemError } from '../problem.ts';

/**
 * Bytes of one machine that may wait for a review at a time: whoever has it may write what they like. Some hundred photos of a telephone; what is reviewed makes
 * room. A command counts for as much as its row costs, at least.
 */
export const mostWaiting = 512 * 1024 * 1024;
const rowBytes = 4096;

export const waitingSql = `
  SELECT coalesce(sum(greatest(octet_length(q.bytes), ${rowBytes}) + coalesce(c.bytes, 0)), 0)::bigint AS bytes
  FROM quarantine AS q LEFT JOIN quarantine_content AS c USING (n)
  WHERE q.device = $1 AND q.verdict IS NULL`;

/** Whether what a machine has handed in is still within what may wait. Call it after writing, with the device's row locked. */
export async function hasRoom(client: PoolClient, device: string): Promise<boolean> {
  const { rows } = await client.query<{ bytes: number }>(waitingSql, [device]);
  return (rows[0]?.bytes ?? 0) <= mostWaiting;
}

/** For the list of machines: it has to wait for the review. */
export async function noteFull(client: PoolClient, device: string): Promise<void> {
  await client.query('UPDATE device SET hand_in_full = true WHERE id = $1', [device]);
}

/** Some of what their machines handed in is about to be decided: they may go on. First of all in its transaction: who hands in holds the device's row, too. */
export async function noteRoom(client: PoolClient, of: readonly number[]): Promise<void> {
  await client.query(
    `UPDATE device SET hand_in_full = false
     WHERE hand_in_full AND id IN (SELECT device FROM quarantine WHERE n = ANY ($1::bigint[]))`,
    [of],
  );
}

export const fullProblem = () =>
  new ProblemError('full', 'So much of this machine waits for a review that no more is taken now.');
