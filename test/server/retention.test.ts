import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asCentre } from '#server/database/transaction.ts';
import { clocksSql, soberNow } from '#server/erasure/clock.ts';
import { applyRetention } from '#server/erasure/retention.ts';
import { append } from '#server/ledger/append.ts';
import { lockAgainstErasing } from '#server/ledger/streams.ts';
import { putRecords } from '#server/records/put.ts';
import { customer, order } from '../store/fixture.ts';
import { poolOf } from './centre.ts';
import { expectIndexes } from './plans.ts';
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

type Step =
  | { what: 'link' | 'part'; of: number; into: number }
  | { what: 'note'; of: number }
  | { what: 'case'; of: number };
type Record = { placed: number | null };
type History = { records: Record[]; steps: (Step & { at: number })[] };

/** Years ago; six are too long. Most of what happened is long ago. */
const someYears = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(7, 8, 9) },
  { weight: 1, arbitrary: fc.constantFrom(1, 2) },
);
const aHistory: fc.Arbitrary<History> = fc.integer({ min: 2, max: 6 }).chain((size) => {
  const of = fc.nat(size - 1);
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ what: fc.constant('link' as const), of, into: of }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('part' as const), of, into: of }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('note' as const), of }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('case' as const), of }) },
  );
  const placed = fc.option(someYears, { freq: 4 });
  return fc.record({
    records: fc.array(fc.record({ placed }), { minLength: size, maxLength: size }),
    steps: fc.array(
      fc.tuple(step, someYears).map(([one, at]) => ({ ...one, at })),
      { maxLength: 8 },
    ),
  });
});

/** The persons of a history whom the rule has to erase, each with their records: by hand, without streams and indexes. */
function tooOld({ records, steps }: History): number[][] {
  const newest: number[] = records.map(({ placed }) => placed ?? Number.POSITIVE_INFINITY);
  const into = new Map<number, number>();
  const open = new Set<number>();
  for (const step of steps.toSorted((a, b) => b.at - a.at)) {
    newest[step.of] = Math.min(newest[step.of] ?? 0, step.at);
    if (step.what === 'link') into.set(step.of, step.into);
    if (step.what === 'part') into.delete(step.of);
    if (step.what === 'case') open.add(step.of);
  }
  const person = records.map((_, index) => index);
  for (let turn = 0; turn < records.length; turn += 1)
    for (const [a, b] of into) {
      const lowest = Math.min(person[a] ?? a, person[b] ?? b);
      person[a] = lowest;
      person[b] = lowest;
    }
  const persons = [...Map.groupBy(records.keys(), (index) => person[index]).values()];
  return persons.filter((theirs) => {
    const last = Math.min(...theirs.map((one) => newest[one] ?? 0));
    return last >= 5 && last !== Number.POSITIVE_INFINITY && !theirs.some((one) => open.has(one));
  });
}

test('a person goes as a whole or not at all: the newest sign of life of any record that is linked counts for each, along chains, and a link that was taken back for none', async () => {
  const pool = poolOf(await staffedDatabase());
  await pool.query(
    "INSERT INTO team_rule (position, team) VALUES (1, 'day'); UPDATE retention SET months = 60",
  );
  const now = Date.UTC(2030, 0, 1);
  const ago = (years: number) => now - years * 365 * day;
  // All histories in one team, of customers of their own: the rule is applied once.
  const histories = fc.sample(aHistory, 60);
  const id = (history: number, record: number) => `p${history}-${record}`;
  await putRecords(
    pool,
    histories.flatMap(({ records }, h) =>
      records.flatMap(({ placed }, r) => [
        customer(id(h, r)),
        ...(placed === null ? [] : [order(`o-${id(h, r)}`, id(h, r), { placedAt: ago(placed) })]),
      ]),
    ),
    () => now,
  );
  const steps = histories.flatMap(({ steps }, h) => steps.map((step) => ({ ...step, h })));
  for (const years of [9, 8, 7, 2, 1]) {
    const events = steps
      .filter(({ at }) => at === years)
      .map((step) => {
        const customerId = id(step.h, step.of);
        const base = { id: `${randomUUID()}:0`, customerId, caseId: null, at: ago(years), by: 'lucia' };
        if (step.what === 'note')
          return { ...base, type: 'note.added.1', data: { text: 'x', about: 'note' } };
        if (step.what === 'case')
          return {
            ...{ ...base, caseId: `case-${randomUUID()}`, type: 'case.opened.1' },
            data: { number: '123456789012', subject: 'S', words: '', kind: 'late', orderId: null },
          };
        const type = step.what === 'link' ? 'customer.linked.1' : 'customer.unlinked.1';
        return { ...base, type, data: { into: id(step.h, step.into), why: 'the same voice' } };
      });
    await asCentre(pool, (client) => append(client, 'day', ago(years), events, []));
  }
  const wanted = histories.flatMap((history, h) =>
    tooOld(history).map((person) => person.map((r) => id(h, r)).toSorted()),
  );
  const of = histories.reduce((sum, { records }) => sum + records.length, 0);
  expect(wanted.filter((person) => person.length > 2).length).toBeGreaterThan(0);
  expect(of - wanted.flat().length).toBeGreaterThan(50);
  const erased = (await applyRetention(pool, now)).map(({ customerId }) => customerId);
  expect(erased.toSorted()).toEqual(wanted.flat().toSorted());
  expect(await applyRetention(pool, now)).toEqual([]);
  // In one transaction each: an end between two leaves nobody by halves.
  const { rows } = await pool.query<{ customers: string[] }>('SELECT customers FROM erasure_request');
  for (const person of wanted)
    expect(rows.filter(({ customers }) => person.every((one) => customers.includes(one)))).toHaveLength(1);
});

test('whoever is said to be one with somebody who is due, while the rule is being applied, keeps the old half', async () => {
  const pool = poolOf(await staffedDatabase());
  await pool.query(
    "INSERT INTO team_rule (position, team) VALUES (1, 'day'); UPDATE retention SET months = 60",
  );
  const now = Date.UTC(2030, 0, 1);
  const placedAt = now - 6 * 365 * day;
  const ids = ['half', 'middle', 'nobody'];
  await putRecords(
    pool,
    [
      ...ids.flatMap((id) => [customer(id), order(`o-${id}`, id, { placedAt })]),
      ...[customer('whole'), order('o-whole', 'whole', { placedAt: now })],
    ],
    () => now,
  );
  const link = (customerId: string, into: string) => ({
    ...{ id: `${randomUUID()}:0`, type: 'customer.linked.1', customerId, caseId: null, at: now, by: 'lucia' },
    data: { into, why: 'the same voice' },
  });
  const waits = async () =>
    (await pool.query("SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).rowCount;
  const { applied } = await asCentre(pool, async (client) => {
    await lockAgainstErasing(client);
    const underWay = applyRetention(pool, now);
    await expect.poll(waits, { timeout: 4000, interval: 20 }).toBeGreaterThan(0);
    // Nothing is written in the stream of `half`, nor of `middle`: whoever is there says it.
    await append(client, 'day', now, [link('whole', 'middle'), link('middle', 'half')], []);
    return { applied: underWay };
  });
  expect((await applied).map(({ customerId }) => customerId)).toEqual(['nobody']);
});

test('nobody is erased by a clock that is ahead: of the process’s, the database’s and a month after the last that was numbered the earliest counts', async () => {
  const pool = poolOf(await staffedDatabase());
  await pool.query("INSERT INTO team_rule (position, team) VALUES (1, 'day')");
  const now = Date.now();
  const ahead = now + 10 * 365 * day;
  // Nobody has written anything yet.
  expect(await soberNow(pool, ahead)).toBeLessThan(now + day);
  expect(await soberNow(pool, now - 365 * day)).toBe(now - 365 * day);
  await putRecords(pool, [customer('c')], () => now - 100 * day);
  expect(await soberNow(pool, now)).toBe(now - 69 * day);
  await putRecords(pool, [customer('c', { name: 'Otra' })], () => now - 3 * day);
  expect(await soberNow(pool, now)).toBe(now);
  expect(await soberNow(pool, ahead)).toBeLessThan(now + day);
  await expectIndexes(pool, [[clocksSql, 'change_pkey']]);
});

test('where the rule cannot be applied in one team it is in the others, and who was erased is on the list beside the database at once', async () => {
  const pool = poolOf(await staffedDatabase());
  await pool.query(
    "INSERT INTO team_rule (position, team, shop) VALUES (1, 'day', 'days'), (2, 'night', 'nights'); UPDATE retention SET months = 60",
  );
  const now = Date.UTC(2030, 0, 1);
  const placedAt = now - 6 * 365 * day;
  const of = (id: string, shop: string) => [customer(id), order(`o-${id}`, id, { placedAt, shop })];
  await putRecords(pool, [...of('c-day', 'days'), ...of('c-night', 'nights')], () => now);
  const { rows } = await pool.query('SELECT customer_id, team FROM customer_team ORDER BY 1');
  expect(rows).toEqual([
    { customer_id: 'c-day', team: 'day' },
    { customer_id: 'c-night', team: 'night' },
  ]);
  // Nothing that this program would have written.
  await pool.query(
    "SELECT append_changes('day', 1, '{event}', '{e}', '{c-day}', '{case:k}', '{not an event}')",
  );
  const kept: string[] = [];
  const applied = applyRetention(pool, now, async (erased) => {
    kept.push(...erased.map(({ customerId }) => customerId));
  });
  await expect(applied).rejects.toThrow();
  expect(kept).toEqual(['c-night']);
});
