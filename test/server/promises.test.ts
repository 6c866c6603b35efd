import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { expect, test, vi } from 'vitest';
import { keepPromises, toCheck } from '#server/promises/keep.ts';
import { openKeeper } from '#server/promises/keeper.ts';
import { putRecords } from '#server/records/put.ts';
import type { CommandAsk } from '#shared/case/commands.ts';
import type { EventEnvelope } from '#shared/case/events.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import { customer, noon, openCase, order } from '../store/fixture.ts';
import { freshDatabase } from './centre.ts';
import { fillTeam, makeTeams, type Process, person, processOn, sent, streamOf } from './desk.ts';

const lucia = person('lucia', 'es');
const now = () => noon + 3_600_000;
const parcel = (leftAt: number | null): OrderRecord['shipments'][number] => ({
  id: 's1',
  leftAt,
  carrier: 'NorteLog',
  tracking: 'NL1',
  trackingUrl: null,
  lines: [{ lineId: '1', quantity: 1 }],
  promisedAt: null,
  deliveredAt: null,
  signedBy: null,
  events: [],
});
const promise = (customerId: string, caseId: string | null, orderId = '1001'): CommandAsk => ({
  type: 'promise.make',
  customerId,
  caseId,
  data: {
    promiseId: randomUUID(),
    text: 'It leaves today',
    until: noon + 7_200_000,
    proof: { orderId, event: 'shipped' },
    zone: 'Europe/Madrid',
  },
});
const take = (at: Process, ...asks: CommandAsk[]) =>
  at.ledger.take(
    asks.map((ask) => sent(ask, 'lucia', randomUUID(), noon)),
    { who: lucia, incarnation: randomUUID(), parted: new Set() },
  );
const waiting = (pool: pg.Pool) => putRecords(pool, [customer('c1'), order('1001', 'c1')], now);
const scanned = (pool: pg.Pool) =>
  putRecords(pool, [order('1001', 'c1', { shipments: [parcel(noon + 60_000)] })], now);
const endings = async (pool: pg.Pool) =>
  (await streamOf(pool, 'es'))
    .map(({ body }) => JSON.parse(body) as EventEnvelope)
    .filter(({ type }) => type === 'promise.ended.1');

async function twoProcesses(): Promise<[Process, Process]> {
  const url = await freshDatabase();
  const one = await processOn(url, { now });
  await makeTeams(one.pool, 'es');
  await one.pool.query("INSERT INTO customer_team VALUES ('c1', 'es')");
  return [one, await processOn(url, { now })];
}

test('a promise keeps itself when the parcel is scanned, once, in the stream of its case, at the time of the scan', async () => {
  const [{ pool, ...rest }, two] = await twoProcesses();
  const one = { pool, ...rest };
  await waiting(pool);
  const caseId = randomUUID();
  await take(one, openCase('c1', caseId), promise('c1', caseId));
  expect(await keepPromises(pool, 'es', now)).toBe(0);
  expect(await endings(pool)).toEqual([]);
  await scanned(pool);
  await Promise.all([keepPromises(pool, 'es', now), keepPromises(two.pool, 'es', now)]);
  await putRecords(pool, [order('1001', 'c1', { shipments: [parcel(noon + 60_000)], remark: 'again' })], now);
  expect(await keepPromises(pool, 'es', now)).toBe(0);
  const [kept, ...more] = await endings(pool);
  expect(more).toEqual([]);
  expect(kept).toMatchObject({ customerId: 'c1', caseId, at: noon + 60_000, by: 'hilo' });
  expect(kept?.id).toMatch(/:50$/);
  expect(kept?.data).toMatchObject({ outcome: 'kept', text: '' });
  expect((await pool.query('SELECT FROM promise_watch')).rowCount).toBe(0);
});

test('made at ten without a network, scanned at eleven, synced at twelve: it is kept', async () => {
  const [one] = await twoProcesses();
  await waiting(one.pool);
  await scanned(one.pool);
  await take(one, promise('c1', null));
  expect(await keepPromises(one.pool, 'es', now)).toBe(1);
  expect(await endings(one.pool)).toMatchObject([{ caseId: null, by: 'hilo' }]);
});

test('what a person ended meanwhile stays as they ended it', async () => {
  const [one] = await twoProcesses();
  await waiting(one.pool);
  const ask = promise('c1', null);
  const { promiseId } = ask.data as { promiseId: string };
  const end = { type: 'promise.end', customerId: 'c1', caseId: null } as const;
  await take(one, ask, { ...end, data: { promiseId, outcome: 'cancelled', text: '' } });
  await scanned(one.pool);
  expect(await keepPromises(one.pool, 'es', now)).toBe(0);
  expect(await endings(one.pool)).toMatchObject([{ by: 'lucia' }]);
});

test('the parcel and the promise may come at the same moment to two processes: it is kept all the same', async () => {
  const [one, two] = await twoProcesses();
  const keepers = [one, two].map(({ pool, ledger }) =>
    openKeeper(pool, ledger.heads, now, (error) => {
      throw error;
    }),
  );
  await waiting(one.pool);
  const orders = Array.from({ length: 8 }, (_, index) => `o${index}`);
  await putRecords(
    one.pool,
    orders.map((id) => order(id, 'c1')),
    now,
  );
  await Promise.all([
    ...orders.map((id) => take(one, promise('c1', `k-${id}`, id))),
    ...orders.map((id) => putRecords(two.pool, [order(id, 'c1', { shipments: [parcel(noon)] })], now)),
  ]);
  await vi.waitFor(async () => expect(await endings(one.pool)).toHaveLength(8), 10_000);
  const numbers = (await streamOf(one.pool, 'es')).map(({ n }) => n);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  for (const keeper of keepers) await (await keeper).close();
});

test('a ledger that was set back keeps it again by the same event, whoever brings the promise back', async () => {
  const [one] = await twoProcesses();
  await waiting(one.pool);
  await take(one, promise('c1', null));
  await scanned(one.pool);
  await keepPromises(one.pool, 'es', now);
  const before = await endings(one.pool);
  const lost = (await streamOf(one.pool, 'es'))
    .map(({ body }) => JSON.parse(body))
    .filter((event) => 'by' in event);
  await one.pool.query("DELETE FROM change WHERE team = 'es' AND kind = 'event'");
  await one.pool.query("INSERT INTO epoch VALUES ('another', $1)", [now() - 1]);
  await one.pool.query("INSERT INTO fork VALUES ('es', $1, $2, 9, 1)", [lucia.device, now() - 1]);
  // The promise alone comes back first; its ending is made anew before the desk offers its own.
  const offer = (event: EventEnvelope) => one.ledger.witness([{ team: 'es', event }], lucia);
  await offer(lost[0]);
  expect(await keepPromises(one.pool, 'es', now)).toBe(1);
  await offer(lost[1]);
  expect((await endings(one.pool)).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
});

test('what is to be looked at is found by the indexes', async () => {
  const [{ pool }] = await twoProcesses();
  await fillTeam(pool, 'es', 100);
  await pool.query(
    `INSERT INTO promise_watch SELECT 'es', n::text, 's', 'order:' || n, 'shipped', 1, n FROM generate_series(1, 3000) AS n`,
  );
  await pool.query(
    `INSERT INTO record_now SELECT 'es', 'order:' || n, 'c1', n, '{}' FROM generate_series(1, 20000) AS n`,
  );
  await pool.query('ANALYZE');
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${toCheck}`, ['es', 200]);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('promise_watch_pkey');
  expect(plan).toContain('record_now_pkey');
});
