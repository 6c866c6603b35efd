import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { signingOf } from '#server/identity/signing.ts';
import { slipsSql } from '#server/ledger/slips.ts';
import type { CommandAsk } from '#shared/case/commands.ts';
import type { EventEnvelope } from '#shared/case/events.ts';
import { monthOf } from '#shared/recovery/authority.ts';
import { lifeOf, type Slip, slip, slipKind, slipLife } from '#shared/recovery/slip.ts';
import { defaultManual } from '#shared/rules/defaults/manual.ts';
import { rulesId } from '#shared/rules/records.ts';
import type { SignedIn } from '#shared/sync/identity.ts';
import { statementIn } from '#store/sync/statement.ts';
import { compensationOf, slipOf } from '../recovery/sample.ts';
import { openCase } from '../store/fixture.ts';
import { freshDatabase, poolOf } from './centre.ts';
import { makeTeams, type Process, person, processOn, sent, streamOf } from './desk.ts';
import { centreOn, staffedDatabase } from './staffed.ts';

const now = Date.now();
const period = monthOf(now);
const lucia = person('lucia', 'es');

const give = (id: string, minor = 1000): CommandAsk => ({
  type: 'compensation.give',
  customerId: 'c1',
  caseId: 'k1',
  data: compensationOf(id, { amount: { minor, currency: 'EUR' }, orderId: id }),
});

/** A slip of a hundred euros at a time and a hundred and fifty this month, more than the manual gives an agent at one time. */
const hers = (more: Partial<Slip> = {}): Slip =>
  slipOf({
    device: lucia.device,
    once: 10_000,
    month: 15_000,
    issued: now,
    ...lifeOf(period, now),
    period,
    ...more,
  });

async function desks(): Promise<{
  one: Process;
  other: Process;
  take: Take;
  flags: () => Promise<string[]>;
}> {
  const url = await freshDatabase();
  const one = await processOn(url);
  await makeTeams(one.pool, 'es', 'mx');
  const other = await processOn(url);
  const take: Take = (at, ask, text, who = lucia) =>
    at.ledger.take([sent(ask, who.person.id, randomUUID(), now, text)], {
      who,
      incarnation: randomUUID(),
      parted: new Set(),
    });
  await take(one, openCase('c1', 'k1'));
  const flags = async () =>
    (await streamOf(one.pool, 'es'))
      .map(({ body }) => JSON.parse(body) as EventEnvelope)
      .flatMap(({ type, data }) => (type === 'fact.flagged.1' ? [(data as { why: string }).why] : []));
  return { one, other, take, flags };
}
type Take = (at: Process, ask: CommandAsk, text?: string, who?: typeof lucia) => Promise<unknown>;

test('a give within its slip is not flagged, though the manual gives nothing by now; above it, or without one, it is', async () => {
  const { one, take, flags } = await desks();
  const text = one.signing.sign(slipKind, hers());
  const record = {
    type: 'rules',
    id: rulesId('es', 'manual'),
    team: 'es',
    name: 'manual',
    version: 1,
    at: now,
    by: 'ines',
    content: { ...defaultManual, authorities: [] },
  };
  await one.pool.query("INSERT INTO record_now (team, key, body, n) VALUES ('es', $1, $2, 1)", [
    `rules:${record.id}`,
    JSON.stringify(record),
  ]);
  await take(one, give('g1', 10_000), text);
  expect(await flags()).toEqual([]);
  await take(one, give('g2', 10_000), text);
  expect(await flags()).toEqual(['over-authority']);
  await take(one, give('g3', 1));
  expect(await flags()).toEqual(['over-authority', 'over-authority']);
});

test('two machines of one person, each within its own slip, are flagged for what is more than the month', async () => {
  const { one, other, take, flags } = await desks();
  const home = { ...lucia, device: randomUUID() };
  const texts = [lucia, home].map(({ device }) => one.signing.sign(slipKind, hers({ device })));
  await Promise.all([
    take(one, give('g1', 10_000), texts[0]),
    take(other, give('g2', 10_000), texts[1], home),
  ]);
  expect(await flags()).toEqual(['over-authority']);
  const { rows } = await one.pool.query('SELECT compensation FROM given ORDER BY compensation');
  expect(rows).toHaveLength(2);
});

test.each<[string, Partial<Slip>, number, string[]]>([
  ['somebody else', { person: 'mateo' }, 1, ['over-authority']],
  ['another machine', { device: randomUUID() }, 1, ['over-authority']],
  ['another team', { team: 'mx' }, 1, ['over-authority']],
  ['a week that is over', { until: now - 1 }, 1, ['over-authority']],
  ['another month', { period: '2001-01' }, 1, ['over-authority']],
  ['this person, here and now', {}, 10_000, []],
])('a slip that was signed for %s', async (_, more, minor, expected) => {
  const { one, take, flags } = await desks();
  await take(one, give('g1', minor), one.signing.sign(slipKind, hers(more)));
  expect(await flags()).toEqual(expected);
});

test('a slip that nobody here signed is no slip: what it promises is flagged, what the manual gives is not', async () => {
  const { one, take, flags } = await desks();
  const forged = signingOf(randomBytes(32)).sign(slipKind, hers());
  await take(one, give('g1', 3000), forged);
  expect(await flags()).toEqual([]);
  await take(one, give('g2', 10_000), forged);
  await take(one, give('g3', 10_000), one.signing.sign('wipe', hers()));
  expect(await flags()).toEqual(['over-authority', 'over-authority']);
});

const read = ({ centreKey = '', slips = [] }: SignedIn): Slip[] =>
  slips.flatMap((text) => statementIn(centreKey, text, slipKind, slip) ?? []);

test('whoever signs in gets a slip for each of their teams, and with each refresh what is spent by then', async () => {
  const url = await staffedDatabase();
  const pool = poolOf(url);
  const { signIn, post } = await centreOn(url);
  await pool.query("UPDATE person SET level = 2 WHERE id = 'mateo'");
  const first = await signIn('mateo');
  const mine = { person: 'mateo', device: first.device, role: 'agent', level: 2, manual: 0, period };
  const now = read(first).filter((one) => one.period === period);
  expect(now).toMatchObject([
    { ...mine, team: 'night', once: 3000, month: 30_000, spent: [], n: 0 },
    { ...mine, team: 'day' },
  ]);
  for (const { from, issued, until } of now) {
    expect(issued).toBeGreaterThanOrEqual(from);
    expect(until - issued).toBeLessThanOrEqual(slipLife);
    expect(monthOf(until - 1)).toBe(period);
  }
  await pool.query(
    `INSERT INTO given VALUES ('day', 'a', 'c', 'k', NULL, 'mateo', $1, 500, 'EUR'), ('day', 'b', 'c', 'k', NULL, 'mateo', $1, 700, 'MXN'),
       ('day', 'd', 'c', 'k', NULL, 'mateo', $1, 1, 'EUR'), ('day', 'e', 'c', 'k', NULL, 'lucia', $1, 9, 'EUR'),
       ('day', 'f', 'c', 'k', NULL, 'mateo', '2001-01', 9, 'EUR'), ('day', 'g', 'c', 'k', NULL, NULL, NULL, 9, 'EUR')`,
    [period],
  );
  await pool.query("UPDATE team_head SET n = 6 WHERE team = 'day'");
  const again = await post('/refresh', { device: first.device, refresh: first.refresh });
  const [night, day] = read(again.json<SignedIn>()).filter((one) => one.period === period);
  expect(night).toMatchObject({ team: 'night', spent: [], n: 0 });
  expect(day).toMatchObject({ team: 'day', n: 6 });
  expect(day?.spent).toEqual([
    { currency: 'EUR', minor: 501 },
    { currency: 'MXN', minor: 700 },
  ]);
  expect(new Set([...now, night, day].map((one) => one?.id)).size).toBe(4);
});

test('what somebody has spent is found by their name and month', async () => {
  const { one } = await desks();
  await one.pool.query(
    `INSERT INTO given SELECT 'es', 'g' || n, 'c' || n, 'k', NULL, 'p' || n % 50, '2026-11', 1, 'EUR'
     FROM generate_series(1, 5000) AS n`,
  );
  await one.pool.query('ANALYZE given');
  const { rows } = await one.pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${slipsSql}`, [
    ['es'],
    ['rules:es/manual'],
    'p1',
    ['2026-11'],
  ]);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('given_person');
  expect(plan).not.toContain('Seq Scan on given');
});
