import { expect, onTestFinished, test, vi } from 'vitest';
import { openEar } from '#server/database/ear.ts';
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
