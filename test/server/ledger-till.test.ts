import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { tillSql } from '#server/ledger/till.ts';
import type { CommandAsk } from '#shared/case/commands.ts';
import type { Compensation } from '#shared/case/compensation.ts';
import type { EventEnvelope } from '#shared/case/events.ts';
import type { Role } from '#shared/people.ts';
import { compensationOf } from '../recovery/sample.ts';
import { openCase } from '../store/fixture.ts';
import { freshDatabase } from './centre.ts';
import { makeTeams, type Process, person, processOn, sent, streamOf } from './desk.ts';

const as = (id: string, role: Role = 'agent') => {
  const who = person(id, 'es');
  return { ...who, person: { ...who.person, role } };
};
const lucia = as('lucia');
const mateo = as('mateo');
const ines = as('ines', 'supervisor');

const give = (caseId: string, id: string, more: Partial<Compensation> = {}): CommandAsk => ({
  type: 'compensation.give',
  customerId: 'c1',
  caseId,
  data: compensationOf(id, more),
});

async function twoProcesses(): Promise<[Process, Process]> {
  const url = await freshDatabase();
  const one = await processOn(url);
  await makeTeams(one.pool, 'es');
  return [one, await processOn(url)];
}

const take = (at: Process, who: typeof lucia, ...asks: CommandAsk[]) =>
  at.ledger.take(
    asks.map((ask) => sent(ask, who.person.id)),
    { who, incarnation: randomUUID(), parted: new Set() },
  );

async function flagsIn(pool: pg.Pool): Promise<string[]> {
  const events = (await streamOf(pool, 'es')).map(({ body }) => JSON.parse(body) as EventEnvelope);
  return events.flatMap(({ type, data }) =>
    type === 'fact.flagged.1' ? [(data as { why: string }).why] : [],
  );
}

test('of two who give for the same order in two cases at the same moment, one is flagged and both are kept', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [one, two] = await twoProcesses();
    await take(one, lucia, openCase('c1', 'k1'), openCase('c1', 'k2'));
    await Promise.all([take(one, lucia, give('k1', 'g1')), take(two, mateo, give('k2', 'g2'))]);
    expect(await flagsIn(one.pool)).toEqual(['given-twice']);
    const { rows } = await one.pool.query('SELECT compensation, person FROM given ORDER BY compensation');
    expect(rows).toEqual([
      { compensation: 'g1', person: 'lucia' },
      { compensation: 'g2', person: 'mateo' },
    ]);
  }
});

test('what one person gives at two desks at once counts together', async () => {
  const [one, two] = await twoProcesses();
  await take(one, lucia, openCase('c1', 'k1'), openCase('c1', 'k2'));
  const most = { amount: { minor: 3000, currency: 'EUR' } };
  for (let n = 0; n < 9; n += 1) await take(one, lucia, give('k1', `g${n}`, { ...most, orderId: `o${n}` }));
  expect(await flagsIn(one.pool)).toEqual([]);
  // 270 of 300 are spent: the tenth is the last, the eleventh is an overdraft that happened offline.
  await Promise.all([
    take(one, lucia, give('k1', 'g10', { ...most, orderId: 'o10' })),
    take(two, lucia, give('k2', 'g11', { ...most, orderId: 'o11' })),
  ]);
  expect(await flagsIn(one.pool)).toEqual(['over-authority']);
});

test('a request is granted by whoever may, from their own authority; an agent is refused', async () => {
  const [one] = await twoProcesses();
  const dear = compensationOf('r1', { amount: { minor: 9000, currency: 'EUR' } });
  await take(one, lucia, openCase('c1', 'k1'), {
    type: 'compensation.request',
    customerId: 'c1',
    caseId: 'k1',
    data: { ...dear, why: '' },
  });
  const yes: CommandAsk = {
    type: 'compensation.approve',
    customerId: 'c1',
    caseId: 'k1',
    data: { compensationId: 'r1', text: '' },
  };
  expect(await take(one, mateo, yes)).toMatchObject([
    { outcome: 'refused', refusal: { code: 'not-allowed' } },
  ]);
  expect(await take(one, ines, yes)).toMatchObject([{ outcome: 'accepted', count: 1 }]);
  const { rows } = await one.pool.query('SELECT person, minor FROM given');
  expect(rows).toEqual([{ person: 'ines', minor: 9000 }]);
  expect(await flagsIn(one.pool)).toEqual([]);
});

test('of a yes to less only so much is spent, and more than was asked for is refused', async () => {
  const [one] = await twoProcesses();
  const k1 = { customerId: 'c1', caseId: 'k1' };
  const dear = compensationOf('r1', { amount: { minor: 9000, currency: 'EUR' } });
  await take(one, lucia, openCase('c1', 'k1'), {
    ...k1,
    type: 'compensation.request',
    data: { ...dear, why: '' },
  });
  const yes = (minor: number): CommandAsk => ({
    ...k1,
    type: 'compensation.approve',
    data: { compensationId: 'r1', text: '', amount: { minor, currency: 'EUR' } },
  });
  expect(await take(one, ines, yes(9001))).toMatchObject([{ refusal: { code: 'not-less' } }]);
  expect(await take(one, ines, yes(2500))).toMatchObject([{ outcome: 'accepted', count: 1 }]);
  const { rows } = await one.pool.query('SELECT person, minor, currency FROM given');
  expect(rows).toEqual([{ person: 'ines', minor: 2500, currency: 'EUR' }]);
});

test('what was taken back is spent no more', async () => {
  const [one] = await twoProcesses();
  await take(one, lucia, openCase('c1', 'k1'), give('k1', 'g1'), {
    type: 'compensation.withdraw',
    customerId: 'c1',
    caseId: 'k1',
    data: { compensationId: 'g1', text: 'The wrong customer' },
  });
  expect((await one.pool.query('SELECT FROM given')).rowCount).toBe(0);
});

test('what was given is found by the customer and by the person', async () => {
  const [{ pool }] = await twoProcesses();
  await pool.query(
    `INSERT INTO given SELECT 'es', 'g' || n, 'c' || n, 'k', NULL, 'p' || n % 50, '2026-11', 1, 'EUR'
     FROM generate_series(1, 5000) AS n`,
  );
  await pool.query('ANALYZE given');
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${tillSql}`, [
    'es',
    ['c1'],
    ['p1'],
    ['2026-11'],
  ]);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('given_customer');
  expect(plan).toContain('given_person');
  expect(plan).not.toContain('Seq Scan');
});
