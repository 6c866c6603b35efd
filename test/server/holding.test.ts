import { expect, test } from 'vitest';
import { asCentre, inTeams } from '#server/database/transaction.ts';
import { month } from '#server/erasure/retention.ts';
import { applyHolding, linkedSql } from '#server/holding/walk.ts';
import { append } from '#server/ledger/append.ts';
import { readPages } from '#server/ledger/pages.ts';
import { putRecords } from '#server/records/put.ts';
import { customer, order } from '../store/fixture.ts';
import { poolOf } from './centre.ts';
import { expectIndexes } from './plans.ts';
import { staffedDatabase } from './staffed.ts';

const now = Date.now();

async function aTeam(months: number) {
  const pool = poolOf(await staffedDatabase());
  await pool.query("INSERT INTO team_rule (position, team) VALUES (1, 'day')");
  await pool.query("UPDATE team SET hold_months = $1, hold_walked = 0 WHERE team = 'day'", [months]);
  const away = async () =>
    (
      await inTeams(pool, ['day'], (client) =>
        client.query<{ id: string }>('SELECT customer_id AS id FROM customer_away ORDER BY 1'),
      )
    ).rows.map(({ id }) => id);
  return { pool, away };
}

test('of two records that an agent said to be one person neither is away, whichever of them is looked at; whose are of nobody else is', async () => {
  const { pool, away } = await aTeam(12);
  const ids = ['a', 'b', 'c'];
  await putRecords(
    pool,
    ids.flatMap((id) => [customer(id), order(`o-${id}`, id, { placedAt: now - 30 * month })]),
    Date.now,
  );
  const link = {
    id: `${crypto.randomUUID()}:0`,
    type: 'customer.linked.1',
    customerId: 'a',
    caseId: null,
    at: now - 29 * month,
    by: 'ines',
    data: { into: 'b', why: 'the same voice' },
  };
  await asCentre(pool, (client) => append(client, 'day', now - 29 * month, [link], []));
  expect(await applyHolding(pool, now)).toEqual({ away: 1, back: 0 });
  expect(await away()).toEqual(['c']);
  await expectIndexes(pool, [[linkedSql, 'customer_found_pkey']]);
});

test('an order brings somebody back for as many months as the walk leaves them, to the millisecond', async () => {
  const { pool } = await aTeam(7);
  const brought = async (placedAt: number) => {
    const { rows } = await pool.query<{ ids: string[] | null }>(
      "SELECT brought_back('day', $1, '{record}', '{order:o}', '{c1}', ARRAY[$2]) AS ids",
      [now, JSON.stringify({ type: 'order', placedAt })],
    );
    return rows[0]?.ids ?? null;
  };
  expect(await brought(now - 7 * month)).toEqual(['c1']);
  expect(await brought(now - 7 * month - 1)).toBeNull();
});

test('an old order that turns out to be of somebody who is away brings them back: it does not stay with whom it had been', async () => {
  const { pool, away } = await aTeam(12);
  const old = order('o-old', 'here', { placedAt: now - 30 * month });
  await putRecords(
    pool,
    [
      ...['here', 'gone', 'other'].map((id) => customer(id)),
      ...['gone', 'other'].map((id) => order(`o-${id}`, id, { placedAt: now - 30 * month })),
      ...[old, order('o-here', 'here', { placedAt: now })],
    ],
    Date.now,
  );
  expect(await applyHolding(pool, now)).toEqual({ away: 2, back: 0 });
  // The same order as a shop has it now, and another that only changed: that is no news of anybody.
  await putRecords(
    pool,
    [{ ...old, customerId: 'gone' }, order('o-other', 'other', { placedAt: now - 30 * month, remark: 'x' })],
    Date.now,
  );
  expect(await away()).toEqual(['other']);
  const ask = { team: 'day', teams: ['day'], epoch: 'e', from: 0, room: 1e9 };
  const { pages } = await readPages(pool, ask);
  const orders = pages
    .flatMap(
      ({ text }) => (JSON.parse(text) as { changes: { record?: { type: string; id: string } }[] }).changes,
    )
    .filter(({ record }) => record?.type === 'order' && record.id === 'o-old');
  expect(orders.at(-1)?.record).toMatchObject({ customerId: 'gone' });
});

test('a rule that was gone through by a clock which was ahead is gone through again, and does not stand until then', async () => {
  const { pool, away } = await aTeam(12);
  await putRecords(pool, [customer('a'), order('o-a', 'a', { placedAt: now - 30 * month })], Date.now);
  await pool.query("UPDATE team SET hold_walked = $1 WHERE team = 'day'", [now + 120 * month]);
  expect(await applyHolding(pool, now)).toEqual({ away: 1, back: 0 });
  expect(await away()).toEqual(['a']);
  expect(await applyHolding(pool, now + 3_600_000)).toEqual({ away: 0, back: 0 });
});
