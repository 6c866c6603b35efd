import type { PoolClient } from 'pg';
import type { ImportFormat } from '#shared/sync/import.ts';
import type { RecordRefusal } from '#shared/sync/records.ts';
import { type ImportRun, importRun } from '#shops/import.ts';
import type { ReportLanguage } from '#shops/words.ts';
import { breather } from './breath.ts';
import { idHash, knownFor, type OrderStep } from './known.ts';
import { lockForRecognition } from './lock.ts';
import { batchLimits, ordersByCustomer } from './put.ts';
import { type Keyed, readRecord } from './read.ts';
import { type Upserted, upsertRecords } from './upsert.ts';

/** Each makes a customer and an order at most, and now and then twins. */
export const mostSteps = 200;

export type StepsTaken = {
  /** How many of the steps: fewer where they made more than a transaction numbers. */
  count: number;
  run: ImportRun;
  /** What was not taken, with the step that made it: of a step one cause, or each value that is too long. */
  refused: { step: OrderStep; why: RecordRefusal; field: string | null }[];
  /** See `Upserted`: call it last. */
  number: Upserted['number'];
};

/**
 * Tells whose these orders are and writes what they make or change, inside the caller's transaction, of which it must be the first thing.
 * Nobody else recognises meanwhile, in any process. `steps`: at most `mostSteps`.
 */
export async function takeSteps(
  client: Pick<PoolClient, 'query'>,
  steps: readonly OrderStep[],
  file: { file: string; from: ImportFormat; language: ReportLanguage },
): Promise<StepsTaken> {
  await lockForRecognition(client);
  const run = importRun({ ...file, known: await knownFor(client, steps), hash: idHash });
  const made = new Map<string, Keyed & { step: OrderStep }>();
  const refused: StepsTaken['refused'] = [];
  const breathe = breather();
  let count = 0;
  for (const step of steps) {
    if (made.size > batchLimits.records - 50) break;
    count++;
    await breathe();
    for (const raw of run.take(step)) {
      const read = readRecord(raw);
      if ('record' in read) made.set(read.key, { ...read, step: made.get(read.key)?.step ?? step });
      else refused.push({ step, why: read.why, field: read.field });
    }
  }
  const records = [...made.values()];
  const upserted = await upsertRecords(client, records, {
    orders: ordersByCustomer(records),
    // A person may be recognised across teams; the order's news must reach the desks that have the order.
    moved: 'stay',
  });
  // The first cause of an order is told: that it went with its customer is no second one.
  const told = new Set(refused.map(({ step }) => step));
  for (const { key, step } of records) {
    const outcome = upserted.outcomes.get(key);
    if (outcome?.outcome !== 'refused' || told.has(step)) continue;
    told.add(step);
    refused.push({ step, why: outcome.why, field: outcome.field });
  }
  return { count, run, refused, number: upserted.number };
}
