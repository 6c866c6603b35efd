import { createHash, createHmac, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problem, type SignedIn } from '#shared/sync/identity.ts';
import type { ProviderBegun } from '#shared/sync/provider.ts';
import { poolOf } from './centre.ts';
import { browse, claimsIn, type Idp, jws, openIdp } from './idp.ts';
import { centreOn, password, staffedDatabase } from './staffed.ts';

let url = '';
let idp: Idp;
beforeAll(async () => {
  [url, idp] = await Promise.all([staffedDatabase(), openIdp()]);
});
afterAll(() => idp.stop());

const redirect = 'http://127.0.0.1:49152/back';
const env = (more: NodeJS.ProcessEnv = {}) => ({
  HILO_OIDC_ISSUER: idp.issuer,
  HILO_OIDC_CLIENT_ID: idp.clientId,
  HILO_OIDC_NAME: 'Contoso',
  ...more,
});
type Centre = Awaited<ReturnType<typeof centreOn>>;

/** As a desk begins: the verifier stays with it. */
async function begin({ post }: Centre) {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const begun = await post('/sign-in/provider/begin', { challenge, redirect });
  expect(begun.statusCode).toBe(200);
  return { verifier, ...(begun.json() as ProviderBegun) };
}

type Begun = Awaited<ReturnType<typeof begin>>;
const machine = { devices: [], deviceName: 'Desk 4' };
const handIn = ({ post }: Centre, { attempt, verifier }: Begun, answer: string) =>
  post('/sign-in/provider', { attempt, verifier, answer, ...machine });

/** All of it, as a person does it. */
async function signInAs(centre: Centre, login: string) {
  const begun = await begin(centre);
  const back = new URL(await browse(begun.url, login));
  return handIn(centre, begun, back.search);
}

const codeOf = (answer: { body: string }) => problem.parse(JSON.parse(answer.body)).code;

test('a centre says which ways in there are', async () => {
  const [plain, withProvider] = [await centreOn(url), await centreOn(url, env())];
  expect((await plain.app.inject('/sign-in/ways')).json()).toEqual({ provider: null });
  expect((await withProvider.app.inject('/sign-in/ways')).json()).toEqual({ provider: { name: 'Contoso' } });
  const begun = { challenge: 'x'.repeat(43), redirect };
  expect(codeOf(await plain.post('/sign-in/provider/begin', begun))).toBe('not-found');
});

test('who signs in at the provider is in at Hilo, with our own tokens, and is known by their subject from then on', async () => {
  const centre = await centreOn(url, env());
  const begun = await begin(centre);
  const asked = new URL(begun.url).searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: redirect,
    prompt: 'login',
    state: begun.state,
    nonce: expect.stringMatching(/^[\w-]{43}$/),
  });
  const back = new URL(await browse(begun.url, 'lucia'));
  expect(back.searchParams.get('state')).toBe(begun.state);
  const answer = await handIn(centre, begun, back.search);
  expect(answer.statusCode).toBe(200);
  const lucia: SignedIn = answer.json();
  expect(lucia).toMatchObject({ person: { id: 'lucia', role: 'agent' }, login: 'lucia@casalumbre.example' });
  expect((await centre.get('/me', lucia.token)).statusCode).toBe(200);
  const refreshed = await centre.post('/refresh', { device: lucia.device, refresh: lucia.refresh });
  expect(refreshed.statusCode).toBe(200);

  // Another address is no other person, and somebody who gets the old address is not her.
  const pool = poolOf(url);
  await pool.query("UPDATE person SET login = 'ferrer@casalumbre.example' WHERE id = 'lucia'");
  expect((await signInAs(centre, 'lucia')).json()).toMatchObject({ person: { id: 'lucia' } });
  await pool.query("UPDATE person SET login = 'lucia@casalumbre.example' WHERE id = 'lucia'");
  // The password goes on to be a way in beside it.
  expect((await centre.signIn('lucia')).person.id).toBe('lucia');
});

test('only a verified address is a login; who has no account, or had one, stays out although the provider says yes', async () => {
  const centre = await centreOn(url, env());
  for (const login of ['unverified-ines', 'stranger']) {
    const answer = await signInAs(centre, login);
    expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'unknown-person']);
  }
  expect((await signInAs(centre, 'mateo')).statusCode).toBe(200);
  const pool = poolOf(url);
  await pool.query("UPDATE person SET active = false WHERE id = 'mateo'");
  expect(codeOf(await signInAs(centre, 'mateo'))).toBe('unknown-person');
  await pool.query("UPDATE person SET active = true WHERE id = 'mateo'");
});

test('an admin links by hand, takes a link away, and what was given by it is over', async () => {
  const centre = await centreOn(url, env({ HILO_OIDC_LOGIN: 'none' }));
  const nuria = await centre.signIn('nuria');
  const link = (subject: string | null, token = nuria.token, person = 'ines') =>
    centre.app.inject({
      method: 'PUT',
      url: `/people/${person}/subject`,
      payload: { subject },
      headers: { authorization: `Bearer ${token}` },
    });
  expect(codeOf(await signInAs(centre, 'ines'))).toBe('unknown-person');
  expect((await link('ines')).statusCode).toBe(204);
  const ines: SignedIn = (await signInAs(centre, 'ines')).json();
  expect(ines.person.id).toBe('ines');
  expect((await link('ines', ines.token)).statusCode).toBe(403);
  const ways = await centre.get('/people/ines/sign-in', nuria.token);
  const known = { name: expect.any(String), subject: 'ines' };
  expect(ways.json()).toEqual({ password: true, secondFactor: false, provider: known });
  // Nobody loses theirs to somebody else unseen.
  const taken = await link('ines', nuria.token, 'lucia');
  expect([taken.statusCode, taken.json().why]).toEqual([409, 'subject-taken']);
  expect((await link(null)).statusCode).toBe(204);
  await expect.poll(async () => (await centre.get('/me', ines.token)).statusCode).toBe(401);
  expect(codeOf(await signInAs(centre, 'ines'))).toBe('unknown-person');
});

test('a machine that was shut out stays so, and a person without a password has no other way in', async () => {
  const centre = await centreOn(url, env());
  const nuria = await centre.signIn('nuria');
  const put = await centre.app.inject({
    method: 'PUT',
    url: '/people/olga',
    payload: {
      login: 'olga@casalumbre.example',
      name: 'Olga Prats',
      role: 'agent',
      active: true,
      teams: ['day'],
    },
    headers: { authorization: `Bearer ${nuria.token}` },
  });
  expect(put.statusCode).toBe(200);
  const olga: SignedIn = (await signInAs(centre, 'olga')).json();
  for (const typed of [password, 'null', ''])
    expect(
      (
        await centre.post('/sign-in', {
          login: 'olga@casalumbre.example',
          password: typed,
          device: null,
          deviceName: 'Desk',
        })
      ).statusCode,
    ).not.toBe(200);
  await centre.post(`/devices/${olga.device}/revoke`, {}, nuria.token);
  const begun = await begin(centre);
  const back = new URL(await browse(begun.url, 'olga'));
  const { attempt, verifier } = begun;
  const again = {
    attempt,
    verifier,
    answer: back.search,
    devices: [nuria.device, olga.device],
    deviceName: 'Desk 4',
  };
  expect(codeOf(await centre.post('/sign-in/provider', again))).toBe('not-allowed');
});

test('an answer with another state, another verifier, a code used before or an attempt used before lets nobody in', async () => {
  const centre = await centreOn(url, env());
  const [mine, other] = [await begin(centre), await begin(centre)];
  const back = new URL(await browse(mine.url, 'lucia'));
  const withState = new URLSearchParams(back.search);
  withState.set('state', 'x'.repeat(43));
  expect(codeOf(await handIn(centre, mine, `?${withState}`))).toBe('sign-in');
  // The attempt of another desk, which has its own state, nonce and verifier.
  expect(codeOf(await handIn(centre, other, back.search))).toBe('sign-in');
  const withTheirs = new URLSearchParams(back.search);
  withTheirs.set('state', other.state);
  expect(codeOf(await handIn(centre, { ...other, verifier: mine.verifier }, `?${withTheirs}`))).toBe(
    'sign-in',
  );
  expect(codeOf(await handIn(centre, { ...mine, attempt: `${mine.attempt}x` }, back.search))).toBe('sign-in');

  const third = await begin(centre);
  const answer = new URL(await browse(third.url, 'lucia')).search;
  expect((await handIn(centre, { ...third, verifier: mine.verifier }, answer)).statusCode).toBe(401);
  const fourth = await begin(centre);
  const good = new URL(await browse(fourth.url, 'lucia')).search;
  expect((await handIn(centre, fourth, good)).statusCode).toBe(200);
  expect(codeOf(await handIn(centre, fourth, good))).toBe('sign-in');
  // Another code for the same attempt, which the provider takes: the attempt is good once all the same.
  const another = new URL(await browse(fourth.url, 'lucia')).search;
  expect(another).not.toBe(good);
  expect(codeOf(await handIn(centre, fourth, another))).toBe('sign-in');
});

test('a forged ID token lets nobody in: none, HS256 with the public key, another key, nonce, audience, issuer, expired', async () => {
  const centre = await centreOn(url, env());
  const now = Math.floor(Date.now() / 1000);
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const jwks = (await (await fetch(`${idp.issuer}/jwks`)).json()) as { keys: [{ kid: string }] };
  const pem = createPublicKey({ key: jwks.keys[0], format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  const { kid } = jwks.keys[0];
  const text = (header: object, claims: object) =>
    [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  type Claims = { [name: string]: unknown };
  const forged: { [what: string]: (claims: Claims) => string } = {
    none: (claims) => `${text({ alg: 'none' }, claims)}.`,
    'HS256 with the public key': (claims) => {
      const said = text({ alg: 'HS256', kid }, claims);
      return `${said}.${createHmac('sha256', pem).update(said).digest('base64url')}`;
    },
    'HS256 with nothing': (claims) => {
      const said = text({ alg: 'HS256' }, claims);
      return `${said}.${createHmac('sha256', '').update(said).digest('base64url')}`;
    },
    'another key': (claims) => jws({ alg: 'RS256', kid }, claims, stranger),
    'its own key in it': (claims) =>
      jws({ alg: 'RS256', jwk: createPublicKey(stranger).export({ format: 'jwk' }) }, claims, stranger),
    nonce: (claims) => idp.sign({ ...claims, nonce: 'x'.repeat(43) }),
    'no nonce': ({ nonce: _, ...claims }) => idp.sign(claims),
    audience: (claims) => idp.sign({ ...claims, aud: 'another-program' }),
    issuer: (claims) => idp.sign({ ...claims, iss: 'http://127.0.0.1:1' }),
    expired: (claims) => idp.sign({ ...claims, iat: now - 7200, exp: now - 3600 }),
  };
  try {
    for (const [what, forge] of Object.entries(forged)) {
      idp.tamper((answer) => ({ ...answer, id_token: forge(claimsIn(answer.id_token)) }));
      const answer = await signInAs(centre, 'lucia');
      expect([what, answer.statusCode, codeOf(answer)]).toEqual([what, 401, 'sign-in']);
    }
    // What is not forged is let in by the same way.
    idp.tamper((answer) => ({ ...answer, id_token: idp.sign(claimsIn(answer.id_token)) }));
    expect((await signInAs(centre, 'lucia')).statusCode).toBe(200);
  } finally {
    idp.tamper(null);
  }
  expect(centre.log.join('')).not.toMatch(/lucia|eyJ|code=/);
});

test('after a change of keys that nobody announced, one begins again at most', async () => {
  const own = await openIdp();
  const centre = await centreOn(url, env({ HILO_OIDC_ISSUER: own.issuer, HILO_OIDC_LOGIN: 'email' }));
  expect((await signInAs(centre, 'lucia')).statusCode).toBe(200);
  own.changeKeys();
  expect((await signInAs(centre, 'lucia')).statusCode).toBe(401);
  expect((await signInAs(centre, 'lucia')).statusCode).toBe(200);
  const begun = await begin(centre);
  const answer = new URL(await browse(begun.url, 'lucia')).search;
  await own.stop();
  const down = await handIn(centre, begun, answer);
  expect([down.statusCode, codeOf(down)]).toEqual([502, 'provider']);
  const unable = await centre.post('/sign-in/provider/begin', { challenge: 'x'.repeat(43), redirect });
  expect([unable.statusCode, codeOf(unable)]).toEqual([502, 'provider']);
});

test('a redirect to anywhere but this machine is not begun', async () => {
  const centre = await centreOn(url, env());
  for (const to of [
    'https://evil.example/back',
    'http://127.0.0.1.evil.example:4000/back',
    'http://127.0.0.1:4000/elsewhere',
    'http://localhost:4000/back',
    'http://127.0.0.1:80@evil.example/back',
  ]) {
    const answer = await centre.post('/sign-in/provider/begin', { challenge: 'x'.repeat(43), redirect: to });
    expect(codeOf(answer)).toBe('bad-input');
  }
});

test('failures from one address are counted, and then its right ones wait as well', async () => {
  const centre = await centreOn(url, env());
  const wrong = { attempt: 'a.b.c', answer: '?code=1', verifier: 'x'.repeat(43), ...machine };
  for (let round = 0; round < 199; round += 1) await centre.post('/sign-in/provider', wrong);
  expect((await centre.post('/sign-in/provider', wrong)).statusCode).toBe(401);
  const last = await centre.post('/sign-in/provider', wrong);
  expect(codeOf(last)).toBe('too-many');
  expect(Number(last.headers['retry-after'])).toBeGreaterThan(200);
});
