import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asCentre } from '#server/database/transaction.ts';
import { applyRetention } from '#server/erasure/retention.ts';
import { append } from '#server/ledger/append.ts';
import { lockAgainstErasing } from '#server/ledger/streams.ts';
import { putRecords } from '#server/records/put.ts';
import { customer, order } from '../store/fixture.ts';
import { poolOf } from './centre.ts';
import { centreOn, staffedDatabase } from './staffed.ts';

const day = 86_400_000;

test('whoever bought, called and waited for nothing for so long is erased by the rule, once it is set and in one process; the others stay', async () => {
  const url = await staffedDatabase();
  const pool = poolOf(url);
  await pool.query("INSERT INTO team_rule (position, team) VALUES (1, 'day')");
  const now = Date.UTC(2030, 0, 1);
  const ago = (years: number) => now - years * 365 * day;
  const centre = await centreOn(url, { HILO_ERASED: join(tmpdir(), `hilo-erased-${randomUUID()}.jsonl`) });
  await putRecords(
    pool,
    [
      ...['old', 'bought', 'called', 'waits', 'nothing'].map((id) => customer(id, { name: `Person ${id}` })),
      ...['old', 'called', 'waits'].map((id) => order(`o-${id}`, id, { placedAt: ago(6) })),
      order('o-bought', 'bought', { placedAt: ago(1) }),
    ],
    () => now,
  );
  const opened = (customerId: string, at: number) => ({
    id: `${randomUUID()}:0`,
    type: 'case.opened.1',
    customerId,
    caseId: `case-${customerId}`,
    at,
    by: 'lucia',
    data: { number: '123456789012', subject: 'S', words: '', kind: 'late', orderId: null },
  });
  const note = {
    id: `${randomUUID()}:0`,
    type: 'note.added.1',
    customerId: 'called',
    caseId: null,
    at: ago(1),
    by: 'lucia',
    data: { text: 'x', about: 'note' },
  };
  await asCentre(pool, (client) => append(client, 'day', ago(6), [opened('waits', ago(6))], []));
  await asCentre(pool, (client) => append(client, 'day', ago(1), [note], []));
  const known = async () =>
    (await pool.query("SELECT customer_id FROM record_now WHERE key LIKE 'customer:%' ORDER BY 1")).rows.map(
      (row) => row.customer_id,
    );
  const everybody = ['bought', 'called', 'nothing', 'old', 'waits'];

  expect(await applyRetention(pool, now)).toEqual([]);
  const { token } = await centre.signIn('nuria');
  const set = await centre.app.inject({
    method: 'PUT',
    url: '/retention',
    headers: { authorization: `Bearer ${token}` },
    payload: { months: 60 },
  });
  expect(set.json()).toEqual({ months: 60 });
  // By the centre's own clock it is long before: nobody is due yet, and asking erases nobody.
  expect((await centre.get('/retention/due?months=60', token)).json()).toEqual({ months: 60, due: 0, of: 5 });
  expect(await known()).toEqual(everybody);

  const rounds = await Promise.all([applyRetention(pool, now), applyRetention(pool, now)]);
  expect(rounds.flat().map(({ customerId }) => customerId)).toEqual(['old']);
  expect(await known()).toEqual(everybody.filter((id) => id !== 'old'));
  expect(await applyRetention(pool, now)).toEqual([]);
  const acts = await pool.query(
    "SELECT what, person FROM admin_act WHERE what ~ '^(erasure|retention)' ORDER BY id",
  );
  expect(acts.rows).toEqual([
    { what: 'retention.changed', person: 'nuria' },
    { what: 'erasure.done', person: 'hilo' },
  ]);
});

test('whoever calls while the rule is being applied stays, with what they said: a call that is just being recorded counts', async () => {
  const pool = poolOf(await staffedDatabase());
  await pool.query(
    "INSERT INTO team_rule (position, team) VALUES (1, 'day'); UPDATE retention SET months = 60",
  );
  const now = Date.UTC(2030, 0, 1);
  const ids = ['calls', 'orders', 'old'];
  const placedAt = now - 6 * 365 * day;
  await putRecords(
    pool,
    ids.flatMap((id) => [customer(id), order(`o-${id}`, id, { placedAt })]),
    () => now,
  );
  const said = {
    ...{
      id: `${randomUUID()}:0`,
      type: 'note.added.1',
      customerId: 'calls',
      caseId: null,
      at: now,
      by: 'lucia',
    },
    data: { text: 'After six years', about: 'note' },
  };
  const waits = async () =>
    (await pool.query("SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).rowCount;
  const erased = await asCentre(pool, async (client) => {
    await lockAgainstErasing(client);
    const applied = applyRetention(pool, now);
    await expect.poll(waits, { timeout: 4000, interval: 20 }).toBeGreaterThan(0);
    await putRecords(pool, [order('o-new', 'orders', { placedAt: now })], () => now);
    await append(client, 'day', now, [said], []);
    return { applied };
  });
  expect((await erased.applied).map(({ customerId }) => customerId)).toEqual(['old']);
  const { rows } = await pool.query("SELECT key FROM record_now WHERE key LIKE 'customer:%' ORDER BY 1");
  expect(rows.map(({ key }) => key)).toEqual(['customer:calls', 'customer:orders']);
  expect((await pool.query("SELECT FROM change WHERE body LIKE '%After six years%'")).rowCount).toBe(1);
  const asked = await pool.query('SELECT customers FROM erasure_request');
  expect(asked.rows).toEqual([{ customers: ['old'] }]);
});
