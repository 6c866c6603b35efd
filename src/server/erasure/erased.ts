import type { PoolClient } from 'pg';
import type { CustomerRecord } from '#shared/customer/records.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import { isStorable } from '../database/storable.ts';
import type { Keyed } from '../records/read.ts';

type Client = Pick<PoolClient, 'query'>;

export const erasedSql = `
  SELECT e.customer_id AS id, e.at, EXISTS (
    SELECT FROM record_now AS r WHERE r.key = 'customer:' || e.customer_id) AS back
  FROM erasure AS e WHERE e.customer_id = ANY ($1::text[])`;

/**
 * Tells of customers whether what was written at a time (ms) may not be taken any more. Of somebody whom a shop knows again since, only what
 * was written before; of everybody else who was erased, nothing. Call it after `lockStreams`, which waits for an erasure under way.
 */
export async function erasedOf(
  client: Client,
  customerIds: readonly string[],
): Promise<(customerId: string, at: number) => boolean> {
  const storable = [...new Set(customerIds)].filter(isStorable);
  const { rows } = await client.query<{ id: string; at: number; back: boolean }>(erasedSql, [storable]);
  const erased = new Map(rows.map((row) => [row.id, row]));
  return (customerId, at) => {
    const found = erased.get(customerId);
    return found !== undefined && (!found.back || at <= found.at);
  };
}

export const erasedRecordsSql = 'SELECT key FROM erased_record WHERE key = ANY ($1::text[])';

/**
 * Which of these records do not come back: what was erased under the same id, whatever a shop sends again; and an order of an erased customer that is older
 * than the erasure. A new order is a new beginning, and brings the customer's record with it. Asked under `lockForWriting`.
 */
export async function keptAway(
  client: Client,
  records: readonly Keyed[],
  isHere: (key: string) => boolean,
): Promise<ReadonlySet<string>> {
  const customers = new Set(records.flatMap(({ record }) => customersIn(record)));
  if (customers.size === 0) return new Set();
  const { rows } = await client.query<{ id: string; at: number; back: boolean }>(erasedSql, [[...customers]]);
  const keys = records.map(({ key }) => key);
  const gone = await client.query<{ key: string }>(erasedRecordsSql, [keys]);
  const away = new Set(gone.rows.map(({ key }) => key));
  const erased = new Map(rows.map((row) => [row.id, row]));
  if (erased.size === 0 && away.size === 0) return away;
  const orders = Map.groupBy(
    records.filter(({ record }) => record.type === 'order'),
    ({ record }) => (record.type === 'order' ? record.customerId : ''),
  );
  const isBack = new Set(rows.flatMap(({ id, back }) => (back ? id : [])));
  for (const { key, record } of records) {
    if (record.type !== 'order' || away.has(key)) continue;
    const before = erased.get(record.customerId);
    if (before && record.placedAt <= before.at) away.add(key);
    else if (before) isBack.add(record.customerId);
  }
  for (const { key, record } of records) {
    if (record.type !== 'customer' && record.type !== 'twin') continue;
    if (customersIn(record).some((id) => erased.has(id) && !isBack.has(id))) away.add(key);
    else if (record.type === 'customer') {
      // Under another id, with nothing but orders that do not come back: the person does not either.
      const theirs = orders.get(record.id) ?? [];
      if (theirs.length > 0 && theirs.every((one) => away.has(one.key)) && !isHere(key)) away.add(key);
      else away.delete(key);
    }
  }
  return away;
}

function customersIn(record: Keyed['record']): string[] {
  if (record.type === 'customer') return [(record satisfies CustomerRecord).id];
  if (record.type === 'order') return [(record satisfies OrderRecord).customerId];
  return record.type === 'twin' ? [...record.customerIds] : [];
}
