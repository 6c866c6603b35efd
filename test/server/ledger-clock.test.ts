import { fork } from 'node:child_process';
import { join } from 'node:path';
import type pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { note } from '../store/fixture.ts';
import { freshDatabase, poolOf } from './centre.ts';
import { deskOf, makeTeams, person, sent } from './desk.ts';

const hour = 3_600_000;

/** A server process on a machine whose clock is so much ahead, ms. */
async function serverOn(url: string, ahead: number): Promise<string> {
  const child = fork(join(import.meta.dirname, 'ledger-process.ts'), [url, String(ahead)]);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { port: number }) => resolve(message.port));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return `http://127.0.0.1:${port}`;
}

const datesOf = async (pool: pg.Pool): Promise<number[]> => {
  const { rows } = await pool.query<{ at: number }>("SELECT at FROM change WHERE team = 'es' ORDER BY n");
  return rows.map(({ at }) => at);
};
const nowOf = async (pool: pg.Pool): Promise<number> => {
  const { rows } = await pool.query<{ at: number }>('SELECT now_ms() AS at');
  return rows[0]?.at ?? 0;
};

test('two server processes, one of them an hour behind and one three ahead, date what they number by the database, and never backwards', async () => {
  const url = await freshDatabase();
  const pool = poolOf(url);
  await makeTeams(pool, 'es');
  const servers = await Promise.all([serverOn(url, -hour), serverOn(url, 3 * hour)]);
  const desk = deskOf(person('lucia', 'es'));
  const from = await nowOf(pool);
  for (let turn = 0; turn < 6; turn += 1) {
    const server = servers[turn % 2] ?? '';
    const { answers } = await desk.exchange(server, { commands: [sent(note('c1', null))] });
    expect(answers).toMatchObject([{ outcome: 'accepted' }]);
  }
  const until = await nowOf(pool);
  const dates = await datesOf(pool);
  expect(dates).toHaveLength(6);
  expect(dates).toEqual(dates.toSorted((a, b) => a - b));
  // A look at the clock is exact to half of what it took.
  for (const at of dates) expect(at).toBeGreaterThan(from - 5000);
  for (const at of dates) expect(at).toBeLessThan(until + 5000);
});

test('a date that is given too early is that of the number before; one that is a day ahead was a wrong clock, and is not followed', async () => {
  const pool = poolOf(await freshDatabase());
  await makeTeams(pool, 'es');
  const day = 24 * hour;
  const times = [10 * day, 10 * day - 5, 10 * day + 7, 9 * day + 8, 40 * day, 10 * day + 9, 10 * day + 8];
  for (const [index, at] of times.entries())
    await pool.query(
      `SELECT append_changes('es', $1, '{record}', ARRAY[$2], '{NULL}', '{NULL}', '{"{}"}') AS n`,
      [at, `order:${index}`],
    );
  expect(await datesOf(pool)).toEqual([
    10 * day,
    10 * day,
    10 * day + 7,
    10 * day + 7,
    40 * day,
    10 * day + 9,
    10 * day + 9,
  ]);
});
