import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problem, type SignedIn } from '#shared/sync/identity.ts';
import type { ProviderBegun } from '#shared/sync/provider.ts';
import { poolOf } from './centre.ts';
import { browse, type Idp, openIdp } from './idp.ts';
import { centreOn, staffedDatabase } from './staffed.ts';

let idp: Idp;
beforeAll(async () => {
  idp = await openIdp();
});
afterAll(() => idp.stop());

async function centre() {
  const url = await staffedDatabase();
  const one = await centreOn(url, { HILO_OIDC_ISSUER: idp.issuer, HILO_OIDC_CLIENT_ID: idp.clientId });
  const pool = poolOf(url);
  /** As if the person at this device had shown who they are so many minutes ago. */
  const ago = (device: string, minutes: number) =>
    pool.query('UPDATE device SET proven = now_ms() - $2::bigint WHERE id = $1', [device, minutes * 60_000]);
  return { ...one, pool, ago };
}
type Centre = Awaited<ReturnType<typeof centre>>;

const ways = {
  erase: ['/erasures', { customerIds: ['nobody'], why: 'person-asked' }],
  confirm: ['/erasures/0198c0de-0000-7000-8000-000000000000/confirm', {}],
  export: ['/exports', { customerIds: ['nobody'], language: 'en' }],
} as const;

/** What each answers: `fresh-sign-in`, or the code of what is wrong with a question about nobody. */
async function asked({ post }: Centre, token: string) {
  const answers = await Promise.all(Object.values(ways).map(([path, body]) => post(path, body, token)));
  return answers.map(({ body }) => problem.parse(JSON.parse(body))).map(({ why, code }) => why ?? code);
}
const refused = ['fresh-sign-in', 'fresh-sign-in', 'fresh-sign-in'];
const heard = ['not-found', 'not-found', 'not-found'];

test('a person is erased, confirmed and exported within five minutes of a sign-in only; a refreshed token is none', async () => {
  const here = await centre();
  const nuria = await here.signIn('nuria');
  expect(await asked(here, nuria.token)).toEqual(heard);
  await here.ago(nuria.device, 4.9);
  expect(await asked(here, nuria.token)).toEqual(heard);
  await here.ago(nuria.device, 5.1);
  expect(await asked(here, nuria.token)).toEqual(refused);
  const refreshed = (
    await here.post('/refresh', { device: nuria.device, refresh: nuria.refresh })
  ).json<SignedIn>();
  expect(await asked(here, refreshed.token)).toEqual(refused);
  // At another machine is not here.
  await here.signIn('nuria');
  expect(await asked(here, refreshed.token)).toEqual(refused);
  expect(await asked(here, (await here.signIn('nuria', nuria.device)).token)).toEqual(heard);
});

test('by the provider only a sign-in counts for which the person showed it who they are', async () => {
  const here = await centre();
  const redirect = 'http://127.0.0.1:49152/back';
  const by = async (more: object) => {
    const verifier = randomBytes(32).toString('base64url');
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const begun = (
      await here.post('/sign-in/provider/begin', { challenge, redirect, ...more })
    ).json<ProviderBegun>();
    const { search } = new URL(await browse(begun.url, 'nuria'));
    const body = { attempt: begun.attempt, verifier, answer: search, devices: [], deviceName: 'Desk 4' };
    const { url } = begun;
    return { url, token: (await here.post('/sign-in/provider', body)).json<SignedIn>().token };
  };
  expect(await asked(here, (await by({})).token)).toEqual(refused);
  const fresh = await by({ fresh: true });
  expect(new URL(fresh.url).searchParams.get('prompt')).toBe('login');
  expect(new URL(fresh.url).searchParams.get('max_age')).toBe('300');
  expect(await asked(here, fresh.token)).toEqual(heard);
});

test('an hour old sign-in at the provider lets nobody in who was to sign in now', async () => {
  const here = await centre();
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const redirect = 'http://127.0.0.1:49152/back';
  const begun = (
    await here.post('/sign-in/provider/begin', { challenge, redirect, fresh: true })
  ).json<ProviderBegun>();
  const { search } = new URL(await browse(begun.url, 'nuria'));
  idp.tamper((answer) => {
    const claims = JSON.parse(Buffer.from(answer.id_token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return { ...answer, id_token: idp.sign({ ...claims, auth_time: claims.auth_time - 3600 }) };
  });
  const body = { attempt: begun.attempt, verifier, answer: search, devices: [], deviceName: 'Desk 4' };
  const answer = await here.post('/sign-in/provider', body);
  idp.tamper(null);
  expect([answer.statusCode, answer.json()]).toEqual([401, expect.objectContaining({ code: 'sign-in' })]);
});
