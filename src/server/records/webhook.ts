import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { OrderRecord } from '#shared/order/records.ts';
import type { ShopView } from '#shared/sync/records.ts';
import { readOrders } from '#shops/read.ts';
import { readFulfilment, withFulfilment } from '#shops/shopify-fulfilment.ts';
import { ShopFileError } from '#shops/trouble.ts';
import { asCentre } from '../database/transaction.ts';
import type { OrderStep } from './known.ts';
import { lockForRecognition } from './lock.ts';
import { keyOf, readRecord } from './read.ts';
import { mostSteps, takeSteps } from './take-steps.ts';
import { upsertRecords } from './upsert.ts';

/** A delivery whose signature was right. */
export type Delivery = {
  shop: Pick<ShopView, 'name' | 'kind' | 'zone' | 'country'>;
  /** As the shop says it: `orders/updated`, `order.updated`. */
  topic: string;
  /** The shop's name of this delivery: it sends one again under the same until it is answered. */
  id: string;
  body: Buffer;
};

/**
 * `taken`: something changed; `same`: nothing did, or something newer was known; `repeated`: it was taken before; `ignored`: not of orders;
 * `skipped`: an order that could not be read or belongs to no team.
 */
export type DeliveryOutcome = 'taken' | 'same' | 'repeated' | 'ignored' | 'skipped';

/** Deliveries are remembered for so long. Shopify tries for 4 hours, WooCommerce's are sent again by hand. */
const memory = 7 * 86_400_000;

type Work = {
  outcome: Exclude<DeliveryOutcome, 'repeated'>;
  number: (at: number) => Promise<void>;
};
const nothing = (outcome: Work['outcome']): Work => ({ outcome, number: async () => undefined });

/** Takes a delivery in one transaction, once: what fails is as if it had never come, and the shop sends it again. */
export async function takeDelivery(pool: Pool, delivery: Delivery, now: number): Promise<DeliveryOutcome> {
  const { shop, topic, id, body } = delivery;
  const steps = await stepsOf(delivery);
  const outcome = await asCentre(pool, async (client): Promise<DeliveryOutcome> => {
    const { rowCount } = await client.query(
      'INSERT INTO webhook_delivery (shop, delivery, digest, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [shop.name, id, createHash('sha256').update(`${topic}\n`).update(body).digest(), now],
    );
    if (rowCount === 0) return 'repeated';
    const work = await workOf(client, delivery, steps);
    // Of what was not taken nothing is remembered: sent again after a rule or a zone was set, it is taken.
    if (work.outcome === 'skipped' || work.outcome === 'ignored')
      await client.query('DELETE FROM webhook_delivery WHERE shop = $1 AND delivery = $2', [shop.name, id]);
    await client.query('UPDATE shop SET last_at = $2, last_topic = $3, last_outcome = $4 WHERE name = $1', [
      shop.name,
      now,
      topic,
      work.outcome,
    ]);
    await work.number(now);
    return work.outcome;
  });
  await pool.query(
    `DELETE FROM webhook_delivery WHERE (shop, delivery) IN (
       SELECT shop, delivery FROM webhook_delivery WHERE at < $1 LIMIT 100
     )`,
    [now - memory],
  );
  return outcome;
}

function isOfOrders({ shop, topic }: Delivery): boolean {
  return shop.kind === 'shopify' ? topic.startsWith('orders/') : topic.startsWith('order.');
}

/** The orders of the body, and whether all of it could be read. */
async function stepsOf(delivery: Delivery): Promise<{ orders: OrderStep[]; whole: boolean }> {
  const { shop, body } = delivery;
  const orders: OrderStep[] = [];
  let whole = true;
  if (!isOfOrders(delivery)) return { orders, whole };
  try {
    const steps = readOrders({
      open: async function* () {
        yield body;
      },
      from: shop.kind === 'shopify' ? 'shopify-json' : 'woocommerce-json',
      mapping: null,
      zone: shop.zone,
      country: shop.country,
      shop: shop.name,
      language: 'es',
      bytes: body.length,
    });
    for await (const step of steps) {
      if (step.step === 'order') orders.push(step);
      // A deleted order is sent as its id alone.
      else if (step.step === 'skip' && step.skip.why !== 'not-an-order') whole = false;
    }
  } catch (error) {
    if (!(error instanceof ShopFileError)) throw error;
    return { orders: [], whole: false };
  }
  return { orders: orders.slice(0, mostSteps), whole: whole && orders.length <= mostSteps };
}

async function workOf(
  client: PoolClient,
  delivery: Delivery,
  { orders, whole }: { orders: OrderStep[]; whole: boolean },
): Promise<Work> {
  if (delivery.shop.kind === 'shopify' && delivery.topic.startsWith('fulfillments/'))
    return fulfil(client, delivery);
  if (orders.length === 0) return nothing(whole ? 'ignored' : 'skipped');
  const from = delivery.shop.kind === 'shopify' ? 'shopify-json' : 'woocommerce-json';
  const taken = await takeSteps(client, orders, { file: '', from, language: 'es' });
  const { orders: counts, customers } = taken.run.report();
  const changed = counts.new + counts.changed + customers.new + customers.changed > 0;
  const isSkipped = taken.refused.length > 0 || !whole;
  return { outcome: isSkipped ? 'skipped' : changed ? 'taken' : 'same', number: taken.number };
}

/** Shopify sends a fulfilment without its order; one whose order is not known yet comes again within the order. */
async function fulfil(client: PoolClient, { shop, body }: Delivery): Promise<Work> {
  const fulfilment = readFulfilment(parsed(body), shop.name);
  if (fulfilment === null) return nothing('skipped');
  await lockForRecognition(client);
  const { rows } = await client.query<{ body: string }>('SELECT body FROM record_now WHERE key = $1', [
    keyOf({ type: 'order', id: fulfilment.orderId }),
  ]);
  if (!rows[0]) return nothing('ignored');
  const read = readRecord(withFulfilment(JSON.parse(rows[0].body) as OrderRecord, fulfilment));
  if (!('record' in read)) return nothing('skipped');
  const { outcomes, number } = await upsertRecords(client, [read], { orders: new Map(), moved: 'stay' });
  return { outcome: outcomes.get(read.key)?.outcome === 'changed' ? 'taken' : 'same', number };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}
