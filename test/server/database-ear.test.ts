import { expect, onTestFinished, test, vi } from 'vitest';
import { openEar } from '#server/database/ear.ts';
import { openLines } from '#server/database/lines.ts';
import { openChaosProxy } from '../torture/chaos/proxy.ts';
import { freshDatabase, poolOf } from './centre.ts';

test('what is committed after listening is heard, with what was said and in its order', async () => {
  const url = await freshDatabase();
  const pool = poolOf(url);
  const ear = await openEar(url, () => undefined);
  onTestFinished(() => ear.close());
  const heard: string[] = [];
  await ear.listen(
    'one',
    (payload) => heard.push(payload),
    () => undefined,
  );
  await ear.listen(
    'Other channel',
    (payload) => heard.push(`other ${payload}`),
    () => undefined,
  );
  for (const word of ['a', 'b']) await pool.query('SELECT pg_notify($1, $2)', ['one', word]);
  await pool.query('SELECT pg_notify($1, $2)', ['Other channel', 'c']);
  await expect.poll(() => heard).toEqual(['a', 'b', 'other c']);
});

test('a connection that is cut is opened again, says that something may have been missed and hears on', async () => {
  const url = await freshDatabase();
  const pool = poolOf(url);
  const failures: unknown[] = [];
  const ear = await openEar(url, (error) => failures.push(error));
  onTestFinished(() => ear.close());
  const heard: string[] = [];
  const missed = vi.fn();
  await ear.listen('one', (payload) => heard.push(payload), missed);
  const cut = await pool.query<{ cut: boolean }>(
    `SELECT pg_terminate_backend(pid) AS cut FROM pg_stat_activity
     WHERE datname = current_database() AND query LIKE 'LISTEN %'`,
  );
  expect(cut.rows).toEqual([{ cut: true }]);
  await expect.poll(() => missed.mock.calls.length).toBe(1);
  expect(failures.length).toBeGreaterThan(0);
  expect(ear.hears()).toBe(true);
  await pool.query(`SELECT pg_notify('one', 'after')`);
  await expect.poll(() => heard).toEqual(['after']);
});

test('a database that cannot be reached is an error of the opening', async () => {
  await expect(openEar('postgres://nobody:x@127.0.0.1:9/none', () => undefined)).rejects.toThrow();
});

test('a database that went away without a word is noticed, and what waited for it fails and is asked anew', async () => {
  const url = new URL(await freshDatabase());
  const between = await openChaosProxy(Number(url.port), Math.random);
  onTestFinished(() => between.close());
  url.port = String(between.port);
  const lines = openLines();
  const pool = poolOf(url.href, { size: 2, lines });
  // One that will be at work, and one that will be idle.
  const busy = await pool.connect();
  await pool.query('SELECT 1');
  const silent = vi.fn(lines.cut);
  const ear = await openEar(url.href, () => undefined, { silent, every: 200, patience: 1000 });
  onTestFinished(() => ear.close());
  const missed = vi.fn();
  await ear.listen('one', () => undefined, missed);
  between.deafenAll();
  await expect(busy.query('SELECT 1')).rejects.toThrow('Connection terminated');
  busy.release(true);
  expect(silent).toHaveBeenCalled();
  await expect.poll(() => missed.mock.calls.length).toBeGreaterThan(0);
  expect((await pool.query('SELECT 2 AS two')).rows).toEqual([{ two: 2 }]);
});
