import { expect, onTestFinished, test } from 'vitest';
import type { SignedIn } from '#shared/sync/identity.ts';
import { poolOf } from '../server/centre.ts';
import { copyOf } from '../server/restored.ts';
import { openCentreOn, staffedDatabase } from '../server/staffed.ts';
import { note } from './fixture.ts';
import { type RealDesk, realDesk } from './real-desk.ts';

const devicesAt = async (url: string) => (await poolOf(url).query('SELECT id, key FROM device')).rows;

const heldAt = ({ store }: RealDesk): Pick<SignedIn, 'refresh'> =>
  JSON.parse(
    store.db.prepare<[], string>("SELECT value FROM meta WHERE key = 'tokens'").pluck().get() ?? '{}',
  );

/** A desk that was level with its centre, which was set back to before it had ever heard of this machine. */
async function forgotten() {
  const url = await staffedDatabase();
  const first = await openCentreOn(url);
  const server = await first.app.listen({ host: '127.0.0.1', port: 0 });
  const backup = await copyOf(poolOf(url));
  const who = await first.signIn('lucia');
  const lucia = await realDesk(server, who);
  await lucia.level();
  const before = await devicesAt(url);
  expect(before).toEqual([{ id: who.device, key: expect.any(String) }]);
  lucia.net.isCut = true;
  await first.close();
  const centre = await openCentreOn(backup);
  onTestFinished(() => centre.close());
  await centre.app.listen({ host: '127.0.0.1', port: Number(new URL(server).port) });
  lucia.net.isCut = false;
  return { lucia, centre, backup, before, signInAnew: () => centre.signIn('lucia', who.device) };
}

test('who signs in anew at a centre that was set back to before their machine is known there by its key at once, however the network is', async () => {
  const { lucia, centre, backup, before, signInAnew } = await forgotten();
  const given = await signInAnew();
  expect(given.deviceKey).toBeNull();
  // The centre takes the key, and says so into a tunnel in which what the desk was given ends.
  lucia.net.before = async (url) => {
    if (url.endsWith('/enrol')) lucia.net.lose = true;
  };
  lucia.sync.signedIn(given);
  await expect.poll(() => devicesAt(backup), { timeout: 25_000 }).toEqual(before);
  lucia.net.isCut = true;
  await lucia.sync.idle();
  lucia.net.before = null;
  lucia.net.lose = false;
  expect(heldAt(lucia).refresh).toBe(given.refresh);
  lucia.store.db
    .prepare("UPDATE meta SET value = json_set(value, '$.tokenUntil', 0) WHERE key = 'tokens'")
    .run();

  lucia.net.isCut = false;
  lucia.store.record([note('c1', null, 'after the restore')]);
  await lucia.level();
  expect(await devicesAt(backup)).toEqual(before);
  // What the store holds is worth nothing without its key.
  const { refresh } = heldAt(lucia);
  const device = given.device;
  expect((await centre.post('/refresh', { device, refresh })).statusCode).toBe(401);
});
