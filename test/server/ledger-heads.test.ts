import type pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openEar } from '#server/database/ear.ts';
import { openHeads } from '#server/ledger/heads.ts';
import { note } from '../store/fixture.ts';
import { freshDatabase, poolOf } from './centre.ts';
import { deskOf, fillTeam, makeTeams, person, processOn, sent } from './desk.ts';

async function headsOn(url: string) {
  const failures: unknown[] = [];
  const failed = (error: unknown) => failures.push(error);
  const pool = poolOf(url);
  const ear = await openEar(url, failed);
  onTestFinished(() => ear.close());
  const heads = await openHeads(pool, ear, Date.now, failed);
  onTestFinished(() => heads.close());
  return { heads, pool, failures };
}

/** Cuts whoever listens, as a fail-over or a firewall does. */
async function cutListeners(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'`,
  );
  return rowCount ?? 0;
}

test('one process hears what another one took, and tells whoever subscribed', async () => {
  const url = await freshDatabase();
  const one = await processOn(url);
  await makeTeams(one.pool, 'es', 'fr');
  const { heads } = await headsOn(url);
  const told: [string, number][] = [];
  heads.subscribe((team, n) => told.push([team, n]));
  const lucia = deskOf(person('lucia', 'es'));
  await lucia.exchange(one.app, { commands: [sent(note('c1', null)), sent(note('c1', null))] });
  await expect.poll(() => told).toEqual([['es', 2]]);
  expect(heads.of('es')).toEqual({ n: 2, link: lucia.cursors.get('es')?.link });
  expect(heads.of('fr').n).toBe(0);
  expect(heads.isFresh()).toBe(true);
});

test('what was committed while the listening connection was cut is read when it is there again', async () => {
  const url = await freshDatabase();
  const one = await processOn(url);
  await makeTeams(one.pool, 'es');
  const two = await processOn(url);
  const lucia = deskOf(person('lucia', 'es'));
  const ana = deskOf(person('ana', 'es'));
  expect(await cutListeners(one.pool)).toBe(2);
  await expect.poll(() => two.ledger.heads.isFresh()).toBe(false);
  await lucia.exchange(one.app, { commands: [sent(note('c1', null))] });
  // Deaf, and still not wrong: it asks the database instead.
  await ana.exchange(two.app);
  expect(ana.bodies.get('es')).toHaveLength(1);
  await expect.poll(() => two.ledger.heads.isFresh()).toBe(true);
  expect(two.ledger.heads.of('es').n).toBe(1);
  await lucia.exchange(one.app, { commands: [sent(note('c1', null))] });
  await expect.poll(() => two.ledger.heads.of('es').n).toBe(2);
  expect(two.failures.length).toBeGreaterThan(0);
});

test('a reading that is on its way does not undo what was heard meanwhile', async () => {
  const url = await freshDatabase();
  const { heads, pool } = await headsOn(url);
  await makeTeams(pool, 'es');
  await fillTeam(pool, 'es', 1);
  await expect.poll(() => heads.of('es').n).toBe(1);
  // Reads the old head and is answered late.
  const slow = await pool.connect();
  await slow.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  const { rows } = await slow.query('SELECT team, n, link FROM team_head');
  const asked = vi.spyOn(pool, 'query');
  let answer: () => void = () => undefined;
  asked.mockImplementationOnce(
    () =>
      new Promise((resolve) => {
        answer = () => resolve({ rows });
      }) as never,
  );
  const reading = heads.read();
  await fillTeam(pool, 'es', 3);
  await expect.poll(() => heads.of('es').n).toBe(4);
  answer();
  await reading;
  await slow.query('COMMIT');
  slow.release();
  expect(rows).toMatchObject([{ n: 1 }]);
  expect(heads.of('es').n).toBe(4);
});

test('a head that was set back is believed when it is read, not when it is heard', async () => {
  const url = await freshDatabase();
  const { heads, pool } = await headsOn(url);
  await makeTeams(pool, 'es');
  await fillTeam(pool, 'es', 3);
  await expect.poll(() => heads.of('es').n).toBe(3);
  const { rows } = await pool.query("SELECT n, link FROM change WHERE team = 'es' AND n = 2");
  await pool.query("SELECT pg_notify('hilo_head', $1)", [JSON.stringify({ team: 'es', ...rows[0] })]);
  await pool.query("SELECT pg_notify('hilo_head', 'nothing of ours')");
  await pool.query("UPDATE team_head SET n = 2, link = $1 WHERE team = 'es'", [rows[0]?.link]);
  expect(heads.of('es').n).toBe(3);
  await heads.read();
  expect(heads.of('es')).toEqual(rows[0]);
});
