import type { Pool } from 'pg';
import { expect, test } from 'vitest';
import { putRecords } from '#server/records/put.ts';
import { streamOf, twoTeams } from './records-centre.ts';
import { customer, customerIn, order, twin } from './records-sample.ts';

const now = () => 1_800_000_000_000;
const putInto =
  (pool: Pool) =>
  (...records: unknown[]) =>
    putRecords(pool, records, now);

test('records get numbers in the team of their customer, customers first, and none when nothing changed', async () => {
  const { pool } = await twoTeams();
  const put = putInto(pool);
  const records = [
    order('casa:1', 'c:ana'),
    twin('c:ana', 'c:luz'),
    customerIn('c:ana', 'ES'),
    customerIn('c:luz', 'MX'),
    order('casa:2', 'c:luz'),
  ];
  const all = (outcome: string) => records.map(() => ({ outcome }));
  expect(await put(...records)).toEqual(all('new'));
  expect(await streamOf(pool, 'spain')).toEqual([
    'customer:c:ana',
    'order:casa:1',
    'twin:twin:c:ana:c:luz:same-name',
  ]);
  expect(await streamOf(pool, 'mexico')).toEqual(['customer:c:luz', 'order:casa:2']);
  expect(await put(...records)).toEqual(all('same'));
  expect(await put(order('casa:1', 'c:ana', { delivery: 'sent' }), records[4])).toEqual([
    { outcome: 'changed' },
    { outcome: 'same' },
  ]);
  expect(await streamOf(pool, 'spain')).toHaveLength(4);
  const { rows } = await pool.query(
    `SELECT r.key, r.n = c.n AND r.body = c.body AND r.customer_id = c.customer_id AS right FROM record_now r
     JOIN (SELECT DISTINCT ON (team, key) * FROM change ORDER BY team, key, n DESC) c USING (team, key)`,
  );
  expect(rows).toHaveLength(5);
  expect(rows.every((row) => row.right)).toBe(true);
});

test('the order of fields makes no difference', async () => {
  const { pool } = await twoTeams();
  const put = putInto(pool);
  const one = customerIn('c:ana', 'ES');
  await put(one);
  expect(await put(Object.fromEntries(Object.entries(one).reverse()))).toEqual([{ outcome: 'same' }]);
});

test("a customer's team is decided once, and orders follow it", async () => {
  const { pool } = await twoTeams();
  const put = putInto(pool);
  await put(customerIn('c:ana', 'ES'));
  await put(customerIn('c:ana', 'MX'), order('casa:1', 'c:ana', { shipTo: null }));
  expect(await streamOf(pool, 'spain')).toHaveLength(3);
  expect(await streamOf(pool, 'mexico')).toEqual([]);
});

test('each record that is refused says why and stops no other', async () => {
  const { pool } = await twoTeams();
  const put = putInto(pool);
  await put(customerIn('c:ana', 'ES'), customerIn('c:luz', 'MX'), order('casa:1', 'c:ana'));
  const refused = (why: string, field: string | null = null) => ({ outcome: 'refused', why, field });
  expect(
    await put(
      order('casa:2', 'c:nobody'),
      order('casa:1', 'c:luz'),
      customerIn('c:fr', 'FR'),
      order('casa:3', 'c:fr'),
      twin('c:ana', 'c:nobody'),
      { type: 'person', id: 'p1', name: 'P', role: 'agent' },
      { ...customer('c:x'), more: 1 },
      { ...customer('c:x'), emails: [1] },
      customer('c:\0'),
      customer('c:x', { keys: ['\ud800'] }),
      null,
      order('casa:4', 'c:ana'),
    ),
  ).toEqual([
    refused('unknown-customer'),
    refused('other-team'),
    refused('no-team'),
    refused('unknown-customer'),
    refused('unknown-customer'),
    refused('person'),
    refused('shape'),
    refused('shape', 'emails.0'),
    refused('shape', 'id'),
    refused('shape', 'keys'),
    refused('shape'),
    { outcome: 'new' },
  ]);
  expect(await streamOf(pool, 'spain')).toEqual(['customer:c:ana', 'order:casa:1', 'order:casa:4']);
});

test('a person is a record in every team they work for', async () => {
  const { pool } = await twoTeams();
  const put = putInto(pool);
  await pool.query(
    "INSERT INTO person (id, login, name, role, password) VALUES ('p1', 'p', 'P', 'agent', '')",
  );
  await pool.query("INSERT INTO person_team VALUES ('p1', 'spain', true), ('p1', 'mexico', false)");
  const person = { type: 'person', id: 'p1', name: 'P', role: 'agent' };
  expect(await put(person)).toEqual([{ outcome: 'new' }]);
  expect([await streamOf(pool, 'spain'), await streamOf(pool, 'mexico')]).toEqual([
    ['person:p1'],
    ['person:p1'],
  ]);
  expect(await put(person)).toEqual([{ outcome: 'same' }]);
});

test('a customer is found by the keys of the newest record, also by long ones', async () => {
  const { pool } = await twoTeams();
  const put = putInto(pool);
  const long = 'x'.repeat(299);
  const first = customerIn('c:ana', 'ES', { name: 'Ana Ruiz', emails: ['A@x.es', 'b@x.es'], keys: [long] });
  await put({ ...first, addresses: [{ ...first.addresses[0], lines: Array(6).fill('ñ'.repeat(500)) }] });
  await put({ ...first, emails: ['b@x.es', 'c@x.es'] });
  const { rows } = await pool.query("SELECT kind || ' ' || value AS key FROM customer_key ORDER BY key");
  expect(rows.map((row) => row.key)).toEqual([
    'address calle mayor 1|28001',
    'email b@x.es',
    'email c@x.es',
    'name ana ruiz',
    'name-postcode ana ruiz|28001',
    `shop ${long}`,
  ]);
});

test('where a key comes twice the last one counts', async () => {
  const { pool } = await twoTeams();
  const put = putInto(pool);
  const outcomes = await put(
    customer('c:ana'),
    customerIn('c:ana', 'ES'),
    customerIn('c:ana', 'ES', { name: 'Ana' }),
  );
  expect(outcomes).toEqual(Array(3).fill({ outcome: 'new' }));
  expect(await streamOf(pool, 'spain')).toEqual(['customer:c:ana']);
});

test('more than a batch is written in batches, customers before what is theirs', async () => {
  const { pool } = await twoTeams();
  const put = putInto(pool);
  const people = Array.from({ length: 700 }, (_, i) => customerIn(`c:${i}`, i % 2 ? 'ES' : 'MX'));
  const orders = people.map(({ id }, i) => order(`casa:${i}`, id));
  const outcomes = await put(...orders, ...people);
  expect(outcomes.every((one) => one.outcome === 'new')).toBe(true);
  expect(await streamOf(pool, 'spain')).toHaveLength(700);
});
