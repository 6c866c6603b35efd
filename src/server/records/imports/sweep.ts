import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { ImportView } from '#shared/sync/import.ts';
import { type Doer, noteAct } from '../../acts/note.ts';
import { inTransaction } from '../../database/transaction.ts';
import { importSentences } from './words.ts';

/** Reports are kept so long after an import ended, ms; who began it stands in the record of doings. */
const memory = 90 * 86_400_000;

/** Ends an import that was being read; nothing of it stays. */
export async function failReading(
  pool: Pool,
  id: string,
  failure: NonNullable<ImportView['failure']>,
  at: number,
): Promise<void> {
  await pool.query(
    `UPDATE import SET state = 'failed', failure = $2, finished = $3 WHERE id = $1 AND state = 'reading'`,
    [id, JSON.stringify(failure), at],
  );
  await clearStaged(pool, id);
}

/** Ends an import that is still being read, whichever process reads it. @returns whether it was in time. */
export async function cancelReading(pool: Pool, id: string, at: number, by: Doer): Promise<boolean> {
  const inTime = await inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ file: string }>(
      `UPDATE import SET state = 'cancelled', finished = $2 WHERE id = $1 AND state = 'reading' RETURNING file`,
      [id, at],
    );
    if (!rows[0]) return false;
    const { file } = rows[0];
    await noteAct(client, by, {
      what: 'import.cancelled',
      target: `import:${id}`,
      before: { file },
      after: null,
    });
    return true;
  });
  if (!inTime) return false;
  await clearStaged(pool, id);
  return true;
}

/** In slices: one statement for a million rows would be longer than a connection allows. */
export async function clearStaged(pool: Pool, id: string): Promise<void> {
  let rows: number;
  do {
    const { rowCount } = await pool.query(
      `DELETE FROM import_staged WHERE import = $1 AND seq IN (
         SELECT seq FROM import_staged WHERE import = $1 ORDER BY seq LIMIT 5000
       )`,
      [id],
    );
    rows = rowCount ?? 0;
  } while (rows > 0);
}

/** Imports whose process ended while it read them: what it staged goes. So do reports of three months ago. `patience` ms of silence tell. */
export async function sweepDead(pool: Pool, at: number, patience: number): Promise<void> {
  const { rows } = await pool.query<{ id: string; language: 'es' | 'en' }>(
    `SELECT id, language FROM import
     WHERE state = 'reading' AND heartbeat < clock_timestamp() - $1 * interval '1 millisecond'`,
    [patience],
  );
  for (const { id, language } of rows) {
    const failure = { sentence: importSentences(language).interrupted, ref: randomUUID().slice(0, 8) };
    await failReading(pool, id, failure, at);
  }
  await pool.query(
    `DELETE FROM import WHERE id IN (
       SELECT id FROM import AS i WHERE created < $1 AND finished < $1
         AND NOT EXISTS (SELECT FROM import_staged WHERE import = i.id)
         AND NOT EXISTS (SELECT FROM import_person WHERE import = i.id)
       ORDER BY created LIMIT 100
     )`,
    [at - memory],
  );
  // Ended before it could clear up.
  const left = await pool.query<{ id: string }>(
    `SELECT id FROM import AS i WHERE state IN ('failed', 'cancelled')
       AND EXISTS (SELECT 1 FROM import_staged WHERE import = i.id)`,
  );
  for (const { id } of left.rows) await clearStaged(pool, id);
}
