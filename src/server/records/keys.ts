import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { CustomerRecord } from '#shared/customer/records.ts';
import { type CustomerKey, customerKeys } from '#shops/customer-keys.ts';

type Client = Pick<PoolClient, 'query'>;

/** An index of PostgreSQL takes rows of up to 2,704 bytes, an address may have more. */
const longest = 300;

/** A key's value as the table keeps it. */
export function storedValue(value: string): string {
  return value.length <= longest ? value : `sha256:${createHash('sha256').update(value).digest('hex')}`;
}

/** Brings the keys of these customers to what their newest records say. Call it while their rows of record_now are locked. */
export async function writeKeys(client: Client, customers: readonly CustomerRecord[]): Promise<void> {
  if (customers.length === 0) return;
  const { rows } = await client.query<CustomerKey & { customer_id: string }>(
    'SELECT kind, value, customer_id FROM customer_key WHERE customer_id = ANY($1)',
    [customers.map((customer) => customer.id)],
  );
  const had = new Map(rows.map((row) => [`${row.kind}|${row.value}|${row.customer_id}`, row]));
  const added = new Map<string, CustomerKey & { customer_id: string }>();
  for (const customer of customers) {
    for (const key of customerKeys(customer)) {
      const row = { kind: key.kind, value: storedValue(key.value), customer_id: customer.id };
      const name = `${row.kind}|${row.value}|${row.customer_id}`;
      if (!had.delete(name)) added.set(name, row);
    }
  }
  const columns = (keys: Iterable<CustomerKey & { customer_id: string }>) => {
    const all = [...keys];
    return [all.map((key) => key.kind), all.map((key) => key.value), all.map((key) => key.customer_id)];
  };
  if (added.size > 0)
    await client.query(
      `INSERT INTO customer_key (kind, value, customer_id)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) ON CONFLICT DO NOTHING`,
      columns(added.values()),
    );
  // What a shop took back, by a whole new record: recognition must not find the customer by it any more.
  if (had.size > 0)
    await client.query(
      `DELETE FROM customer_key AS k USING unnest($1::text[], $2::text[], $3::text[]) AS u (kind, value, id)
       WHERE k.kind = u.kind AND k.value = u.value AND k.customer_id = u.id`,
      columns(had.values()),
    );
}
