import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { asCentre } from '#server/database/transaction.ts';
import { openAcks } from '#server/erasure/acks.ts';
import { eraseCustomers } from '#server/erasure/erase.ts';
import { putRecords } from '#server/records/put.ts';
import { customer } from '../store/fixture.ts';
import { poolOf } from './centre.ts';
import { staffedDatabase } from './staffed.ts';

test('a machine has removed somebody when it stands behind that in this life of the ledger, not with a number of the life before a restore', async () => {
  const pool = poolOf(await staffedDatabase());
  await pool.query("INSERT INTO team_rule (position, team) VALUES (1, 'day')");
  await putRecords(pool, [customer('c1')], Date.now);
  await asCentre(pool, (client) =>
    eraseCustomers(client, { team: 'day', customerIds: ['c1'], at: Date.now() }),
  );
  const { rows } = await pool.query<{ n: number; link: string }>(
    "SELECT h.n, c.link FROM team_head AS h JOIN change AS c USING (team, n) WHERE team = 'day'",
  );
  const [head] = rows as [{ n: number; link: string }];
  let now = 0;
  const failures: unknown[] = [];
  const acks = openAcks(
    pool,
    () => 'second',
    (error) => failures.push(error),
    () => (now += 10_000),
  );
  const [before, here] = [randomUUID(), randomUUID()];
  for (const [device, person] of [
    [before, 'mateo'],
    [here, 'lucia'],
  ])
    await pool.query('INSERT INTO device (id, person, name, created, last_seen) VALUES ($1, $2, $2, 0, 0)', [
      device,
      person,
    ]);
  const noted = async () =>
    (await pool.query<{ device: string }>('SELECT device FROM erasure_ack')).rows.map(({ device }) => device);
  acks.heard(before, [{ team: 'day', epoch: 'first', n: head.n + 100, link: head.link }]);
  acks.heard(here, [{ team: 'day', epoch: 'second', n: head.n, link: head.link }]);
  await expect.poll(noted).toContain(here);
  expect([await noted(), failures]).toEqual([[here], []]);
});
