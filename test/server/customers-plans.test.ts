import { expect, test } from 'vitest';
import { beginsSql, namedSql, whoSql } from '#server/customers/find.ts';
import { homeSql, linkedSql, wholeEventsSql, wholeRecordsSql } from '#server/customers/whole.ts';
import { inTeams } from '#server/database/transaction.ts';
import { freshDatabase, poolOf, servingUrl } from './centre.ts';
import { fillTeam, makeTeams } from './desk.ts';

const lists: { sql: string; values: unknown[]; indexes: string[] }[] = [
  { sql: homeSql, values: ['c1', ['es']], indexes: ['customer_team_pkey'] },
  { sql: wholeEventsSql, values: ['es', 'c1', 0, 100], indexes: ['change_customer'] },
  { sql: wholeRecordsSql, values: ['es', 'c1', 0, 100], indexes: ['record_now_customer'] },
  {
    sql: beginsSql,
    values: [['es'], 'phone', 'phone1', 'phone1\u{10FFFF}', 20],
    indexes: ['customer_found_pkey'],
  },
  {
    sql: namedSql(2),
    values: [['es'], 'word12', 'word12\u{10FFFF}', 20, 'word1', 'word1\u{10FFFF}'],
    indexes: ['customer_found_pkey'],
  },
  {
    sql: whoSql,
    values: [['es'], ['c1']],
    indexes: ['customer_team_pkey', 'record_now_key', 'change_stream'],
  },
  { sql: linkedSql, values: ['es', 'c1'], indexes: ['customer_found_customer', 'customer_found_pkey'] },
];

test('whatever is read of one customer is found by an index, also for the account that serves', async () => {
  const url = await freshDatabase();
  const pool = poolOf(url, { size: 1 });
  await makeTeams(pool, 'es', 'fr');
  await fillTeam(pool, 'es', 3000);
  await pool.query(`INSERT INTO customer_team SELECT 'c' || n, 'es' FROM generate_series(1, 3000) AS n`);
  await pool.query(
    `INSERT INTO record_now SELECT 'es', 'order:' || n, 'c' || n, n, '{}' FROM generate_series(1, 3000) AS n`,
  );
  await pool.query(
    `INSERT INTO customer_found SELECT 'es', kind, kind || n, 'c' || n, 'order:' || n
     FROM generate_series(1, 3000) AS n, unnest(ARRAY['order', 'linked', 'word', 'phone', 'email']) AS kind`,
  );
  await pool.query('ANALYZE');
  const serving = poolOf(servingUrl(url), { size: 1, settings: { 'hilo.teams': '{}' } });
  for (const { sql, values, indexes } of lists) {
    const { rows } = await inTeams(serving, ['es'], (client) =>
      client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, values),
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    for (const index of indexes) expect(plan, sql).toContain(index);
    expect(plan.replace(/Seq Scan on team_head[^\n]*/g, ''), sql).not.toContain('Seq Scan');
  }
});
