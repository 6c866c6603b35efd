import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { openContacts, writeContacts } from '#server/identity/contact.ts';
import type { DeviceView } from '#shared/sync/accounts.ts';
import { type DeviceProof, deskHeader, deskReportText } from '#shared/sync/device.ts';
import { type SignedIn, signedIn } from '#shared/sync/identity.ts';
import { poolOf } from './centre.ts';
import { type Pair, pair, proofOf } from './device-pair.ts';
import { expectIndexes } from './plans.ts';
import { centreOn, staffedDatabase } from './staffed.ts';

let url = '';
beforeAll(async () => {
  url = await staffedDatabase();
});

type Here = Awaited<ReturnType<typeof centreOn>>;
const challengeOf = async ({ app }: Here): Promise<string> =>
  (await app.inject({ method: 'GET', url: '/challenge' })).json().challenge;

async function enrol(here: Here, who: SignedIn, own: Pair) {
  const proof = proofOf(own, await challengeOf(here), 'enrol');
  return here.post('/enrol', { proof }, who.token);
}

async function enrolled(here: Here, who: SignedIn, own: Pair): Promise<SignedIn> {
  return signedIn.parse((await enrol(here, who, own)).json());
}

const refresh = (here: Here, { device, refresh: token }: SignedIn, proof?: DeviceProof) =>
  here.post('/refresh', { device, refresh: token, ...(proof ? { proof } : {}) });

test('the first key of a device stays; another is another device, and each finds its own again', async () => {
  const here = await centreOn(url);
  const [one, other] = [pair(), pair()];
  const who = await here.signIn('lucia');
  const first = await enrolled(here, who, one);
  expect(first).toMatchObject({ device: who.device, person: { id: 'lucia' } });
  // The store was put aside, and its successor signs in under the id that the machine still knows.
  const again = await here.signIn('lucia', who.device);
  const second = await enrolled(here, again, other);
  expect(second.device).not.toBe(who.device);
  expect((await enrolled(here, await here.signIn('lucia', who.device), other)).device).toBe(second.device);
  expect((await enrolled(here, await here.signIn('lucia', who.device), one)).device).toBe(who.device);
  // Nobody takes somebody else's key, and nobody takes one without its secret half.
  const mateo = await here.signIn('mateo');
  expect((await enrol(here, mateo, one)).statusCode).toBe(409);
  const foreign = { key: one.key, secret: pair().secret };
  expect((await enrol(here, mateo, foreign)).statusCode).toBe(400);
});

test('of a device with a key a copied refresh token opens nothing and ends nothing', async () => {
  const here = await centreOn(url);
  const own = pair();
  const who = await enrolled(here, await here.signIn('lucia'), own);
  const challenge = await challengeOf(here);
  const good = proofOf(own, challenge, 'refresh', who.refresh);
  const bad: (DeviceProof | undefined)[] = [
    undefined,
    proofOf(pair(), challenge, 'refresh', who.refresh),
    // Of another token, for another thing, with another's key, of a challenge that is nobody's.
    proofOf(own, challenge, 'refresh', `${who.refresh}x`),
    proofOf(own, challenge, 'enrol', who.refresh),
    { ...good, key: pair().key },
    proofOf(own, who.token, 'refresh', who.refresh),
    proofOf(own, 'nonsense', 'refresh', who.refresh),
  ];
  for (const proof of bad) expect((await refresh(here, who, proof)).statusCode).toBe(401);
  const next = await refresh(here, who, good);
  expect(next.statusCode).toBe(200);
  expect((await here.get('/me', next.json().token)).statusCode).toBe(200);
});

test('a desk without a key goes on until it has one; a centre that was set back takes the key with the next refresh', async () => {
  const here = await centreOn(url);
  const own = pair();
  const old = await here.signIn('ines');
  const next = signedIn.parse((await refresh(here, old)).json());
  await enrolled(here, next, own);
  const pool = poolOf(url);
  await pool.query('UPDATE device SET key = NULL WHERE id = $1', [old.device]);
  const who = await here.signIn('ines', old.device);
  const proof = proofOf(own, await challengeOf(here), 'refresh', who.refresh);
  const after = signedIn.parse((await refresh(here, who, proof)).json());
  expect((await refresh(here, after)).statusCode).toBe(401);
});

test('an admin sees when a desk exchanged last, which Hilo it is and what is not sent; it is written once a minute at most', async () => {
  const here = await centreOn(url);
  const pool = poolOf(url);
  let now = Date.now();
  const contacts = openContacts(
    pool,
    (error) => expect.unreachable(String(error)),
    () => now,
  );
  const who = await here.signIn('lucia');
  await pool.query('UPDATE device SET last_seen = 1 WHERE id = $1', [who.device]);
  const admin = await here.signIn('nuria');
  const seen = async () => {
    const { devices } = (await here.get('/devices', admin.token)).json();
    return devices.find(({ id }: DeviceView) => id === who.device) as DeviceView;
  };
  expect(await seen()).toMatchObject({
    lastSeen: 1,
    version: null,
    unsent: null,
    saidAt: null,
    enrolled: false,
  });
  contacts.heard(who.device, deskReportText({ version: '1.2.3-beta.1', unsent: 7 }));
  await contacts.write();
  const first = await seen();
  expect(first).toMatchObject({ version: '1.2.3-beta.1', unsent: 7 });
  expect(first.lastSeen).toBeGreaterThan(now - 60_000);
  expect(first.saidAt).toBe(first.lastSeen);
  contacts.heard(who.device, deskReportText({ version: '1.2.3', unsent: 0 }));
  now += 59_000;
  await contacts.write();
  expect(await seen()).toMatchObject({ unsent: 7 });
  now += 1000;
  await contacts.write();
  expect(await seen()).toMatchObject({ version: '1.2.3', unsent: 0 });
  // What is no desk's is not written down, but that something exchanged is.
  contacts.heard(who.device, '<script>; unsent=1e9');
  contacts.heard(randomUUID(), undefined);
  await contacts.close();
  expect(await seen()).toMatchObject({ version: '1.2.3', unsent: 0 });
  await expectIndexes(pool, [[writeContacts, 'device_pkey']]);
});

test('an exchange says it in a header', async () => {
  const here = await centreOn(url);
  const who = await here.signIn('mateo');
  const answer = await here.app.inject({
    method: 'POST',
    url: '/exchange',
    headers: { authorization: `Bearer ${who.token}`, [deskHeader]: '0.9.0; unsent=3' },
    payload: {
      v: 1,
      incarnation: randomUUID(),
      cursors: [],
      commands: [],
      checkpoints: [],
      witnessed: [],
      loads: null,
    },
  });
  expect(answer.statusCode).toBe(200);
  // A process that ends writes what it still holds.
  await here.close();
  const { rows } = await poolOf(url).query('SELECT version, unsent FROM device WHERE id = $1', [who.device]);
  expect(rows).toEqual([{ version: '0.9.0', unsent: 3 }]);
});
