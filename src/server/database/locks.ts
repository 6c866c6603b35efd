import type { Pool } from 'pg';

/**
 * Every advisory lock of a centre, in one place so that no two have one number. They are two spaces: locks of one number, and of a pair. None
 * ever changes: processes of two versions run side by side.
 */
export const locks = {
  migration: 4_851_620_001,
  /** Making the embedded database's accounts; and to have a seat at its server. */
  setUp: 4_851_620_002,
  seat: 4_851_620_003,
  firstAdmin: 4_851_620_004,
} as const;

/** Pairs, as SQL has them. */
export const pairLocks = {
  records: '1751215215, 1',
  erasing: '1751215215, 2',
  retention: '1751215215, 3',
  holding: '1751215215, 4',
} as const;

/** The first of the pair of a team's first fill; the second is the hash of the team. */
export const fillLock = 4_851_621;

/**
 * Does `work` while no other process does it; null: one is at it. The lock is a connection's, which this takes for as long as it lasts: the work has
 * transactions of its own.
 */
export async function alone<T>(
  pool: Pool,
  lock: keyof typeof pairLocks,
  work: () => Promise<T>,
): Promise<T | null> {
  const pair = pairLocks[lock];
  const client = await pool.connect();
  let isHeld = false;
  try {
    const { rows } = await client.query<{ mine: boolean }>(`SELECT pg_try_advisory_lock(${pair}) AS mine`);
    isHeld = rows[0]?.mine === true;
    return isHeld ? await work() : null;
  } finally {
    const unlock = () => client.query(`SELECT pg_advisory_unlock(${pair})`);
    const isGivenBack = !isHeld || (await unlock().then(Boolean, () => false));
    // A connection that could not give it back is closed, which does.
    client.release(!isGivenBack);
  }
}
