import { expect, test } from 'vitest';
import { sharedPages } from '#server/ledger/shared-pages.ts';
import { freshDatabase, poolOf } from './centre.ts';
import { fillTeam, makeTeams } from './desk.ts';

const ask = { team: 'es', teams: ['es'], epoch: 'e1', life: 1, room: 1024 * 1024 };

const waitingHere = `
  SELECT FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database WHERE NOT l.granted AND d.datname = current_database()`;

test('who asks while a reading waits for a connection gets the same, with what came meanwhile; once it began, who knows of more does not', async () => {
  const url = await freshDatabase();
  const [pool, other] = [poolOf(url, { size: 2 }), poolOf(url)];
  await makeTeams(other, 'es');
  await fillTeam(other, 'es', 3);
  const pagesOf = sharedPages(pool);
  let asked = 0;
  pool.on('acquire', () => {
    asked += 1;
  });
  const held = await Promise.all([pool.connect(), pool.connect()]);

  const first = pagesOf({ ...ask, from: 0, upTo: 3 });
  await fillTeam(other, 'es', 2);
  const more = pagesOf({ ...ask, from: 0, upTo: 5 });
  expect(more).toBe(first);
  expect(pagesOf({ ...ask, from: 0, upTo: 4 })).toBe(first);
  expect(pagesOf({ ...ask, from: 1, upTo: 5 })).not.toBe(first);
  expect(pagesOf({ ...ask, from: 0, upTo: 5, life: 2 })).not.toBe(first);
  asked = 0;
  for (const client of held) client.release();
  expect((await first).to).toBe(5);
  await expect.poll(() => pool.idleCount).toBe(2);
  expect(asked).toBe(3);

  const now = pagesOf({ ...ask, life: 3, from: 0, upTo: 5 });
  expect((await now).to).toBe(5);
  expect(pagesOf({ ...ask, life: 3, from: 0, upTo: 5 })).toBe(now);
  await fillTeam(other, 'es', 1);
  expect((await pagesOf({ ...ask, life: 3, from: 0, upTo: 6 })).to).toBe(6);

  const locking = await other.connect();
  await locking.query('BEGIN; LOCK TABLE change');
  const begun = pagesOf({ ...ask, life: 3, from: 3, upTo: 6 });
  await expect.poll(async () => (await other.query(waitingHere)).rowCount).toBeGreaterThan(0);
  expect(pagesOf({ ...ask, life: 3, from: 3, upTo: 6 })).toBe(begun);
  const newer = pagesOf({ ...ask, life: 3, from: 3, upTo: 7 });
  expect(newer).not.toBe(begun);
  await locking.query('COMMIT');
  locking.release();
  expect([(await begun).to, (await newer).to]).toEqual([6, 6]);
});
