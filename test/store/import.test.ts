import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { CustomerView } from '#shared/views/customer.ts';
import type { RingView } from '#shared/views/search.ts';
import { type ImportAsk, importFile } from '#store/import.ts';
import { type Place, place, storeAt } from './fixture.ts';

const heading =
  'Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing Phone,Billing Zip,Billing Country,Id,Phone';

function row(number: number, email: string, name: string, phone: string, total = '12.50'): string {
  return `#${number},${email},paid,2026-01-05 10:00:00 +0100,fulfilled,EUR,${total},0.00,0.00,${total},2026-01-05 09:59:00 +0100,1,Lamp,${total},L-1,${name},${phone},28012,ES,${9000 + number},`;
}

function shopify(at: Place, rows: string[]): ImportAsk {
  const file = join(at.folder, 'orders.csv');
  writeFileSync(file, [heading, ...rows, ''].join('\n'));
  return {
    file,
    from: 'shopify-csv',
    mapping: null,
    zone: 'Europe/Madrid',
    country: 'ES',
    shop: 'acme',
    language: 'en',
  };
}

const nothing = () => {};

test('a file of a shop rings, and importing it twice changes nothing', async () => {
  const at = place();
  const store = await storeAt(at);
  const rows = [
    row(1001, 'ana@example.org', 'Ana Gil', '600 11 22 33'),
    row(1002, 'ana@example.org', 'Ana Gil', ''),
  ];
  const ask = shopify(at, rows);
  const report = await importFile(store, ask, nothing);
  expect(report).toMatchObject({
    rows: 2,
    customers: { read: 1, new: 1 },
    orders: { read: 2, new: 2 },
    skippedTotal: 0,
  });
  const ring = store.view({ view: 'ring', from: '+34600112233' }) as RingView;
  expect(ring.customer?.orders.map((o) => o.number).sort()).toEqual(['#1001', '#1002']);
  const cursor = store.cursor('local');
  const again = await importFile(store, ask, nothing);
  expect(again).toMatchObject({
    orders: { new: 0, changed: 0, unchanged: 2 },
    customers: { new: 0, changed: 0 },
  });
  expect(store.cursor('local')).toEqual(cursor);
});

test('a row that cannot be read is told by its number and hides no other', async () => {
  const at = place();
  const store = await storeAt(at);
  const bad = row(1002, 'b@example.org', 'Berta Sol', '').replace(
    '2026-01-05 09:59:00 +0100',
    'last Tuesday',
  );
  const ask = shopify(at, [
    row(1001, 'a@example.org', 'Ana Gil', ''),
    bad,
    row(1003, 'c@example.org', 'Carla Ros', ''),
  ]);
  const report = await importFile(store, ask, nothing);
  expect(report.orders.new).toBe(2);
  expect(report.skipped).toMatchObject([{ row: 3, code: 'date' }]);
  expect(report.skipped[0]?.why).toMatch(/^[A-Z].*\.$/);
});

test('a file that is no such file says so in one sentence, in the language asked for', async () => {
  const at = place();
  const store = await storeAt(at);
  const ask = shopify(at, []);
  writeFileSync(ask.file, 'Foo,Bar\n1,2\n');
  const english = await importFile(store, ask, nothing).catch((e: unknown) => (e as Error).message);
  const spanish = await importFile(store, { ...ask, language: 'es' }, nothing).catch(
    (e: unknown) => (e as Error).message,
  );
  expect(english).toMatch(/^[A-Z].*\.$/);
  expect(spanish).not.toBe(english);
  expect(store.cursor('local')).toBeNull();
});

test('an import that ends in the middle leaves nothing of the file', async () => {
  const at = place();
  const store = await storeAt(at);
  const rows = Array.from({ length: 9000 }, (_, i) =>
    row(2000 + i, `p${i}@example.org`, `Person Number${i}`, ''),
  );
  const stop = new Error('stop');
  let heard = 0;
  const cut = importFile(store, shopify(at, rows), (done, total) => {
    heard += 1;
    if (total !== null && done > total * 0.9) throw stop;
  });
  await expect(cut).rejects.toBe(stop);
  expect(heard).toBeGreaterThan(1);
  expect(store.cursor('local')).toBeNull();
  expect(store.db.prepare('SELECT count(*) FROM customer').pluck().get()).toBe(0);
  expect(store.db.prepare('SELECT count(*) FROM story').pluck().get()).toBe(0);
});

const retail = fileURLToPath(
  new URL('../../../shared/data/online-retail/online_retail.csv.gz', import.meta.url),
);
const mapping = fileURLToPath(new URL('../../resources/import/online-retail.mapping.json', import.meta.url));
const hasRetail = existsSync(retail);
if (!hasRetail) console.log('SKIPPED: the Online Retail file is not beside the project');

test.runIf(hasRetail)(
  'the Online Retail file comes in whole: every line, invoice and customer',
  { timeout: 900_000 },
  async () => {
    console.log('Uses the UCI Online Retail file (CC BY 4.0; Chen, Sain, Guo 2012).');
    const at = place();
    const store = await storeAt(at);
    const ask: ImportAsk = {
      file: retail,
      from: 'csv',
      mapping,
      zone: null,
      country: null,
      shop: null,
      language: 'en',
    };
    const report = await importFile(store, ask, nothing);
    expect(report).toMatchObject({
      rows: 541_909,
      lines: 541_909,
      orders: { read: 25_900, new: 25_900, cancellations: 3_836 },
      skippedTotal: 0,
    });
    expect(report.customers.read - report.customers.guests).toBe(4_372);
    const count = (sql: string) => store.db.prepare(sql).pluck().get();
    expect(count('SELECT count(*) FROM customer_order')).toBe(25_900);
    expect(count("SELECT sum(json_array_length(body, '$.lines')) FROM customer_order")).toBe(541_909);
    const loyal = store.db
      .prepare('SELECT customer_id FROM order_now GROUP BY customer_id ORDER BY count(*) DESC LIMIT 1')
      .pluck()
      .get();
    const view = store.view({ view: 'customer', customerId: loyal }) as CustomerView;
    expect(view.totals.orders).toBeGreaterThan(200);
    expect(view.orders.some((o) => o.kind === 'cancellation')).toBe(true);
    const again = await importFile(store, ask, nothing);
    expect(again.orders).toMatchObject({ new: 0, changed: 0, unchanged: 25_900 });
    expect(again.customers).toMatchObject({ new: 0, changed: 0 });
  },
);

test('thousands who share one address cost no more than thousands who do not', {
  timeout: 400_000,
}, async () => {
  const cost = async (street: (i: number) => string) => {
    const at = place();
    const store = await storeAt(at);
    const rows = Array.from(
      { length: 8000 },
      (_, i) => `${row(5000 + i, `q${i}@example.org`, `Person Number${i}`, '')}${street(i)}`,
    );
    const ask = shopify(at, []);
    writeFileSync(ask.file, [`${heading},Billing Street`, ...rows, ''].join('\n'));
    const before = process.cpuUsage();
    const report = await importFile(store, ask, nothing);
    expect(report.orders.new).toBe(8000);
    const { user } = process.cpuUsage(before);
    return user;
  };
  const apart = await cost((i) => `,Street ${i}`);
  const together = await cost(() => ',Locker 1');
  // Twice would be noise on a busy machine; what grows with the square was six times as dear here.
  expect(together / apart).toBeLessThan(3);
});
