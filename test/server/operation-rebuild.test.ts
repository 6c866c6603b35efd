import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { readConfig } from '#server/config.ts';
import { type Derived, eventsSql, rebuild, rebuildCommand } from '#server/operation/rebuild.ts';
import { keepPromises } from '#server/promises/keep.ts';
import { putRecords } from '#server/records/put.ts';
import type { CommandAsk } from '#shared/case/commands.ts';
import { compensationOf } from '../recovery/sample.ts';
import { customer, noon, openCase, order } from '../store/fixture.ts';
import { freshDatabase, servingUrl } from './centre.ts';
import { makeTeams, person, processOn, sent } from './desk.ts';

const now = () => noon + 3_600_000;
const lucia = person('lucia', 'es');
const pilar = person('pilar', 'mx');
const ines = { ...person('ines', 'es'), person: { ...person('ines').person, role: 'supervisor' as const } };

const of = (customerId: string, caseId: string) => ({ customerId, caseId });
const promise = (orderId: string): CommandAsk => ({
  ...of('c1', 'k1'),
  type: 'promise.make',
  data: {
    promiseId: randomUUID(),
    text: 'It leaves today',
    until: noon + 7_200_000,
    proof: { orderId, event: 'shipped' },
    zone: 'Europe/Madrid',
  },
});
const left = {
  id: 's1',
  leftAt: noon + 60_000,
  carrier: null,
  tracking: null,
  trackingUrl: null,
  lines: [],
  promisedAt: null,
  deliveredAt: null,
  signedBy: null,
  events: [],
};

/** Two teams in which things were given, asked for, granted, declined and taken back, and promises kept and not kept. */
async function company() {
  const url = await freshDatabase();
  const one = await processOn(url, { now });
  const { pool } = one;
  await makeTeams(pool, 'es', 'mx');
  await pool.query("INSERT INTO customer_team VALUES ('c1', 'es'), ('c2', 'mx')");
  await putRecords(pool, [customer('c1'), order('1001', 'c1'), order('1002', 'c1')], now);
  const take = (who: typeof lucia, ...asks: CommandAsk[]) =>
    one.ledger.take(
      asks.map((ask) => sent(ask, who.person.id, randomUUID(), noon)),
      { who, incarnation: randomUUID(), parted: new Set() },
    );
  const data = (id: string) => compensationOf(id, { orderId: id });
  const k1 = of('c1', 'k1');
  await take(
    lucia,
    openCase('c1', 'k1'),
    { ...k1, type: 'compensation.give', data: data('g1') },
    { ...k1, type: 'compensation.give', data: { ...data('g2'), amount: null, cost: null } },
    { ...k1, type: 'compensation.withdraw', data: { compensationId: 'g1', text: 'The wrong customer' } },
    { ...k1, type: 'compensation.request', data: { ...data('r1'), why: '' } },
    { ...k1, type: 'compensation.request', data: { ...data('r2'), why: '' } },
    { ...k1, type: 'compensation.request', data: { ...data('r3'), why: '' } },
    promise('1001'),
    promise('1002'),
    promise('unknown'),
  );
  await take(
    ines,
    { ...k1, type: 'compensation.approve', data: { compensationId: 'r1', text: '' } },
    { ...k1, type: 'compensation.decline', data: { compensationId: 'r2', text: 'No' } },
    {
      ...k1,
      type: 'compensation.approve',
      data: { compensationId: 'r3', text: '', amount: { minor: 1, currency: 'EUR' } },
    },
  );
  await take(pilar, openCase('c2', 'k2'), { ...of('c2', 'k2'), type: 'compensation.give', data: data('g3') });
  await putRecords(pool, [order('1001', 'c1', { shipments: [left] })], now);
  await keepPromises(pool, 'es', now);
  return { url, pool };
}

async function rowsOf(pool: pg.Pool, what: Derived): Promise<unknown[]> {
  const sql = {
    given: 'SELECT * FROM given ORDER BY team, compensation',
    'promise-watch': 'SELECT * FROM promise_watch ORDER BY team, event_id',
  } as const;
  return (await pool.query(sql[what])).rows;
}
const streamLength = async (pool: pg.Pool) =>
  (await pool.query('SELECT count(*) FROM change')).rows[0]?.count;

/** Takes some of a table away, makes it anew twice, and expects what was there and no new event. */
async function comesBack(
  pool: pg.Pool,
  what: Derived,
  spoil: string,
  anew: () => Promise<unknown>,
): Promise<void> {
  const [before, length] = [await rowsOf(pool, what), await streamLength(pool)];
  await pool.query(spoil);
  expect(await rowsOf(pool, what)).not.toEqual(before);
  for (const _ of ['first', 'again']) {
    await anew();
    expect(await rowsOf(pool, what)).toEqual(before);
  }
  expect(await streamLength(pool)).toBe(length);
}

test('promises to be watched that are noted anew from the events are what they were, and nothing is kept twice', async () => {
  const { pool } = await company();
  expect(await rowsOf(pool, 'promise-watch')).toHaveLength(2);
  await comesBack(pool, 'promise-watch', 'DELETE FROM promise_watch', async () =>
    expect(await rebuild(pool, 'promise-watch', now)).toBe(2),
  );
});

test('what was given is noted anew by a command, from events that are found by their numbers, whatever stood there', async () => {
  const { url, pool } = await company();
  // Of somebody who was erased: no event says it any more.
  await pool.query("INSERT INTO given VALUES ('es', 'e1', '', '', NULL, 'lucia', '2026-11', 5, 'EUR')");
  expect(await rowsOf(pool, 'given')).toHaveLength(5);
  const config = readConfig({ DATABASE_URL: servingUrl(url), DATABASE_OWNER_URL: url }, false);
  const said: string[] = [];
  await comesBack(
    pool,
    'given',
    "UPDATE given SET team = 'mx', compensation = compensation || '!', minor = 1 WHERE team = 'es' AND customer_id <> ''",
    () => rebuildCommand(config, ['given'], (sentence) => said.push(sentence)),
  );
  expect(said.at(-1)).toBe("given is made anew from the ledger's events: 5 rows.");
  for (const words of [[], ['person'], ['given', 'given']])
    await expect(rebuildCommand(config, words, () => undefined)).rejects.toThrow('given, promise-watch');

  await pool.query(
    `INSERT INTO change (team, n, at, kind, key, customer_id, body, link)
     SELECT 'es', 1000 + n, 1, 'record', 'order:' || n, 'c1', '{}', '' FROM generate_series(1, 5000) AS n`,
  );
  await pool.query('ANALYZE change');
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${eventsSql}`, [
    'es',
    0,
    '"compensation.',
  ]);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('Index');
  expect(plan).not.toContain('Seq Scan');
});
