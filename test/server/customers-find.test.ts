import { expect, test } from 'vitest';
import { buildFound } from '#server/customers/build.ts';
import { putRecords } from '#server/records/put.ts';
import type { FoundCustomer } from '#shared/sync/find.ts';
import { customer, openCase, order } from '../store/fixture.ts';
import { poolOf } from './centre.ts';
import { askOf, sent } from './desk.ts';
import { centreOn, staffedDatabase } from './staffed.ts';

async function company() {
  const url = await staffedDatabase();
  const pool = poolOf(url);
  await pool.query("INSERT INTO team_rule (position, country, team) VALUES (1, 'MX', 'night')");
  await pool.query("INSERT INTO team_rule (position, team) VALUES (2, 'day')");
  const centre = await centreOn(url);
  const phone = { raw: '612 345 678', e164: '+34612345678', country: 'ES' };
  const puebla = {
    name: null,
    company: null,
    lines: [],
    city: 'Puebla',
    postcode: null,
    region: null,
    country: 'MX',
  };
  await putRecords(
    pool,
    [
      customer('c1', { name: 'Begoña Núñez Íñiguez', emails: ['Bego@Example.org'], phones: [phone] }),
      order('o1', 'c1', { number: '#4711-B' }),
      order('o2', 'c2', { number: 'PED-2026-01042' }),
      customer('c2', { name: 'Begoña Salas' }),
      customer('n1', { name: 'Begoña Noche', addresses: [puebla] }),
    ],
    Date.now,
  );
  const { token } = await centre.signIn('lucia');
  const find = async (text: string) => {
    const answer = await centre.post('/customers/search', { text, limit: 10 }, token);
    return (answer.json() as { hits: FoundCustomer[] }).hits.map(
      ({ customerId, by }) => `${by} ${customerId}`,
    );
  };
  return { pool, centre, token, find };
}

test('customers of the own teams are found by what people say of themselves and nobody of another team, and searching without end is stopped', async () => {
  const { pool, centre, token, find } = await company();
  expect(await find('BEGONA nun')).toEqual(['name c1']);
  expect((await find('begoña')).sort()).toEqual(['name c1', 'name c2']);
  for (const number of ['612345678', '+34 612 34 56 78', '345678', '0034612345678'])
    expect(await find(number), number).toEqual(['phone c1']);
  expect(await find('bego@exam')).toEqual(['email c1']);
  expect(await find('4711b')).toEqual(['order c1']);
  for (const read of ['1042', '01042', '202601', 'ped-2026'])
    expect(await find(read), read).toEqual(['order c2']);
  expect(await find('202')).toEqual([]);
  expect(await find('noche')).toEqual([]);
  expect((await centre.post('/customers/search', { text: 'x', limit: 10 }, token)).statusCode).toBe(400);

  // What agents wrote: a case's number, somebody introduced, a phone that was added and taken away.
  const write = (...asks: Parameters<typeof sent>[0][]) =>
    centre.post('/exchange', askOf({ commands: asks.map((ask) => sent(ask)) }), token);
  await write(openCase('c2', 'k1'), {
    type: 'customer.introduce',
    customerId: 'i1',
    caseId: null,
    data: { name: 'Zoilo Nuevo', number: '699 111 222', email: null },
  });
  expect(await find('123456789012')).toEqual(['case c2']);
  expect([await find('zoilo'), await find('699111222')]).toEqual([['name i1'], ['phone i1']]);

  // Made anew it is the same, and so a centre that was brought here from an older Hilo finds everybody.
  const all = async () => (await pool.query('SELECT * FROM customer_found ORDER BY 1, 2, 3, 4, 5')).rows;
  const before = await all();
  await pool.query('DELETE FROM customer_found');
  await buildFound(pool, 'stale');
  expect(await all()).toEqual([]);
  await pool.query("UPDATE team SET found_stale = true WHERE team <> 'night'");
  await buildFound(pool, 'stale');
  await buildFound(pool, 'stale');
  expect(await all()).toEqual(before.filter((row) => row.team !== 'night'));
  await buildFound(pool);
  expect(await all()).toEqual(before);

  // A name that a shop takes back finds nobody.
  await putRecords(pool, [customer('c1', { name: 'Otra Cosa' })], Date.now);
  expect([await find('nunez'), await find('otra cos')]).toEqual([[], ['name c1']]);

  // Whoever reads everybody out is stopped, and what is searched stands in no log.
  let last = 200;
  for (let i = 0; i < 130 && last === 200; i += 1)
    last = (await centre.post('/customers/search', { text: `zanahoria${i}`, limit: 1 }, token)).statusCode;
  expect(last).toBe(429);
  expect(centre.log.join('')).not.toContain('zanahoria');
});
