import type { Pool, PoolClient } from 'pg';
import type { ImportFormat, ImportReport } from '#shared/sync/import.ts';
import type { ReportLanguage } from '#shops/words.ts';
import { asCentre } from '../../database/transaction.ts';
import type { OrderStep } from '../known.ts';
import { mostSteps, type StepsTaken, takeSteps } from '../take-steps.ts';
import type { Staged } from './stage.ts';
import { importSentences } from './words.ts';

/** More are counted and not listed. */
const mostListed = 1000;

/** An import that this process has claimed. */
export type Claimed = {
  id: string;
  claim: string;
  file: string;
  from: ImportFormat;
  language: ReportLanguage;
};

/** Another process has taken the import over, because this one was silent for too long. */
export class ClaimLostError extends Error {}

/**
 * Publishes the next orders of an import in one transaction: recognised, written, numbered, no longer staged, counted in the report. So
 * it makes no difference when and how often a process ends, or which one goes on.
 * @returns whether there may be more. @throws ClaimLostError
 */
export async function publishSome(pool: Pool, claimed: Claimed, now: () => number): Promise<boolean> {
  return asCentre(pool, async (client) => {
    const steps = await nextSteps(client, claimed.id);
    if (steps.length === 0) {
      await finish(client, claimed, now());
      return false;
    }
    const taken = await takeSteps(
      client,
      steps.map(({ step }) => step),
      claimed,
    );
    const { report } = await held(client, claimed);
    await client.query('DELETE FROM import_staged WHERE import = $1 AND seq <= $2', [
      claimed.id,
      steps[taken.count - 1]?.seq,
    ]);
    await keepPeople(client, claimed.id, taken);
    await client.query('UPDATE import SET done = done + $2, report = $3 WHERE id = $1', [
      claimed.id,
      taken.count,
      JSON.stringify(added(report, taken, claimed.language)),
    ]);
    await taken.number(now());
    return true;
  });
}

async function nextSteps(client: PoolClient, id: string): Promise<{ seq: number; step: OrderStep }[]> {
  const { rows } = await client.query<{ seq: number; body: string }>(
    'SELECT seq, body FROM import_staged WHERE import = $1 ORDER BY seq LIMIT $2',
    [id, mostSteps],
  );
  return rows.map(({ seq, body }) => ({ seq, step: { step: 'order', ...(JSON.parse(body) as Staged) } }));
}

/** Locks the import and says that somebody works on it. */
async function held(client: PoolClient, { id, claim }: Claimed): Promise<{ report: ImportReport }> {
  const { rows } = await client.query<{ report: ImportReport }>(
    `UPDATE import SET heartbeat = clock_timestamp()
     WHERE id = $1 AND claim = $2 AND state = 'publishing' RETURNING report`,
    [id, claim],
  );
  if (!rows[0]) throw new ClaimLostError();
  return rows[0];
}

async function keepPeople(client: PoolClient, id: string, { run }: StepsTaken): Promise<void> {
  const people = [...run.people()];
  await client.query(
    `INSERT INTO import_person AS p (import, customer_id, guest, is_new, changed, merged)
     SELECT $1, * FROM unnest($2::text[], $3::boolean[], $4::boolean[], $5::boolean[], $6::boolean[])
     ON CONFLICT (import, customer_id) DO UPDATE
     SET guest = excluded.guest, changed = p.changed OR excluded.changed, merged = p.merged OR excluded.merged`,
    [
      id,
      people.map(([customerId]) => customerId),
      people.map(([, person]) => person.guest),
      people.map(([, person]) => person.isNew),
      people.map(([, person]) => person.changed),
      people.map(([, person]) => person.merged),
    ],
  );
}

/** The report with what one more batch did. Its customers are counted at the end: one may be in many batches. */
function added(report: ImportReport, { run, refused }: StepsTaken, language: ReportLanguage): ImportReport {
  const { orders, lines, twins } = run.report();
  const sentences = importSentences(language).refused;
  const skipped = refused.map(({ step, why, field }) => ({
    row: step.row,
    rows: step.rows,
    field,
    code: why,
    why: sentences[why],
  }));
  return {
    ...report,
    orders: {
      read: report.orders.read + orders.read,
      new: report.orders.new + orders.new,
      changed: report.orders.changed + orders.changed,
      unchanged: report.orders.unchanged + orders.unchanged,
      older: report.orders.older + orders.older,
      cancellations: report.orders.cancellations + orders.cancellations,
    },
    lines: report.lines + lines,
    twins: report.twins + twins,
    skipped: [...report.skipped, ...skipped].slice(0, mostListed),
    skippedTotal: report.skippedTotal + refused.length,
  };
}

async function finish(client: PoolClient, claimed: Claimed, at: number): Promise<void> {
  const { report } = await held(client, claimed);
  const { rows } = await client.query<ImportReport['customers']>(
    `SELECT count(*) AS read, count(*) FILTER (WHERE is_new) AS new,
       count(*) FILTER (WHERE changed AND NOT is_new) AS changed,
       count(*) FILTER (WHERE merged) AS merged, count(*) FILTER (WHERE guest) AS guests
     FROM import_person WHERE import = $1`,
    [claimed.id],
  );
  await client.query('DELETE FROM import_person WHERE import = $1', [claimed.id]);
  await client.query(
    "UPDATE import SET state = 'done', claim = NULL, failure = NULL, finished = $2, report = $3 WHERE id = $1",
    [claimed.id, at, JSON.stringify({ ...report, customers: rows[0] ?? report.customers })],
  );
}
