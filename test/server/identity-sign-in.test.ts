import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { type Problem, problem } from '#shared/sync/identity.ts';
import { poolOf } from './centre.ts';
import { processorMs } from './processor.ts';
import { centreOn, password, staffedDatabase } from './staffed.ts';

let url = '';
beforeAll(async () => {
  url = await staffedDatabase();
});

const login = 'lucia@casalumbre.example';
const ask = { login, password, device: null, deviceName: 'Desk 4' };

function problemOf(answer: {
  statusCode: number;
  body: string;
  headers: object;
}): Problem & { status: number } {
  expect(answer.headers).toMatchObject({ 'hilo-centre': '1' });
  return { status: answer.statusCode, ...problem.parse(JSON.parse(answer.body)) };
}

test('who signs in hears who they are, where they work with home first, and gets tokens that open', async () => {
  const { signIn, get } = await centreOn(url);
  const mateo = await signIn('mateo');
  expect(mateo).toMatchObject({
    person: { id: 'mateo', name: 'Mateo Quiroga', role: 'agent' },
    company: 'Casa Lumbre',
    teams: [
      { id: 'night', name: 'Noche' },
      { id: 'day', name: 'Día' },
    ],
  });
  expect(mateo.tokenUntil - Date.now()).toBeGreaterThan(14 * 60_000);
  // What desks check its statements with: the same in every process, for everybody.
  expect(mateo.centreKey).toMatch(/^[\w-]{43}$/);
  expect((await (await centreOn(url)).signIn('lucia')).centreKey).toBe(mateo.centreKey);
  const me = await get('/me', mateo.token);
  const { person, company, teams, device } = mateo;
  expect(me.json()).toEqual({ person, company, teams, device });
});

test('a login is the same in every case; its old hash is made anew at the first sign-in, and goes on to be right', async () => {
  const { post } = await centreOn(url);
  const pool = poolOf(url);
  const cost = async () =>
    (await pool.query<{ password: string }>("SELECT password FROM person WHERE id = 'lucia'")).rows[0]
      ?.password;
  expect((await post('/sign-in', { ...ask, login: '  LUCIA@CasaLumbre.example' })).statusCode).toBe(200);
  expect(await cost()).toMatch(/m=19456,t=2,p=1/);
  expect((await post('/sign-in', ask)).statusCode).toBe(200);
});

test('an unknown login, a wrong password and somebody who left are told in the very same words', async () => {
  const { post } = await centreOn(url);
  await poolOf(url).query(
    `INSERT INTO person (id, login, name, role, password, active)
     SELECT 'left', 'left@casalumbre.example', 'Left', 'agent', password, false FROM person WHERE id = 'lucia' ON CONFLICT DO NOTHING`,
  );
  const answers = await Promise.all([
    post('/sign-in', { ...ask, login: 'nobody@casalumbre.example' }),
    post('/sign-in', { ...ask, password: 'cinco faroles verdes' }),
    post('/sign-in', { ...ask, login: 'left@casalumbre.example' }),
  ]);
  const said = answers.map((answer) => {
    const { ref, ...rest } = problemOf(answer);
    return { ...rest, headers: Object.keys(answer.headers).sort() };
  });
  expect(said[0]).toMatchObject({ status: 401, code: 'sign-in' });
  expect(said[1]).toEqual(said[0]);
  expect(said[2]).toEqual(said[0]);
});

test('over the network too, an unknown login takes as much work as a wrong password', async () => {
  const { app, signIn } = await centreOn(url);
  // From now on the hash has the cost that unknown logins are compared with.
  await signIn('lucia');
  const address = await app.listen({ port: 0 });
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let round = 0; round < 9; round += 1) {
    for (const kind of ['known', 'unknown'] as const) {
      const who = kind === 'known' ? login : `nobody${round}@casalumbre.example`;
      const began = processorMs();
      await fetch(`${address}/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...ask, login: who, password: 'not this one, surely' }),
      });
      times[kind].push(processorMs() - began);
    }
  }
  // The least of each: what else this process does meanwhile adds to it, and takes nothing from it.
  expect(Math.min(...times.unknown)).toBeGreaterThan(5);
  const ratio = Math.min(...times.unknown) / Math.min(...times.known);
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});

test('ten wrong passwords from one address close the login there for minutes, for the right one as well', async () => {
  const { post } = await centreOn(url);
  const wrong = { ...ask, login: 'ines@casalumbre.example', password: 'not this one, surely' };
  for (let round = 0; round < 10; round += 1) expect((await post('/sign-in', wrong)).statusCode).toBe(401);
  for (const body of [wrong, { ...wrong, password }]) {
    const answer = await post('/sign-in', body);
    expect(problemOf(answer)).toMatchObject({ status: 429, code: 'too-many' });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(200);
  }
  // Neither another login at the same address nor those who are signed in feel it.
  expect((await post('/sign-in', ask)).statusCode).toBe(200);
});

test('a login that does not exist is closed by the same number of tries', async () => {
  const { post } = await centreOn(url);
  const tries = [];
  for (let round = 0; round < 11; round += 1)
    tries.push((await post('/sign-in', { ...ask, login: 'ghost@casalumbre.example' })).statusCode);
  expect(tries).toEqual([...Array(10).fill(401), 429]);
});

test('a machine keeps its device for its person; another person at it gets a new one', async () => {
  const { signIn } = await centreOn(url);
  const first = await signIn('lucia');
  expect((await signIn('lucia', first.device)).device).toBe(first.device);
  const other = await signIn('mateo', first.device);
  expect(other.device).not.toBe(first.device);
  // A centre that was restored from a backup does not know the device: it keeps its id.
  const unknown = randomUUID();
  expect((await signIn('lucia', unknown)).device).toBe(unknown);
});

test('a refresh token is good once and each gives a new one; the database holds only hashes', async () => {
  const { signIn, post, get } = await centreOn(url);
  const first = await signIn('lucia');
  const answer = await post('/refresh', { device: first.device, refresh: first.refresh });
  expect(answer.statusCode).toBe(200);
  const second = answer.json();
  expect(second.refresh).not.toBe(first.refresh);
  expect((await get('/me', second.token)).statusCode).toBe(200);
  const { rows } = await poolOf(url).query('SELECT * FROM refresh WHERE device = $1', [first.device]);
  const sha = (text: string) => createHash('sha256').update(text).digest('hex');
  expect(rows).toEqual([
    {
      device: first.device,
      tokens: [sha(second.refresh)],
      before: sha(first.refresh),
      until: expect.any(Number),
    },
  ]);
});

test('after a lost answer the token before goes on to be good, until its successor was used', async () => {
  const { signIn, post } = await centreOn(url);
  const { device, refresh } = await signIn('lucia');
  const again = async (token: string) => post('/refresh', { device, refresh: token });
  const lost = await again(refresh);
  expect(lost.statusCode).toBe(200);
  const alsoLost = await again(refresh);
  expect(alsoLost.statusCode).toBe(200);
  const third = (await again(refresh)).json().refresh;
  const fourth = await again(third);
  expect(fourth.statusCode).toBe(200);
  expect(problemOf(await again(refresh))).toMatchObject({ status: 401, code: 'sign-in' });
});

test('a refresh token that was used and superseded comes back: whoever has the newer one is out as well', async () => {
  const { signIn, post, get } = await centreOn(url);
  const stolen = await signIn('lucia');
  const again = async (token: string) => post('/refresh', { device: stolen.device, refresh: token });
  const second = (await again(stolen.refresh)).json();
  const third = (await again(second.refresh)).json();
  expect(problemOf(await again(stolen.refresh))).toMatchObject({ status: 401, code: 'sign-in' });
  expect(problemOf(await again(third.refresh))).toMatchObject({ status: 401, code: 'sign-in' });
  await expect.poll(async () => (await get('/me', third.token)).statusCode).toBe(401);
  // The machine itself is not shut out: a password opens it again.
  const back = await signIn('lucia', stolen.device);
  expect(back.device).toBe(stolen.device);
  expect((await get('/me', back.token)).statusCode).toBe(200);
});

test('a made-up refresh token, or one of another device, is refused and ends nothing', async () => {
  const { signIn, post } = await centreOn(url);
  const mine = await signIn('lucia');
  const other = await signIn('mateo');
  for (const refresh of ['x'.repeat(43), other.refresh]) {
    const answer = await post('/refresh', { device: mine.device, refresh });
    expect(problemOf(answer)).toMatchObject({ status: 401, code: 'sign-in' });
  }
  for (const { device, refresh } of [mine, other])
    expect((await post('/refresh', { device, refresh })).statusCode).toBe(200);
});

test('two processes at once answer the same token: whichever answer arrived is good, and using it ends the other', async () => {
  const [one, other] = [await centreOn(url), await centreOn(url)];
  for (const arrived of [0, 1]) {
    const { device, refresh } = await one.signIn('lucia');
    const ask = (of: typeof one, token: string) => of.post('/refresh', { device, refresh: token });
    const answers = await Promise.all([ask(one, refresh), ask(other, refresh)]);
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200]);
    const tokens: string[] = answers.map((answer) => answer.json().refresh);
    expect((await ask(one, tokens[arrived] ?? '')).statusCode).toBe(200);
    expect((await ask(other, tokens[1 - arrived] ?? '')).statusCode).toBe(401);
  }
});

test('who signs out is out: with the token, and with the refresh token', async () => {
  const { signIn, post, get } = await centreOn(url);
  const { device, token, refresh } = await signIn('lucia');
  const out = await post('/sign-out', {}, token);
  expect(out.statusCode).toBe(204);
  await expect.poll(async () => (await get('/me', token)).statusCode).toBe(401);
  expect((await post('/refresh', { device, refresh })).statusCode).toBe(401);
  expect((await get('/me', (await signIn('lucia', device)).token)).statusCode).toBe(200);
});

test('a request without a token, with nonsense or with a refresh token is asked to sign in', async () => {
  const { app, signIn } = await centreOn(url);
  const { refresh } = await signIn('lucia');
  for (const authorization of [
    undefined,
    'Bearer',
    'Bearer a.b.c',
    `Bearer ${refresh}`,
    'Basic bHVjaWE6eA==',
  ]) {
    const headers = authorization === undefined ? {} : { authorization };
    expect(problemOf(await app.inject({ url: '/me', headers }))).toMatchObject({
      status: 401,
      code: 'sign-in',
    });
  }
});

test('the same person signs in at several machines at once, also the first time, when the password is hashed anew', async () => {
  const centre = await centreOn(await staffedDatabase());
  const all = await Promise.all(Array.from({ length: 4 }, () => centre.signIn('lucia')));
  expect(new Set(all.map(({ device }) => device)).size).toBe(4);
});
