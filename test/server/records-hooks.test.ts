import { createHmac, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { OrderRecord } from '#shared/order/records.ts';
import type { ShopView } from '#shared/sync/records.ts';
import { sharedData } from '../shops/reading.ts';
import { poolOf } from './centre.ts';
import { streamOf } from './records-centre.ts';
import { wooOrder } from './records-files.ts';
import { centreOn, staffedDatabase } from './staffed.ts';

const names = {
  shopify: { signature: 'x-shopify-hmac-sha256', id: 'x-shopify-webhook-id', topic: 'x-shopify-topic' },
  woocommerce: {
    signature: 'x-wc-webhook-signature',
    id: 'x-wc-webhook-delivery-id',
    topic: 'x-wc-webhook-topic',
  },
} as const;
type Kind = keyof typeof names;

const signed = (secret: string, body: string) => createHmac('sha256', secret).update(body).digest('base64');

/** A shop's order in the words of its kind. */
const bodyOf = {
  woocommerce: (more: object = {}) => JSON.stringify(wooOrder(1, { customer_id: 1, ...more })),
  shopify: (more: object = {}) =>
    JSON.stringify({
      id: 1001,
      name: '#1001',
      created_at: '2026-01-05T10:00:00+01:00',
      updated_at: '2026-01-05T11:00:00+01:00',
      currency: 'EUR',
      total_price: '10.00',
      financial_status: 'paid',
      email: 'ana@example.com',
      customer: { id: 7, first_name: 'Ana', last_name: 'Ruiz' },
      shipping_address: { country_code: 'ES', zip: '28001', address1: 'Calle 1' },
      line_items: [{ id: 1, title: 'Taza', quantity: 1, price: '10.00' }],
      ...more,
    }),
};
const topicOf = { woocommerce: 'order.updated', shopify: 'orders/updated' };

async function centre(kind: Kind) {
  const url = await staffedDatabase();
  const { app, signIn, log } = await centreOn(url);
  const { token } = await signIn('nuria');
  const admin = (method: 'GET' | 'PUT', path: string, payload?: object) =>
    app.inject({
      method,
      url: path,
      headers: { authorization: `Bearer ${token}` },
      ...(payload ? { payload } : {}),
    });
  await admin('PUT', '/team-rules', { rules: [], rest: 'day' });
  const set = async (name: string, secrets?: string[], of: Kind = kind): Promise<ShopView> =>
    (
      await admin('PUT', `/shops/${name}`, {
        kind: of,
        zone: 'Europe/Madrid',
        country: 'ES',
        ...(secrets ? { secrets } : {}),
      })
    ).json();
  await set('casa', ['first-secret']);
  const pool = poolOf(url);

  async function hook(
    body: string,
    {
      secret = 'first-secret',
      signature = signed(secret, body),
      shop = 'casa',
      topic = topicOf[kind],
      id = randomUUID() as string,
    } = {},
  ): Promise<{ status: number; said: string }> {
    const { signature: s, id: i, topic: t } = names[kind];
    const answer = await app.inject({
      method: 'POST',
      url: `/hooks/${kind}/${shop}`,
      headers: { 'content-type': 'application/json', [s]: signature, [i]: id, [t]: topic },
      payload: body,
    });
    const json = answer.json<{ outcome?: string; code?: string; sentence?: string }>();
    return { status: answer.statusCode, said: json.outcome ?? `${json.code}: ${json.sentence}` };
  }
  async function orderOf(key: string): Promise<OrderRecord | null> {
    const { rows } = await pool.query<{ body: string }>('SELECT body FROM record_now WHERE key = $1', [key]);
    return rows[0] ? (JSON.parse(rows[0].body) as OrderRecord) : null;
  }
  return { app, pool, admin, set, hook, orderOf, log };
}

const refused = { status: 401, said: 'sign-in: The signature is not of this shop.' };
const ok = (said: string) => ({ status: 200, said });

test.each(['shopify', 'woocommerce'] as const)(
  '%s: what is signed as it came is taken, once, and nothing else is',
  async (kind) => {
    const { hook, set, pool, app } = await centre(kind);
    const body = bodyOf[kind]();
    await set('other', ['secret-of-another']);
    await set('bare');
    const before = await streamOf(pool, 'day');
    const tampered = body.replace('10.00', '99.00');
    expect(tampered).not.toBe(body);
    const matrix: [string, Parameters<typeof hook>][] = [
      ['a wrong secret', [body, { secret: 'wrong-secret' }]],
      ["another shop's secret", [body, { secret: 'secret-of-another' }]],
      ["another shop's name", [body, { shop: 'other' }]],
      ['a shop without a secret', [body, { shop: 'bare', secret: '' }]],
      ['an unknown shop', [body, { shop: 'nowhere' }]],
      ['a tampered body', [tampered, { signature: signed('first-secret', body) }]],
      [
        'a body written anew',
        [JSON.stringify(JSON.parse(body), null, 1), { signature: signed('first-secret', body) }],
      ],
      ['no signature', [body, { signature: '' }]],
      ['half a signature', [body, { signature: signed('first-secret', body).slice(0, 20) }]],
      [
        'the signature in hex',
        [body, { signature: createHmac('sha256', 'first-secret').update(body).digest('hex') }],
      ],
      ['an empty body', ['', { signature: signed('first-secret', body) }]],
    ];
    for (const [what, ask] of matrix) expect([what, await hook(...ask)]).toEqual([what, refused]);
    const elsewhere = kind === 'shopify' ? 'woocommerce' : 'shopify';
    const wrongKind = await app.inject({
      method: 'POST',
      url: `/hooks/${elsewhere}/casa`,
      headers: { [names[elsewhere].signature]: signed('first-secret', body) },
      payload: body,
    });
    expect(wrongKind.statusCode).toBe(401);
    expect(await streamOf(pool, 'day')).toEqual(before);

    expect(await hook(body, { id: 'd1' })).toEqual(ok('taken'));
    const after = await streamOf(pool, 'day');
    expect(after).toHaveLength(before.length + 2);
    // Replayed: under its own id, and under another, which is not signed.
    expect(await hook(body, { id: 'd1' })).toEqual(ok('repeated'));
    expect(await hook(body, { id: 'd2' })).toEqual(ok('repeated'));
    // What was not taken is not remembered: the right one may still come under that id.
    expect(await hook(tampered, { id: 'd3', signature: signed('first-secret', body) })).toEqual(refused);
    expect(await hook(tampered, { id: 'd3' })).toEqual(ok('taken'));
    expect(await streamOf(pool, 'day')).toHaveLength(after.length + 1);
  },
);

test.each(['shopify', 'woocommerce'] as const)(
  '%s: a secret is changed without losing a webhook, and is never shown',
  async (kind) => {
    const { hook, set, admin, pool, log } = await centre(kind);
    const body = (n: number) => bodyOf[kind]({ id: n });
    expect((await set('casa', ['second-secret', 'first-secret'])).secrets).toBe(2);
    expect(await hook(body(1), { secret: 'first-secret' })).toEqual(ok('taken'));
    expect(await hook(body(2), { secret: 'second-secret' })).toEqual(ok('taken'));
    await set('casa', ['second-secret']);
    expect(await hook(body(3), { secret: 'first-secret' })).toEqual(refused);
    // Other settings leave the secrets alone.
    expect((await set('casa')).secrets).toBe(1);
    expect(await hook(body(3), { secret: 'second-secret' })).toEqual(ok('taken'));

    const listed = await admin('GET', '/shops');
    expect(listed.json().shops).toEqual([
      {
        name: 'casa',
        kind,
        zone: 'Europe/Madrid',
        country: 'ES',
        secrets: 1,
        last: { at: expect.any(Number), topic: topicOf[kind], outcome: 'taken' },
      },
    ]);
    const { rows } = await pool.query<{ secrets: Buffer[] }>('SELECT secrets FROM shop');
    const kept = Buffer.concat(rows.flatMap((row) => row.secrets)).toString('latin1');
    for (const text of [listed.body, kept, log.join('\n')]) expect(text).not.toContain('-secret');
  },
);

test('a sealed secret cannot be moved to another shop', async () => {
  const { hook, set, pool } = await centre('shopify');
  await set('other', ['secret-of-another']);
  await pool.query(
    "UPDATE shop SET secrets = (SELECT secrets FROM shop WHERE name = 'casa') WHERE name = 'other'",
  );
  expect((await hook(bodyOf.shopify(), { shop: 'other' })).status).toBe(500);
});

test('an order that no team would have is taken when it is sent again after the rules were set', async () => {
  const { hook, admin, orderOf } = await centre('shopify');
  const rule = { shop: 'another', brand: null, country: null, team: 'day' };
  await admin('PUT', '/team-rules', { rules: [rule], rest: null });
  expect(await hook(bodyOf.shopify(), { id: 'd1' })).toEqual(ok('skipped'));
  expect(await orderOf('order:casa:1001')).toBeNull();
  await admin('PUT', '/team-rules', { rules: [rule], rest: 'day' });
  expect(await hook(bodyOf.shopify(), { id: 'd1' })).toEqual(ok('taken'));
});

test('an older state that comes late changes nothing', async () => {
  const { hook, orderOf } = await centre('shopify');
  await hook(bodyOf.shopify({ updated_at: '2026-01-05T12:00:00+01:00', total_price: '20.00' }));
  expect(await hook(bodyOf.shopify())).toEqual(ok('same'));
  expect((await orderOf('order:casa:1001'))?.total).toBe(2000);
});

test('what holds no order for us is answered with 200', async () => {
  const { hook, app, pool } = await centre('woocommerce');
  const ping = (url: string, payload: string) =>
    app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload,
    });
  for (const shop of ['casa', 'nowhere']) {
    const answer = await ping(`/hooks/woocommerce/${shop}`, 'webhook_id=12');
    expect([answer.statusCode, answer.json()]).toEqual([200, { outcome: 'ping' }]);
  }
  expect((await ping('/hooks/woocommerce/casa', 'webhook_id=12&x=1')).statusCode).toBe(401);
  expect(await hook('{"id":12}', { topic: 'order.deleted' })).toEqual(ok('ignored'));
  expect(await hook('{"id":1,"email":"a@b.es"}', { topic: 'customer.updated' })).toEqual(ok('ignored'));
  expect(await hook('no JSON')).toEqual(ok('skipped'));
  expect(await hook(bodyOf.woocommerce({ currency: 'XXQ' }))).toEqual(ok('skipped'));
  expect(await streamOf(pool, 'day')).toEqual([]);
});

test('a body over the limit is not read', async () => {
  const { hook } = await centre('woocommerce');
  expect((await hook(`"${'x'.repeat(8 * 1024 * 1024)}"`)).status).toBe(413);
});

test('the same delivery twice at once is taken once', async () => {
  const { hook, pool } = await centre('shopify');
  const answers = await Promise.all(Array.from({ length: 6 }, () => hook(bodyOf.shopify(), { id: 'd1' })));
  expect(answers.map(({ said }) => said).sort()).toEqual([
    'repeated',
    'repeated',
    'repeated',
    'repeated',
    'repeated',
    'taken',
  ]);
  expect(await streamOf(pool, 'day')).toHaveLength(2);
});

test('many orders of one person at once, under several writings, make one customer', async () => {
  const { hook, pool } = await centre('shopify');
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      hook(bodyOf.shopify({ id: i, customer: null, email: i % 2 ? 'ANA@example.com' : 'ana@example.com' })),
    ),
  );
  expect(answers).toEqual(answers.map(() => ok('taken')));
  const { rows } = await pool.query("SELECT FROM record_now WHERE key LIKE 'customer:%'");
  expect(rows).toHaveLength(1);
});

test('a fulfilment of Shopify puts its parcel into the order, its later word replaces it, and an older one does not', async () => {
  const { hook, orderOf } = await centre('shopify');
  const fulfilment = (more: object = {}) =>
    JSON.stringify({
      id: 255,
      order_id: 1001,
      status: 'success',
      created_at: '2026-01-06T10:00:00+01:00',
      updated_at: '2026-01-06T10:00:00+01:00',
      shipment_status: 'in_transit',
      tracking_company: 'Correos',
      tracking_numbers: ['A1', 'A2'],
      line_items: [{ id: 1, quantity: 1 }],
      ...more,
    });
  const topic = 'fulfillments/update';
  expect(await hook(fulfilment({ order_id: 999 }), { topic })).toEqual(ok('ignored'));
  await hook(bodyOf.shopify());
  const bought = await orderOf('order:casa:1001');
  expect(await hook(fulfilment(), { topic })).toEqual(ok('taken'));
  expect(await orderOf('order:casa:1001')).toMatchObject({
    seenAt: bought?.seenAt,
    shipments: [
      { id: '255', tracking: 'A1', deliveredAt: null, lines: [{ lineId: '1', quantity: 1 }] },
      { id: '255/2', tracking: 'A2' },
    ],
  });
  const delivered = {
    updated_at: '2026-01-07T10:00:00+01:00',
    shipment_status: 'delivered',
    tracking_numbers: ['A1'],
  };
  expect(await hook(fulfilment(delivered), { topic })).toEqual(ok('taken'));
  const old = fulfilment({ updated_at: '2026-01-06T12:00:00+01:00', shipment_status: 'out_for_delivery' });
  expect(await hook(old, { topic })).toEqual(ok('same'));
  const { shipments } = (await orderOf('order:casa:1001')) as OrderRecord;
  expect(shipments).toMatchObject([
    { id: '255', tracking: 'A1', deliveredAt: Date.parse('2026-01-07T09:00:00Z') },
  ]);
  expect(await hook('{"id":1}', { topic })).toEqual(ok('skipped'));
});

const present = existsSync(new URL('shopify/order.json', sharedData));
if (!present) console.log('SKIPPED: no ../shared/data/shopify and woocommerce, real webhooks are not tested');

test.skipIf(!present)("bodies of the shops' own documentation are taken", async () => {
  console.log('Using ../shared/data/shopify (MIT) and ../shared/data/woocommerce (Apache-2.0)');
  const read = (name: string) => readFileSync(new URL(name, sharedData), 'utf8');
  const shopify = await centre('shopify');
  const { order } = JSON.parse(read('shopify/order.json')) as { order: { id: number } };
  expect(await shopify.hook(JSON.stringify(order))).toEqual(ok('taken'));
  const { fulfillment } = JSON.parse(read('shopify/fulfillment.json')) as { fulfillment: object };
  const own = JSON.stringify({ ...fulfillment, order_id: order.id });
  expect(await shopify.hook(own, { topic: 'fulfillments/create' })).toEqual(ok('taken'));
  const woo = await centre('woocommerce');
  expect(await woo.hook(read('woocommerce/orders_0.json'))).toEqual(ok('taken'));
});
