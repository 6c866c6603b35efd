import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readAll, sharedData } from './reading.ts';

const columns =
  'Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Currency,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem fulfillment status,Billing Name,Billing Address1,Billing City,Billing Zip,Billing Country,Billing Phone,Shipping Name,Shipping Zip,Shipping Country,Notes,Cancelled at,Payment Method,Refunded Amount,Id,Lineitem discount,Phone'.split(
    ',',
  );
type Cells = { [column: string]: string };

function csv(rows: Cells[], heading = columns): string {
  const write = (cells: string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  return `${[write(heading), ...rows.map((row) => write(heading.map((column) => row[column] ?? '')))].join('\n')}\n`;
}

const first: Cells = {
  Name: '#1001',
  Email: 'Ana@Example.com',
  'Financial Status': 'paid',
  'Paid at': '2025-10-07 09:50:27 +0200',
  'Fulfillment Status': 'fulfilled',
  'Fulfilled at': '2025-10-08 10:00:00 +0200',
  Currency: 'EUR',
  Shipping: '4.95',
  Taxes: '8.00',
  Total: '48.85',
  'Discount Amount': '1.10',
  'Created at': '2025-10-07 09:50:26 +0200',
  'Lineitem quantity': '2',
  'Lineitem name': 'Lámpara 5"\n(roja)',
  'Lineitem price': '20.05',
  'Lineitem sku': "'00123",
  'Lineitem fulfillment status': 'fulfilled',
  'Billing Name': 'Ana Pérez',
  'Billing Address1': 'Calle Mayor 1',
  'Billing City': 'Barcelona',
  'Billing Zip': "'08001",
  'Billing Country': 'ES',
  'Billing Phone': "'+34600112233",
  'Shipping Name': 'Ana Pérez',
  'Shipping Zip': "'08001",
  'Shipping Country': 'ES',
  Notes: 'Llamar, por favor',
  'Payment Method': 'Shopify Payments',
  Id: '5001',
};
const second: Cells = {
  Name: '#1001',
  'Lineitem quantity': '1',
  'Lineitem name': 'Bombilla',
  'Lineitem price': '4.95',
  'Lineitem discount': '1.10',
  'Lineitem fulfillment status': 'fulfilled',
};

test('the order stands on its first row, the lines on all of them', async () => {
  const { orders, skips, rows } = await readAll(csv([first, second]), {
    from: 'shopify-csv',
    zone: 'Europe/Madrid',
    shop: 'acme',
  });
  expect(skips).toEqual([]);
  expect(rows).toBe(2);
  expect(orders.length).toBe(1);
  const { order, customer } = orders[0] ?? expect.fail();
  expect(order).toMatchObject({
    id: 'acme:5001',
    number: '#1001',
    zone: 'Europe/Madrid',
    placedAt: Date.parse('2025-10-07T07:50:26Z'),
    total: 4885,
    shipping: 495,
    tax: 800,
    discount: 110,
    payment: 'paid',
    delivery: 'sent',
    remark: 'Llamar, por favor',
    seenAt: null,
  });
  expect(order.lines).toMatchObject([
    { id: '1', sku: '00123', title: 'Lámpara 5"\n(roja)', quantity: 2, unit: 2005, total: 4010 },
    { id: '2', sku: null, title: 'Bombilla', quantity: 1, unit: 495, total: 385 },
  ]);
  expect(order.payments).toMatchObject([
    { kind: 'payment', amount: { minor: 4885, currency: 'EUR' }, at: Date.parse('2025-10-07T07:50:27Z') },
  ]);
  expect(order.shipments).toMatchObject([
    { leftAt: Date.parse('2025-10-08T08:00:00Z'), tracking: null, lines: [{ lineId: '1' }, { lineId: '2' }] },
  ]);
  expect(customer).toMatchObject({
    personKey: null,
    guest: true,
    name: 'Ana Pérez',
    emails: ['Ana@Example.com'],
  });
  expect(customer.phones).toEqual([{ raw: '+34600112233', e164: '+34600112233', country: 'ES' }]);
  expect(customer.addresses[0]).toMatchObject({ postcode: '08001', city: 'Barcelona', country: 'ES' });
});

test('columns are read by their names, in any order and among new ones', async () => {
  const turned = ['Employee', ...columns.toReversed(), 'Payment References'];
  const straight = await readAll(csv([first, second]), { from: 'shopify-csv' });
  expect((await readAll(csv([first, second], turned), { from: 'shopify-csv' })).orders).toEqual(
    straight.orders,
  );
});

test('missing columns are named in one sentence', async () => {
  const heading = columns.filter((column) => column !== 'Total' && column !== 'Created at');
  await expect(readAll(csv([first], heading), { from: 'shopify-csv' })).rejects.toMatchObject({
    code: 'columns-missing',
    params: { columns: 'Created at, Total' },
  });
});

test('an order whose rows stand apart is still one order, and comes once', async () => {
  const other = { ...first, Name: '#1002', Id: '5002' };
  const { orders } = await readAll(
    csv([first, other, second, { ...second, Name: '#1002' }, { ...second, 'Lineitem name': 'Cable' }]),
    { from: 'shopify-csv' },
  );
  expect(orders.map(({ order }) => [order.number, order.lines.map((line) => line.title)])).toEqual([
    ['#1002', ['Lámpara 5"\n(roja)', 'Bombilla']],
    ['#1001', ['Lámpara 5"\n(roja)', 'Bombilla', 'Cable']],
  ]);
});

test('the #1001 of two shops in one file are two orders', async () => {
  const { orders } = await readAll(csv([first, second, { ...first, Id: '9001' }]), { from: 'shopify-csv' });
  expect(orders.map(({ order }) => [order.id, order.lines.length])).toEqual([
    ['shopify:5001', 2],
    ['shopify:9001', 1],
  ]);
});

test('a line that cannot be read is skipped by its row, and the order says that it is not whole', async () => {
  const { orders, skips } = await readAll(csv([first, { ...second, 'Lineitem price': 'free' }, second]), {
    from: 'shopify-csv',
    language: 'es',
  });
  expect(skips).toEqual([
    { row: 3, rows: 1, field: 'Lineitem price', why: 'amount', params: expect.anything() },
  ]);
  expect(orders[0]?.order.lines.length).toBe(2);
  expect(orders[0]?.order.remark).toBe('Llamar, por favor\nNo se pudo importar 1 línea de este pedido.');
});

test.each([
  ['Created at', '2025-13-07 09:50:26 +0200', 'date'],
  ['Created at', '', 'no-date'],
  ['Created at', '2025-10-07 09:50:26', 'no-zone'],
  ['Currency', '', 'currency'],
  ['Currency', 'EURO', 'currency'],
  ['Total', 'a lot', 'amount'],
  ['Cancelled at', 'maybe', 'date'],
])(
  'an order with %s «%s» is skipped once with all of its rows, and the next is read',
  async (column, value, why) => {
    const next = { ...first, Name: '#1002', Id: '5002' };
    const { orders, skips } = await readAll(csv([{ ...first, [column]: value }, second, next]), {
      from: 'shopify-csv',
    });
    expect(skips).toMatchObject([{ row: 2, rows: 2, field: column, why }]);
    expect(orders.map(({ order }) => order.number)).toEqual(['#1002']);
  },
);

test('refunds, part payments and cancellations are told as far as the export tells them', async () => {
  const read = async (change: Cells) =>
    (await readAll(csv([{ ...first, ...change }]), { from: 'shopify-csv' })).orders[0]?.order;
  expect(await read({ 'Financial Status': 'partially_refunded', 'Refunded Amount': '20.05' })).toMatchObject({
    payment: 'partly-refunded',
    payments: [
      { kind: 'payment', amount: { minor: 4885 } },
      { kind: 'refund', amount: { minor: 2005 } },
    ],
  });
  expect(await read({ 'Financial Status': 'authorized', 'Paid at': '' })).toMatchObject({
    payment: 'authorised',
    payments: [],
  });
  expect(
    await read({
      'Financial Status': 'voided',
      'Cancelled at': '2025-10-07 10:00:00 +0200',
      'Fulfillment Status': 'unfulfilled',
      'Fulfilled at': '',
    }),
  ).toMatchObject({
    payment: 'voided',
    delivery: 'cancelled',
    cancelledAt: Date.parse('2025-10-07T08:00:00Z'),
    shipments: [],
  });
  expect(
    await read({ 'Financial Status': 'something new', 'Fulfillment Status': 'something new' }),
  ).toMatchObject({ payment: 'unknown', delivery: 'unknown' });
});

test('an order may have no line', async () => {
  const { orders, skips } = await readAll(
    csv([{ ...first, 'Lineitem name': '', 'Lineitem quantity': '', 'Lineitem price': '' }]),
    { from: 'shopify-csv' },
  );
  expect([orders.length, orders[0]?.order.lines, skips]).toEqual([1, [], []]);
});

test('rows that name no order and rows of another width are skipped by number', async () => {
  const text = `${csv([first, { ...second, Name: '' }])}"a","b"\n${csv([{ ...first, Name: '#1002', Id: '2' }])
    .split('\n')
    .slice(1)
    .join('\n')}`;
  const { orders, skips } = await readAll(text, { from: 'shopify-csv' });
  expect(skips).toMatchObject([
    { row: 3, field: 'Name', why: 'no-order-number' },
    { row: 4, why: 'columns', params: { found: 2, expected: columns.length } },
  ]);
  expect(orders.length).toBe(2);
});

const headers = new URL('shopify/orders_export_headers.txt', sharedData);
if (!existsSync(headers))
  console.log('SKIPPED: no ../shared/data/shopify, Shopify’s real columns are not tested');
test.skipIf(!existsSync(headers))('Shopify’s own 73 columns are enough', async () => {
  console.log('Using ../shared/data/shopify/orders_export_headers.txt (column names)');
  const heading = (readFileSync(headers, 'utf8').split('\n')[1] ?? '').split(',');
  expect(heading.length).toBe(73);
  expect(
    (await readAll(csv([first, second], heading), { from: 'shopify-csv' })).orders[0]?.order.lines.length,
  ).toBe(2);
});
