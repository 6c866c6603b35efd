import { expect, test } from 'vitest';
import { inTeams } from '#server/database/transaction.ts';
import { erasedRecordsSql, erasedSql } from '#server/erasure/erased.ts';
import { exportedEventsSql, exportedRecordsSql } from '#server/erasure/export.ts';
import { linksSql } from '#server/erasure/persons.ts';
import { requestsSql } from '#server/erasure/requests.ts';
import { nextSeenSql, theirsSeenSql } from '#server/erasure/retention.ts';
import { freshDatabase, poolOf, servingUrl } from './centre.ts';
import { fillTeam, makeTeams } from './desk.ts';

const lists: { sql: string; values: unknown[]; indexes: string[] }[] = [
  {
    sql: requestsSql,
    values: [['es']],
    indexes: ['erasure_request_asked', 'erasure_pkey', 'erasure_ack_pkey'],
  },
  { sql: erasedSql, values: [['c1', 'c2']], indexes: ['erasure_pkey', 'record_now_key'] },
  { sql: erasedRecordsSql, values: [['order:1', 'order:2']], indexes: ['erased_record_pkey'] },
  {
    sql: nextSeenSql,
    values: ['es', 'c1', 20],
    indexes: ['customer_team_pkey', 'change_customer', 'record_now_customer'],
  },
  {
    sql: theirsSeenSql,
    values: ['es', ['c1', 'c2']],
    indexes: ['customer_team_pkey', 'change_customer', 'record_now_customer'],
  },
  {
    sql: linksSql,
    values: ['es', ['c1', 'c2']],
    indexes: ['customer_found_customer', 'customer_found_pkey'],
  },
  { sql: exportedRecordsSql, values: ['es', 'c1'], indexes: ['record_now_customer'] },
  { sql: exportedEventsSql, values: ['es', 'c1'], indexes: ['change_customer'] },
];

/** Of these there are as many as a company has people and machines. */
const ofStaff = /Seq Scan on (device|person_team)\b/g;

test('every list of erasure, retention and what is handed to a person is found by an index, also for the account that serves', async () => {
  const url = await freshDatabase();
  const pool = poolOf(url, { size: 1 });
  await makeTeams(pool, 'es', 'fr');
  await fillTeam(pool, 'es', 3000);
  await pool.query(`
    INSERT INTO customer_team SELECT 'c' || n, 'es' FROM generate_series(1, 3000) AS n;
    INSERT INTO record_now SELECT 'es', 'order:' || n, 'c' || n, n, '{}' FROM generate_series(1, 3000) AS n;
    INSERT INTO customer_found SELECT 'es', kind, kind || n, 'c' || n, 'order:' || n
      FROM generate_series(1, 3000) AS n, unnest(ARRAY['order', 'linked', 'word', 'phone', 'email']) AS kind;
    INSERT INTO erased_record SELECT 'order:' || n, n FROM generate_series(1, 3000) AS n;
    INSERT INTO erasure SELECT 'c' || n, 'es', n, n FROM generate_series(1, 3000) AS n;
    INSERT INTO erasure_request SELECT gen_random_uuid(), CASE WHEN n % 10 = 0 THEN 'es' ELSE 'fr' END, ARRAY['c' || n],
      'person-asked', 'nuria', n FROM generate_series(1, 3000) AS n;
    INSERT INTO erasure_ack SELECT 'es', gen_random_uuid(), n, n FROM generate_series(1, 3000) AS n;
    INSERT INTO erasure_ack SELECT 'fr', gen_random_uuid(), n, n FROM generate_series(1, 3000) AS n;
  `);
  await pool.query('ANALYZE');
  const serving = poolOf(servingUrl(url), { size: 1, settings: { 'hilo.teams': '{}' } });
  for (const { sql, values, indexes } of lists) {
    const { rows } = await inTeams(serving, ['es'], (client) =>
      client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, values),
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    for (const index of indexes) expect(plan, sql).toContain(index);
    expect(plan.replace(ofStaff, ''), sql).not.toContain('Seq Scan');
  }
});
