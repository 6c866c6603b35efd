import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { CustomerRecord } from '#shared/customer/records.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import { type CustomerKey, identityKeys } from '#shops/customer-keys.ts';
import type { ReadStep } from '#shops/neutral.ts';
import type { Known } from '#shops/overlay.ts';
import { likelyIds, mostTwins } from '#shops/recognise.ts';
import { storedValue } from './keys.ts';
import { keyOf } from './read.ts';

type Client = Pick<PoolClient, 'query'>;
export type OrderStep = Extract<ReadStep, { step: 'order' }>;

/** Ids of people are made of what identifies them, an e-mail address for one: nobody must be able to read it back. */
export function idHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}

/**
 * What the centre knows, loaded beforehand for these steps and no others: recognition asks without waiting. Everything it can ask is known
 * from the steps: it looks up their own keys, whoever has one of them, the orders' customers, and the ids of new people. What it
 * asks while it puts a record beside others is never read again. Call it under `lockForRecognition`.
 */
export async function knownFor(client: Client, steps: readonly OrderStep[]): Promise<Known> {
  const lists = await sharersOf(client, steps);
  const orders = await recordsOf<OrderRecord>(
    client,
    steps.map(({ order }) => keyOf({ type: 'order', id: order.id })),
  );
  const ids = new Set<string>();
  for (const { customer, order } of steps)
    for (const id of likelyIds(customer, order.id, idHash)) ids.add(id);
  for (const order of orders.values()) ids.add(order.customerId);
  for (const sharers of lists.values()) for (const id of sharers) ids.add(id);
  const customers = await recordsOf<CustomerRecord>(
    client,
    [...ids].map((id) => keyOf({ type: 'customer', id })),
  );
  const twins = await twinsOf(
    client,
    [...customers.values()].map(({ id }) => id),
  );
  const asked = new Set(steps.map(({ order }) => order.id));
  return {
    customerByKey: (kind, value) => lists.get(nameOf({ kind, value })) ?? [],
    customer(id) {
      if (!ids.has(id)) throw new Error('recognition asks for a customer that was not loaded');
      return customers.get(keyOf({ type: 'customer', id })) ?? null;
    },
    order(id) {
      if (!asked.has(id)) throw new Error('recognition asks for an order that was not loaded');
      return orders.get(keyOf({ type: 'order', id })) ?? null;
    },
    hasTwin: (id) => twins.has(keyOf({ type: 'twin', id })),
  };
}

function nameOf({ kind, value }: CustomerKey): string {
  return `${kind}|${storedValue(value)}`;
}

/**
 * Everybody who has one of the steps' keys. Names and addresses only suggest twins, and not where more than `mostTwins` share them: of
 * those that thousands share no more are read than tell that.
 */
async function sharersOf(client: Client, steps: readonly OrderStep[]): Promise<Map<string, string[]>> {
  const keys = new Map<string, CustomerKey>();
  for (const { customer } of steps) {
    for (const key of identityKeys(customer)) keys.set(nameOf(key), key);
    const own: CustomerKey = { kind: 'shop', value: customer.personKey ?? '' };
    if (customer.personKey !== null) keys.set(nameOf(own), own);
  }
  const { rows } = await client.query<{ kind: CustomerKey['kind']; value: string; ids: string[] }>(
    sharersSql,
    [
      [...keys.values()].map(({ kind }) => kind),
      [...keys.values()].map(({ value }) => storedValue(value)),
      mostTwins + 2,
    ],
  );
  return new Map(rows.map(({ kind, value, ids }) => [`${kind}|${value}`, ids]));
}

async function recordsOf<T>(client: Client, keys: readonly string[]): Promise<Map<string, T>> {
  const { rows } = await client.query<{ key: string; body: string }>(recordsSql, [keys]);
  return new Map(rows.map(({ key, body }) => [key, JSON.parse(body) as T]));
}

async function twinsOf(client: Client, customerIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await client.query<{ key: string }>(twinsSql, [customerIds]);
  return new Set(rows.map(({ key }) => key));
}

export const sharersSql = `
  SELECT u.kind, u.value, array_agg(k.customer_id ORDER BY k.customer_id) AS ids
  FROM unnest($1::text[], $2::text[]) AS u (kind, value)
  CROSS JOIN LATERAL (
    SELECT customer_id FROM customer_key WHERE kind = u.kind AND value = u.value
    LIMIT CASE WHEN u.kind IN ('name', 'address') THEN $3::int END
  ) AS k
  GROUP BY u.kind, u.value`;

export const recordsSql = 'SELECT key, body FROM record_now WHERE key = ANY($1)';

export const twinsSql = "SELECT key FROM record_now WHERE customer_id = ANY($1) AND key LIKE 'twin:%'";
