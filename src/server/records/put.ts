import type { Pool } from 'pg';
import type { OrderRecord } from '#shared/order/records.ts';
import type { RecordOutcome } from '#shared/sync/records.ts';
import { asCentre } from '../database/transaction.ts';
import { type Keyed, readRecord } from './read.ts';
import { upsertRecords } from './upsert.ts';

/** While a transaction's changes are numbered and committed, the pushes of their teams wait: it holds no more than these. */
export const batchLimits = { records: 500, characters: 4_000_000 } as const;

/**
 * Takes the newest states of records, in any order: customers are written before what belongs to them. Each batch is a transaction; one
 * that fails leaves the ones before it. Where a key comes twice the last one counts, and both get its outcome.
 * @returns what became of each, as they were given. `now`: the ledger's clock, ms.
 */
export async function putRecords(
  pool: Pool,
  records: readonly unknown[],
  now: () => number,
): Promise<RecordOutcome[]> {
  const read = records.map(readRecord);
  const byKey = new Map<string, Keyed>();
  for (const one of read) if ('record' in one) byKey.set(one.key, one);
  const sorted = [...byKey.values()].sort((a, b) => rank[a.record.type] - rank[b.record.type]);
  const belongs = { orders: ordersByCustomer(sorted), moved: 'refuse' } as const;
  const outcomes = new Map<string, RecordOutcome>();
  for (const batch of batchesOf(sorted)) {
    const done = await asCentre(pool, async (client) => {
      const upserted = await upsertRecords(client, batch, belongs);
      await upserted.number(now());
      return upserted.outcomes;
    });
    for (const [key, outcome] of done) outcomes.set(key, outcome);
  }
  return read.map((one) => ('record' in one ? (outcomes.get(one.key) as RecordOutcome) : one));
}

const rank = {
  customer: 0,
  order: 1,
  twin: 2,
  person: 3,
  rules: 4,
  skills: 5,
  absence: 6,
  erased: 7,
} as const;

export function ordersByCustomer(records: readonly Keyed[]): Map<string, OrderRecord[]> {
  const orders = records.flatMap(({ record }) => (record.type === 'order' ? [record] : []));
  return Map.groupBy(orders, (order) => order.customerId);
}

/** Batches within `batchLimits`, at least one record each. */
function* batchesOf(records: readonly Keyed[]): Generator<Keyed[]> {
  let batch: Keyed[] = [];
  let characters = 0;
  for (const keyed of records) {
    const size = JSON.stringify(keyed.record).length;
    if (
      batch.length === batchLimits.records ||
      (batch.length > 0 && characters + size > batchLimits.characters)
    ) {
      yield batch;
      batch = [];
      characters = 0;
    }
    batch.push(keyed);
    characters += size;
  }
  if (batch.length > 0) yield batch;
}
