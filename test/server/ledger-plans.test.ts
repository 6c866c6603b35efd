import { expect, test } from 'vitest';
import { knownCommands } from '#server/ledger/batch.ts';
import { lastChange, nextChanges, nextHeld } from '#server/ledger/pages.ts';
import { linksOfPoints } from '#server/ledger/stand.ts';
import { streamEvents } from '#server/ledger/streams.ts';
import { eventNumbers } from '#server/ledger/witness.ts';
import { freshDatabase, poolOf } from './centre.ts';
import { fillTeam, makeTeams } from './desk.ts';

const lists: { name: string; sql: string; values: unknown[]; indexes: string[] }[] = [
  {
    name: 'pages',
    sql: nextChanges,
    values: ['es', 100, 1000, 1_000_000],
    indexes: ['change_pkey', 'change_passage'],
  },
  {
    name: 'pages where somebody fell out',
    sql: nextHeld,
    values: ['es', 100, 1000, 1_000_000],
    indexes: ['change_pkey', 'change_passage', 'customer_away_pkey'],
  },
  { name: 'the end of a stream', sql: lastChange, values: ['es'], indexes: ['change_pkey'] },
  { name: 'streams', sql: streamEvents, values: ['es', ['customer:c1']], indexes: ['change_stream'] },
  {
    name: 'earlier answers',
    sql: knownCommands,
    values: ['es', ['00000000-0000-0000-0000-000000000000'], ['a:0']],
    indexes: ['answer_pkey', 'change_event'],
  },
  { name: 'links', sql: linksOfPoints, values: [['es'], [5]], indexes: ['change_pkey'] },
  { name: 'events of witnesses', sql: eventNumbers, values: ['es', ['a:0']], indexes: ['change_event'] },
];

test('every list that the ledger reads is found by an index', async () => {
  const pool = poolOf(await freshDatabase(), { size: 1 });
  await makeTeams(pool, 'es', 'fr');
  await fillTeam(pool, 'es', 3000);
  await fillTeam(pool, 'fr', 3000);
  await pool.query(
    `INSERT INTO answer SELECT 'es', gen_random_uuid(), '', '{}', 'lucia', gen_random_uuid(), gen_random_uuid(), n
     FROM generate_series(1, 3000) AS n`,
  );
  await pool.query(
    `INSERT INTO customer_away SELECT CASE WHEN n % 1000 = 0 THEN 'es' ELSE 'fr' END, 'away-' || n FROM generate_series(1, 3000) AS n`,
  );
  await pool.query('ANALYZE');
  for (const { name, sql, values, indexes } of lists) {
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, values);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    for (const index of indexes) expect(plan, name).toContain(index);
    expect(plan, name).not.toContain('Seq Scan');
  }
});
