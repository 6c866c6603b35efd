import type { Pool } from 'pg';
import type { App } from '../app.ts';
import type { Lines } from '../database/lines.ts';
import { openPool } from '../database/pool.ts';
import { secretOf } from '../identity/secret.ts';
import type { Gate } from '../identity/signed-in.ts';
import { hookRoutes } from './hooks.ts';
import { type ImportJobs, importJobs } from './imports/jobs.ts';
import { type ImportParts, importRoutes } from './imports/routes.ts';
import { type RecordParts, recordRoutes } from './routes.ts';

/** What brings records in, in one process of a centre. */
export type Records = RecordParts & { jobs: ImportJobs; close(): Promise<void> };

/**
 * With connections of its own: whoever tells people apart waits for others who do, and that must not take the ones that desks need.
 * @param failed hears of what went wrong behind requests, with the reference that a person was given.
 */
export async function openRecords(
  url: string,
  now: () => number,
  failed: (error: unknown, ref: string | null) => void,
  lines?: Lines,
): Promise<Records> {
  const onError = (error: Error) => failed(error, null);
  const pool: Pool = openPool(url, { size: 4, onError, ...(lines ? { lines } : {}) });
  const shopKey = await secretOf(pool, 'shop-key').catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  const jobs = importJobs({ pool, now, failed });
  return {
    pool,
    now,
    shopKey,
    jobs,
    async close() {
      await jobs.stop();
      await pool.end();
    },
  };
}

export function allRecordRoutes(app: App, records: Records, limits: ImportParts['limits'], gate: Gate): void {
  recordRoutes(app, records, gate);
  importRoutes(app, { ...records, limits }, gate);
  hookRoutes(app, records);
}
