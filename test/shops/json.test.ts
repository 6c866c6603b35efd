import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { type CutItem, itemCutter } from '#shops/json-cutter.ts';
import { readJsonItems } from '#shops/json-items.ts';
import { fileOf, readAll, sharedData } from './reading.ts';

async function itemsOf(text: string | Uint8Array, size?: number): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const item of readJsonItems(fileOf(text, size)(), new Set(['orders', 'create', 'update'])))
    items.push('bad' in item ? item.bad : item.value);
  return items;
}

test.each([
  ['an array', '[{"a":1},{"a":2}]', [{ a: 1 }, { a: 2 }]],
  ['an empty array', ' [ ] ', []],
  ['an array of other things', '[1,"a]",null,[2,3]]', [1, 'a]', null, [2, 3]]],
  ['one object', '{"a":{"b":[1,"}"]}}', [{ a: { b: [1, '}'] } }]],
  ['one object on many lines', '\ufeff{\n "a": 1,\n "b": {\n }\n}\n', [{ a: 1, b: {} }]],
  ['a wrapper', '{"count":2,"orders":[{"a":1},{"a":2}],"next":null}', [{ a: 1 }, { a: 2 }]],
  ['a wrapper of two', '{"create":[{"a":1}],"update":[{"a":2}]}', [{ a: 1 }, { a: 2 }]],
  ['wrappers one after another', '{"orders":[{"a":1}]}\n{"orders":[{"a":2}]}', [{ a: 1 }, { a: 2 }]],
  ['arrays one after another', '[{"a":1}]\n[{"a":2}]', [{ a: 1 }, { a: 2 }]],
  ['JSON lines', '{"a":1}\r\n{"a":2}\n\n{"a":3}', [{ a: 1 }, { a: 2 }, { a: 3 }]],
  ['a deeper field named like a wrapper', '{"a":{"orders":[1]}}', [{ a: { orders: [1] } }]],
  ['escaped quotation marks', '[{"a":"\\"},{\\\\"},{"b":"\\\\"}]', [{ a: '"},{\\' }, { b: '\\' }]],
])('%s is read item by item, whatever the pieces', async (_, text, items) => {
  expect(await itemsOf(text)).toEqual(items);
  expect(await itemsOf(text, 1)).toEqual(items);
  expect(await itemsOf(text, 3)).toEqual(items);
});

test.each([
  ['an item with a mistake', '[{"a":1},{"a":},{"a":3}]', [{ a: 1 }, 'not-json', { a: 3 }]],
  ['one bracket too many', '[{"a":1}},{"a":2}]', ['not-json', { a: 2 }]],
  ['a bracket of the wrong kind', '[{"a":[1},{"a":2}]', ['not-json', { a: 2 }]],
  ['a string without its end', '[\n{"a":"x},\n{"a":2}\n]', ['not-json', { a: 2 }]],
  [
    'a long item whose string has no end',
    '[\n {\n  "a": "x,\n  "b": [1]\n },\n {\n  "a": 2\n },\n {"a": 3}\n]\n',
    ['not-json', 'not-json', { a: 2 }, { a: 3 }],
  ],
  ['a bad line', '{"a":1}\nnot json\n{"a":3}', [{ a: 1 }, 'not-json', { a: 3 }]],
  ['a line cut in a string', '{"a":1}\n{"a":"x\n{"a":3}', [{ a: 1 }, 'not-json', { a: 3 }]],
  ['a line cut in an array', '{"a":1}\n{"a":[1,\n{"a":3}\n', [{ a: 1 }, 'not-json', { a: 3 }]],
  ['a last line that is cut', '{"a":1}\n{"a":', [{ a: 1 }, 'not-json']],
])('%s hides no other', async (_, text, items) => {
  expect(await itemsOf(text)).toEqual(items);
});

test('bytes that are no UTF-8 cost their item only', async () => {
  const bytes = Uint8Array.from('[{"a":"\u00f1"},{"a":2}]', (c) => c.charCodeAt(0));
  expect(await itemsOf(bytes)).toEqual(['encoding', { a: 2 }]);
});

test('an item larger than any order is told and passed over', async () => {
  const big = `{"a":"${'x'.repeat(17 * 1024 * 1024)}"}`;
  expect(await itemsOf(`[{"a":1},${big},{"a":3}]`)).toEqual([{ a: 1 }, 'too-large', { a: 3 }]);
});

test.each([
  ['empty', ''],
  ['empty', '  \n '],
  ['not-json', 'Name,Email\n#1,a@b.c'],
  ['not-json', '<html></html>'],
  ['truncated', '[{"a":1},{"a":'],
  ['truncated', '[{"a":1},'],
  ['truncated', '{"orders":[{"a":1}'],
  ['truncated', '{\n"a":'],
  ['compressed', Uint8Array.from([0x1f, 0x8b, 8, 0, 0])],
])('a file that is %s says so', async (code, text) => {
  await expect(itemsOf(text)).rejects.toMatchObject({ name: 'ShopFileError', code });
});

test('whatever the values and the pieces, an array and its lines give them back', async () => {
  const items = fc.array(
    fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 }),
    { minLength: 1, maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(
      items,
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom(undefined, 2),
      async (values, size, indent) => {
        const expected = JSON.parse(JSON.stringify(values));
        expect(await itemsOf(JSON.stringify(values, null, indent), size)).toEqual(expected);
        const known = (value: object) =>
          !['orders', 'create', 'update'].some((key) => Object.hasOwn(value, key));
        if (values.every(known))
          expect(await itemsOf(values.map((value) => JSON.stringify(value)).join('\n'), size)).toEqual(
            expected,
          );
      },
    ),
    { numRuns: 300 },
  );
});

const folder = (name: string) => new URL(`${name}/`, sharedData);
const present = existsSync(folder('shopify')) && existsSync(folder('woocommerce'));
if (!present)
  console.log('SKIPPED: no ../shared/data/shopify and woocommerce, the APIs’ real answers are not tested');
const fixture = (path: string) => readFileSync(new URL(path, sharedData), 'utf8');

test.skipIf(!present)('an order of Shopify’s API is read whole', async () => {
  console.log('Using ../shared/data/shopify/order.json (Shopify, MIT)');
  const { orders, skips, rows } = await readAll(fixture('shopify/order.json'), {
    from: 'shopify-json',
    zone: 'America/New_York',
    shop: 'acme',
  });
  expect([orders.length, skips, rows]).toEqual([1, [], 1]);
  const { order, customer } = orders[0] ?? expect.fail();
  expect(order).toMatchObject({
    id: 'acme:450789469',
    number: '#1001',
    currency: 'USD',
    total: 40994,
    tax: 1194,
    shipping: 0,
    payment: 'authorised',
    delivery: 'not-sent',
    placedAt: Date.parse('2008-01-10T16:00:00Z'),
    seenAt: Date.parse('2008-01-10T16:00:00Z'),
  });
  expect(order.lines.map(({ sku, quantity, total }) => [sku, quantity, total])).toEqual([
    ['IPOD2008GREEN', 1, 19900],
    ['IPOD2008RED', 1, 19900],
    ['IPOD2008BLACK', 1, 19900],
  ]);
  expect(order.shipments).toMatchObject([{ tracking: '1Z2345', leftAt: null, lines: [] }]);
  expect(customer).toMatchObject({
    name: 'Bob Norman',
    addresses: [{ postcode: '40202', country: 'US', region: 'Kentucky' }],
  });
  expect(customer.phones).toMatchObject([{ raw: '555-625-1199', country: 'US' }].map(({ raw }) => ({ raw })));

  const single = JSON.parse(fixture('shopify/order.json')).order;
  for (const text of [
    JSON.stringify(single),
    JSON.stringify({ orders: [single] }),
    JSON.stringify([single]),
    `${JSON.stringify({ order: single })}\n`,
  ]) {
    const again = await readAll(text, { from: 'shopify-json', zone: 'America/New_York', shop: 'acme' });
    expect(again.orders.map(({ order: other }) => other)).toEqual([order]);
  }
  const alone = await readAll(fixture('shopify/fulfillment.json'), { from: 'shopify-json' });
  expect([alone.orders, alone.skips]).toMatchObject([[], [{ row: 1, why: 'not-an-order' }]]);
});

test.skipIf(!present)(
  'fulfilments, transactions and refunds of Shopify become parcels and payments',
  async () => {
    const order = JSON.parse(fixture('shopify/order.json')).order;
    const [line] = order.line_items;
    Object.assign(order, {
      financial_status: 'partially_refunded',
      fulfillment_status: 'partial',
      customer: {
        id: 207119551,
        first_name: 'Bob',
        last_name: 'Norman',
        email: 'BOB.norman@hostmail.com',
        created_at: '2007-01-10T11:00:00-05:00',
      },
      customer_locale: 'es-ES',
      fulfillments: [
        {
          id: 1,
          status: 'success',
          shipment_status: 'delivered',
          created_at: '2008-01-11T11:00:00-05:00',
          updated_at: '2008-01-12T11:00:00-05:00',
          tracking_company: 'SEUR',
          tracking_number: 'A1',
          tracking_numbers: ['A1', 'A2'],
          tracking_urls: ['https://seur.example/A1', 'javascript:alert(1)'],
          line_items: [line],
        },
      ],
      transactions: [
        {
          id: 10,
          kind: 'authorization',
          status: 'success',
          amount: '409.94',
          gateway: 'visa',
          created_at: '2008-01-10T11:00:00-05:00',
        },
        {
          id: 11,
          kind: 'capture',
          status: 'success',
          amount: '409.94',
          gateway: 'visa',
          created_at: '2008-01-10T11:01:00-05:00',
        },
      ],
      refunds: [
        {
          id: 20,
          created_at: '2008-01-20T11:00:00-05:00',
          transactions: [{ id: 12, kind: 'refund', status: 'success', amount: '199.00', gateway: 'visa' }],
          refund_line_items: [{ line_item_id: line.id, quantity: 1 }],
        },
      ],
    });
    const { orders } = await readAll(JSON.stringify(order), { from: 'shopify-json' });
    const read = orders[0] ?? expect.fail();
    expect(read.customer).toMatchObject({
      personKey: 'shopify:person:207119551',
      guest: false,
      language: 'es',
      emails: ['BOB.norman@hostmail.com'],
      since: Date.parse('2007-01-10T16:00:00Z'),
    });
    expect(read.order.payment).toBe('partly-refunded');
    expect(read.order.lines.map((item) => item.refunded)).toEqual([1, 0, 0]);
    expect(read.order.payments).toMatchObject([
      { id: '11', kind: 'payment', amount: { minor: 40994 }, method: 'visa' },
      { id: '12', kind: 'refund', amount: { minor: 19900 }, at: Date.parse('2008-01-20T16:00:00Z') },
    ]);
    expect(read.order.shipments).toMatchObject([
      {
        tracking: 'A1',
        carrier: 'SEUR',
        trackingUrl: 'https://seur.example/A1',
        deliveredAt: Date.parse('2008-01-12T16:00:00Z'),
        lines: [{ lineId: String(line.id), quantity: 1 }],
        events: [{ status: 'delivered' }],
      },
      { tracking: 'A2', trackingUrl: null, lines: [] },
    ]);
  },
);

test.skipIf(!present)(
  'orders of WooCommerce’s API are read by their UTC times, guests as guests',
  async () => {
    console.log('Using ../shared/data/woocommerce/*.json (Concur, Apache-2.0)');
    const { orders, skips } = await readAll(fixture('woocommerce/orders_2.json'), {
      from: 'woocommerce-json',
    });
    expect(skips).toEqual([]);
    expect(
      orders.map(({ order, customer }) => [order.id, order.number, order.total, customer.personKey]),
    ).toEqual([
      ['woocommerce:727', '727', 2935, null],
      ['woocommerce:723', '723', 3900, 'woocommerce:person:26'],
    ]);
    const [guest, known] = orders;
    expect(guest?.customer).toMatchObject({
      guest: true,
      name: 'John Doe',
      emails: ['john.doe@example.com'],
    });
    expect(guest?.order).toMatchObject({
      placedAt: Date.parse('2017-03-22T19:28:02Z'),
      payment: 'paid',
      shipping: 1000,
      tax: 135,
    });
    expect(guest?.order.lines).toMatchObject([
      { title: 'Woo Single #1', sku: null, quantity: 2, unit: 300, total: 600 },
      { title: 'Ship Your Idea – Color: Black, Size: M Test', sku: 'Bar3', quantity: 1, unit: 1200 },
    ]);
    expect(known?.order).toMatchObject({
      payment: 'partly-refunded',
      delivery: 'sent',
      seenAt: Date.parse('2017-03-21T19:54:51Z'),
    });
    expect(known?.order.payments).toMatchObject([
      { id: '726', kind: 'refund', amount: { minor: 1000, currency: 'USD' } },
      { id: '724', kind: 'refund', amount: { minor: 900, currency: 'USD' } },
    ]);
  },
);

test.skipIf(!present)('every answer of WooCommerce is either orders or said not to be', async () => {
  for (const name of readdirSync(folder('woocommerce')).filter((file) => file.endsWith('.json'))) {
    const { orders, skips, rows } = await readAll(fixture(`woocommerce/${name}`), {
      from: 'woocommerce-json',
    });
    expect([name, orders.length + skips.length]).toEqual([name, rows]);
    expect([name, orders.length > 0]).toEqual([name, name.startsWith('orders')]);
    expect(skips.every((skip) => skip.why === 'not-an-order')).toBe(true);
  }
});

const woo = {
  id: 5,
  status: 'processing',
  currency: 'EUR',
  total: '12.10',
  total_tax: '2.10',
  prices_include_tax: true,
  date_created: '2026-01-02T10:00:00',
  date_created_gmt: null as string | null,
  customer_id: 0,
  billing: { first_name: 'Ana', last_name: 'Pérez', phone: '600 11 22 33', country: 'ES' },
  line_items: [
    {
      id: 1,
      name: 'Taza',
      quantity: 1,
      subtotal: '10.00',
      subtotal_tax: '2.10',
      total: '10.00',
      total_tax: '2.10',
      price: 10,
    },
  ] as unknown[],
  payment_method: 'cod',
};

test('where WooCommerce’s prices hold the tax, lines hold it too; money on delivery is not paid yet', async () => {
  const { orders } = await readAll(JSON.stringify(woo), { from: 'woocommerce-json', zone: 'Europe/Madrid' });
  expect(orders[0]?.order).toMatchObject({
    placedAt: Date.parse('2026-01-02T09:00:00Z'),
    payment: 'pending',
    lines: [{ unit: 1210, total: 1210 }],
  });
  expect(orders[0]?.customer.phones).toEqual([{ raw: '600 11 22 33', e164: '+34600112233', country: 'ES' }]);
});

test('a bad line of a JSON order is skipped, a bad order is skipped, and the others are read', async () => {
  const badLine = { ...woo, id: 6, line_items: [{ id: 1, quantity: 'two' }, ...woo.line_items] };
  const items = [{ ...woo, id: 7, total: 'x' }, badLine, null, { ...woo, id: 8, currency: 'E' }, woo];
  const { orders, skips, rows } = await readAll(JSON.stringify(items), {
    from: 'woocommerce-json',
    zone: 'Europe/Madrid',
  });
  expect(rows).toBe(5);
  expect(skips).toMatchObject([
    { row: 1, field: 'total', why: 'amount' },
    { row: 2, rows: 0, field: 'line_items.0.quantity', why: 'out-of-range' },
    { row: 3, why: 'not-an-order' },
    { row: 4, field: 'currency', why: 'currency' },
  ]);
  expect(orders.map(({ order }) => [order.id, order.lines.length, order.remark])).toEqual([
    ['woocommerce:6', 1, '1 line of this order could not be imported.'],
    ['woocommerce:5', 1, null],
  ]);
  const homeless = await readAll(JSON.stringify(woo), { from: 'woocommerce-json' });
  expect(homeless.skips).toMatchObject([{ why: 'no-zone' }]);
});

test('the parcels of the Shipment Tracking extension are read', async () => {
  const meta = [
    {
      id: 1,
      key: '_wc_shipment_tracking_items',
      value: [
        {
          tracking_provider: 'correos',
          tracking_number: 'PQ1',
          date_shipped: '1767340800',
          tracking_id: 'x',
        },
      ],
    },
  ];
  const { orders } = await readAll(JSON.stringify({ ...woo, meta_data: meta }), {
    from: 'woocommerce-json',
    zone: 'UTC',
  });
  expect(orders[0]?.order.shipments).toMatchObject([
    { id: 'x', carrier: 'correos', tracking: 'PQ1', leftAt: 1767340800000 },
  ]);
});

test('a long item is not copied anew with every piece of it that comes', () => {
  const bytes = new TextEncoder().encode(`[{"id":1,"note":"${'x'.repeat(3_000_000)}"},{"id":2}]`);
  const set = vi.spyOn(Uint8Array.prototype, 'set');
  try {
    const cutter = itemCutter(new Set());
    const items: CutItem[] = [];
    for (let at = 0; at < bytes.length; at += 16_384)
      items.push(...cutter.cut(bytes.subarray(at, at + 16_384)));
    items.push(...cutter.end());
    expect(items.map(({ length }) => length)).toEqual([bytes.length - 11, 8]);
    const copied = set.mock.calls.reduce((sum, [part]) => sum + part.length, 0);
    expect(copied).toBeLessThan(4 * bytes.length);
  } finally {
    set.mockRestore();
  }
});
