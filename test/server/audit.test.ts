import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { casesSql, openingsSql, periodSql } from '#server/audit/export.ts';
import { inTransaction } from '#server/database/transaction.ts';
import { append } from '#server/ledger/append.ts';
import { auditCase } from '#shared/audit/record.ts';
import type { EventEnvelope } from '#shared/case/events.ts';
import { customer } from '../store/fixture.ts';
import { freshDatabase, poolOf } from './centre.ts';
import { fillTeam, makeTeams } from './desk.ts';
import { centreOn, staffedDatabase } from './staffed.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 10, 2, 10);

function opened(customerId: string, caseId: string, at: number): EventEnvelope[] {
  const base = { customerId, caseId, at, by: 'lucia' };
  const event = (type: string, data: unknown) => ({ id: `${randomUUID()}:0`, type, ...base, data });
  return [
    event('case.opened.1', { number: '482913075561', subject: 'S', words: 'W', kind: 'late', orderId: null }),
    event('note.added.1', { text: 'they said {"type":"case.opened.1"}', about: 'note' }),
    event('case.key-told.1', {}),
    event('case.blessed.9', { by: 'a newer Hilo' }),
  ];
}

test('an admin reads the cases of a period of their own team, a line each, with both clocks and names', async () => {
  const url = await staffedDatabase();
  const pool = poolOf(url);
  await pool.query("INSERT INTO record_now VALUES ('day', 'customer:c1', 'c1', 1, $1)", [
    JSON.stringify(customer('c1', { name: 'Ana' })),
  ]);
  for (let index = 0; index < 120; index += 1)
    await inTransaction(pool, (client) =>
      append(
        client,
        index % 3 === 2 ? 'night' : 'day',
        start + index * day,
        opened('c1', `k${index}`, start - 1000),
        [],
      ),
    );
  const { get, signIn, app } = await centreOn(url);
  const { token } = await signIn('nuria');
  const path = '/teams/day/audit?from=2026-11-03&to=2027-02-01T00:00:00Z';
  const answer = await get(path, token);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toContain('application/x-ndjson');
  const lines = answer.body
    .trim()
    .split('\n')
    .map((line) => auditCase.parse(JSON.parse(line)));
  const wanted = Array.from({ length: 120 }, (_, index) => index).filter(
    (index) => index % 3 !== 2 && index >= 1 && start + index * day < Date.UTC(2027, 1, 1),
  );
  expect(lines.map(({ case: one }) => one.id)).toEqual(wanted.map((index) => `k${index}`));
  expect(lines[0]).toMatchObject({
    company: 'Casa Lumbre',
    case: { customerName: 'Ana', openedAt: start - 1000, owner: { id: 'lucia', name: 'Lucía Ferrer' } },
    keyTold: { by: { name: 'Lucía Ferrer' } },
    answer: { state: expect.any(String), holidays: { holidays: 'none' } },
  });
  expect(lines[0]?.events).toHaveLength(4);
  expect(lines[0]?.events[3]).toMatchObject({
    type: 'case.blessed.9',
    at: start - 1000,
    ledgerAt: start + day,
  });

  // Not their team, not their role, no period, and nobody.
  expect((await get('/teams/night/audit?from=2026-11-03&to=2027-02-01', token)).statusCode).toBe(403);
  expect((await get(path, (await signIn('lucia')).token)).statusCode).toBe(403);
  expect((await get('/teams/day/audit?from=2026-11-03&to=2026-11-03', token)).statusCode).toBe(400);
  expect((await get('/teams/day/audit?from=yesterday&to=2026-11-03', token)).statusCode).toBe(400);
  expect((await app.inject({ url: path })).statusCode).toBe(401);
  expect((await get('/teams/day/audit?from=2020-01-01&to=2020-02-01', token)).body).toBe('');
});

test('a period is found by its index, and its cases by theirs', async () => {
  const pool = poolOf(await freshDatabase(), { size: 1 });
  await makeTeams(pool, 'es');
  await fillTeam(pool, 'es', 3000);
  await pool.query('ANALYZE');
  // So few rows would be read at once whatever there is.
  await pool.query('SET enable_seqscan = off');
  for (const [sql, values, index] of [
    [periodSql, ['es', 5000, 6000], 'change_at'],
    [openingsSql, ['es', 100, 200, 5000, 6000, 50], 'change_pkey'],
    [casesSql, ['es', ['case:k']], 'change_stream'],
  ] as const) {
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, [...values]);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
  }
});
