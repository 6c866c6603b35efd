import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { putRecords } from '#server/records/put.ts';
import type { SignedIn } from '#shared/sync/identity.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import type { SyncView } from '#shared/views/sync.ts';
import { openStore, type Store } from '#store/store.ts';
import { type Sync, startSync } from '#store/sync/sync.ts';
import { poolOf } from '../server/centre.ts';
import { centreOn, staffedDatabase } from '../server/staffed.ts';
import { contact, customer, note, openCase, order, type Place, place } from './fixture.ts';
import { shown, shownAnew } from './shown.ts';
import { nearlyUsual } from './synced.ts';

type Seat = {
  store: Store;
  sync: Sync;
  place: Place;
  until(wish: (view: SyncView) => boolean): Promise<void>;
};

/** A desk with the pace of the product, at a real centre. */
async function seat(server: string, signedIn: SignedIn): Promise<Seat> {
  const at = place();
  const { id, name } = signedIn.person;
  const store = await openStore({ ...at, fresh: true, desk: { person: { id, name }, company: '' } });
  const failures: unknown[] = [];
  const sync = startSync({
    store,
    location: at,
    person: id,
    server,
    signedIn,
    transport: { fetch },
    changed: () => undefined,
    failed: (error) => failures.push(error),
    pace: nearlyUsual,
  });
  onTestFinished(async () => {
    await sync.close();
    store.close();
    expect(failures).toEqual([]);
  });
  const until = (wish: (view: SyncView) => boolean) =>
    expect
      .poll(() => wish(store.view({ view: 'sync' }) as SyncView), { timeout: 30_000, interval: 20 })
      .toBe(true);
  return { store, sync, place: at, until };
}

async function centreOfDay(env: NodeJS.ProcessEnv = {}) {
  const url = await staffedDatabase();
  const pool = poolOf(url);
  await pool.query("INSERT INTO team_rule (position, team) VALUES (1, 'day')");
  const centre = await centreOn(url, env);
  return { pool, centre, server: await centre.app.listen({ host: '127.0.0.1', port: 0 }) };
}

const levelAt = ({ store }: Seat, n: number) => (store.cursor('day')?.n ?? 0) >= n;

test('two desks at a real centre: what one writes offline is on the other, once and in order, and both show the same', async () => {
  const { pool, centre, server } = await centreOfDay();
  await putRecords(pool, [customer('c1'), order('o1', 'c1'), customer('c2')], Date.now);
  const one = await seat(server, await centre.signIn('lucia'));
  const other = await seat(server, await centre.signIn('ines'));
  await one.until(({ lastAnswerAt }) => lastAnswerAt !== null);
  await other.until(({ lastAnswerAt }) => lastAnswerAt !== null);
  const head = async () =>
    Number((await pool.query("SELECT n FROM team_head WHERE team = 'day'")).rows[0]?.n);
  const caseId = randomUUID();
  one.store.record([openCase('c1', caseId), contact('c1', caseId), note('c1', caseId, 'first')]);
  one.sync.recorded();
  await one.until(({ unsent }) => unsent === 0);
  await expect
    .poll(() => other.store.view({ view: 'customer', customerId: 'c1' }))
    .toMatchObject({ cases: [{ id: caseId, contacts: 1 }] });
  // Both solve it before either hears of the other: one is refused, with what they wrote.
  const solve = (how: string) => ({ type: 'case.solve', customerId: 'c1', caseId, data: { how } }) as const;
  one.store.record([solve('by one')]);
  other.store.record([solve('by other'), note('c1', null, 'said all the same')]);
  one.sync.recorded();
  other.sync.recorded();
  for (const desk of [one, other]) await desk.until(({ unsent }) => unsent === 0);
  const n = await head();
  for (const desk of [one, other]) {
    desk.sync.now();
    await expect.poll(() => levelAt(desk, n)).toBe(true);
  }
  const refused = [one, other].map(({ store }) => (store.view({ view: 'sync' }) as SyncView).refused);
  expect(refused.sort()).toEqual([0, 1]);
  expect(shown(one.store)).toEqual(shown(other.store));
  expect(shown(one.store)).toEqual(await shownAnew(one.store));
  const { story } = one.store.view({ view: 'customer', customerId: 'c1' }) as CustomerView;
  expect(story.entries.every(({ pending }) => !pending)).toBe(true);
});

test('a desk that begins at a long stream is filled by a snapshot of the real centre, and goes on with pages', async () => {
  const { pool, centre, server } = await centreOfDay({ HILO_SNAPSHOT_FROM: '50' });
  const many = Array.from({ length: 60 }, (_, i) => [customer(`c${i}`), order(`o${i}`, `c${i}`)]).flat();
  await putRecords(pool, many, Date.now);
  const first = await seat(server, await centre.signIn('lucia'));
  first.store.record([note('c7', null, 'before')]);
  first.sync.recorded();
  await expect.poll(() => levelAt(first, 121), { timeout: 60_000 }).toBe(true);
  await expect
    .poll(
      async () => (await pool.query('SELECT count(*) FROM snapshot WHERE head IS NOT NULL')).rows[0]?.count,
      { timeout: 60_000 },
    )
    .toBe(1);
  await putRecords(pool, [customer('c900')], Date.now);
  const second = await seat(server, await centre.signIn('ines'));
  await expect.poll(() => levelAt(second, 122), { timeout: 60_000 }).toBe(true);
  first.sync.now();
  await expect.poll(() => levelAt(first, 122)).toBe(true);
  expect(shown(second.store)).toEqual(shown(first.store));
  const served = centre.log.filter((line) => line.includes('/snapshots/'));
  expect(served.length).toBeGreaterThan(0);
});
