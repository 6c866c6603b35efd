import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listDevicesSql } from '#server/identity/devices.ts';
import { listPeopleSql } from '#server/identity/people.ts';
import { problem } from '#shared/sync/identity.ts';
import { poolOf } from './centre.ts';
import { customerIn } from './records-sample.ts';
import { centreOn, password, staffedDatabase } from './staffed.ts';

const tom = {
  login: 'Tom@casalumbre.example',
  name: 'Tom Whitfield',
  role: 'agent',
  active: true,
  teams: ['night'],
};
const another = 'siete cometas verdes';

async function admin(url: string) {
  const centre = await centreOn(url);
  const { token } = await centre.signIn('nuria');
  const headers = { authorization: `Bearer ${token}` };
  return {
    ...centre,
    token,
    put: (path: string, payload: object) => centre.app.inject({ method: 'PUT', url: path, payload, headers }),
  };
}

test('an admin makes a person, who signs in and whose record is in the streams of their teams', async () => {
  const url = await staffedDatabase();
  const { put, get, post, token } = await admin(url);
  const made = await put('/people/tom', { ...tom, teams: ['night', 'day'], password });
  expect(made.json()).toEqual({
    ...tom,
    id: 'tom',
    login: 'tom@casalumbre.example',
    teams: ['night', 'day'],
    skills: [],
    level: 1,
  });
  const ask = { login: tom.login, password, device: null, deviceName: 'Desk 9' };
  expect((await post('/sign-in', ask)).json()).toMatchObject({
    person: { id: 'tom' },
    teams: [{ id: 'night' }, { id: 'day' }],
  });
  const { rows } = await poolOf(url).query(
    "SELECT team, n, body FROM change WHERE key = 'person:tom' ORDER BY team",
  );
  const record = { type: 'person', id: 'tom', name: tom.name, role: 'agent', skills: [], level: 1 };
  const body = JSON.stringify({ ...record, active: true, teams: ['night', 'day'] });
  expect(rows).toEqual([
    { team: 'day', n: 1, body },
    { team: 'night', n: 1, body },
  ]);
  const { people, more } = (await get('/people', token)).json();
  expect(people.map((person: { id: string }) => person.id)).toEqual([
    'ines',
    'lucia',
    'mateo',
    'nuria',
    'tom',
  ]);
  expect(more).toBe(false);
  expect(JSON.stringify(people)).not.toContain('argon2');
});

test('what did not change gets no number; another name does, in every team', async () => {
  const url = await staffedDatabase();
  const { put } = await admin(url);
  const heads = async () =>
    (await poolOf(url).query('SELECT n FROM team_head ORDER BY team')).rows.map(({ n }) => n);
  await put('/people/tom', { ...tom, password });
  await put('/people/tom', { ...tom, role: 'agent' });
  expect(await heads()).toEqual([0, 1]);
  await put('/people/tom', { ...tom, name: 'Tom W.', teams: ['night', 'day'] });
  expect(await heads()).toEqual([1, 2]);
  // Who left is seen to have left.
  await put('/people/tom', { ...tom, teams: ['day'] });
  expect(await heads()).toEqual([2, 3]);
});

const skills = [
  { id: 'german', name: { en: 'German', es: 'Alemán' } },
  { id: 'warranty', name: { en: 'Warranty', es: '' } },
];

test('skills are a list of the company in every team; a person has some of it and a level, and both are said at signing in', async () => {
  const url = await staffedDatabase();
  const { put, get, post, token, signIn } = await admin(url);
  expect((await get('/skills', token)).json()).toEqual({ skills: [] });
  await put('/teams/early', { name: 'Mañana' });
  expect((await put('/skills', { skills })).json()).toEqual({ skills });
  await put('/teams/late', { name: 'Noche' });
  const { rows } = await poolOf(url).query(
    "SELECT team, body FROM record_now WHERE key = 'skills:company' ORDER BY team",
  );
  const body = JSON.stringify({ type: 'skills', id: 'company', skills });
  expect(rows).toEqual(['day', 'early', 'late', 'night'].map((team) => ({ team, body })));
  const one = { ...tom, skills: ['warranty', 'german'], level: 2, password };
  // In the list's order, whatever was asked.
  expect((await put('/people/tom', one)).json()).toMatchObject({ skills: ['german', 'warranty'], level: 2 });
  // What is left out stays.
  expect((await put('/people/tom', tom)).json()).toMatchObject({ skills: ['german', 'warranty'], level: 2 });
  const given = await signIn('tom');
  expect(given.person).toMatchObject({ skills: ['german', 'warranty'], level: 2 });
  const refreshed = await post('/refresh', { device: given.device, refresh: given.refresh });
  expect(refreshed.json().person).toEqual(given.person);
  // Every process hears of people by a notice of the database's, a moment after the commit.
  const me = async () => (await get('/me', given.token)).json().person;
  await expect.poll(me).toEqual(given.person);
  const refused = await put('/skills', { skills: skills.slice(0, 1) });
  expect(refused.json().sentence).toBe('/skills: somebody still has one that is not in the list.');
  expect((await put('/people/tom', { ...tom, skills: ['flying'] })).json().sentence).toBe(
    '/skills: there is no such skill.',
  );
  expect((await put('/people/tom', { ...tom, level: 4 })).statusCode).toBe(400);
  expect((await put('/skills', { skills: [...skills, skills[0]] })).statusCode).toBe(400);
});

test.each([
  [{ ...tom }, '/password: a new person needs one.'],
  [{ ...tom, password: 'short' }, '/password: a password has at least 15 characters.'],
  [
    { ...tom, password: 'tom whitfield tom' },
    '/password: a password is more than the names of the person and the company.',
  ],
  [{ ...tom, password, teams: ['night', 'none'] }, '/teams: there is no such team.'],
  [{ ...tom, password, login: 'LUCIA@casalumbre.example' }, '/login: somebody else has it.'],
  [{ ...tom, password, extra: true }, / is not as it must be: /],
  [{ ...tom, password, role: 'king' }, / is not as it must be: /],
  [{ ...tom, password, name: 'a\0b' }, 'A text holds a character that cannot be kept.'],
])('%j is refused and nothing of it is kept', async (body, sentence) => {
  const url = await staffedDatabase();
  const { put } = await admin(url);
  const answer = await put('/people/tom', body);
  expect(answer.statusCode).toBe(400);
  const said = problem.parse(answer.json());
  expect(said.code).toBe('bad-input');
  if (typeof sentence === 'string') expect(said.sentence).toBe(sentence);
  else expect(said.sentence).toMatch(sentence);
  expect((await poolOf(url).query("SELECT 1 FROM person WHERE id = 'tom'")).rowCount).toBe(0);
});

test('the last admin cannot be taken away, also not by two admins who end each other at once', async () => {
  const url = await staffedDatabase();
  const { put } = await admin(url);
  const nuria = {
    login: 'nuria@casalumbre.example',
    name: 'Nuria Salgado',
    role: 'admin',
    active: true,
    teams: ['day'],
  };
  for (const change of [{ active: false }, { role: 'agent' }])
    expect((await put('/people/nuria', { ...nuria, ...change })).json().sentence).toBe(
      'At least one admin stays.',
    );
  await put('/people/tom', { ...tom, role: 'admin', password });
  const answers = await Promise.all([
    put('/people/nuria', { ...nuria, role: 'agent' }),
    put('/people/tom', { ...tom, role: 'agent' }),
  ]);
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 400]);
});

test('only admins may, and no role may what it must not', async () => {
  const { app, signIn } = await centreOn(await staffedDatabase());
  const routes = [
    ['GET', '/people'],
    ['PUT', '/people/tom'],
    ['GET', '/teams'],
    ['PUT', '/teams/noon'],
    ['GET', '/skills'],
    ['PUT', '/skills'],
    ['GET', '/devices'],
    ['POST', `/devices/${randomUUID()}/revoke`],
  ] as const;
  for (const person of ['lucia', 'ines', null]) {
    const headers = person === null ? {} : { authorization: `Bearer ${(await signIn(person)).token}` };
    for (const [method, path] of routes) {
      const answer = await app.inject({
        method,
        url: path,
        headers,
        ...(method === 'PUT' ? { payload: {} } : {}),
      });
      expect([person, path, answer.statusCode, problem.parse(answer.json()).code]).toEqual(
        person === null ? [person, path, 401, 'sign-in'] : [person, path, 403, 'not-allowed'],
      );
    }
  }
});

test('a team is made empty, gets another name, and people may work there', async () => {
  const url = await staffedDatabase();
  const { put, get, token } = await admin(url);
  await put('/teams/noon', { name: 'Mediodía' });
  await put('/teams/noon', { name: 'Tarde' });
  expect((await get('/teams', token)).json().teams).toContainEqual({ id: 'noon', name: 'Tarde' });
  expect((await put('/people/tom', { ...tom, teams: ['noon'], password })).statusCode).toBe(200);
  expect((await poolOf(url).query("SELECT n FROM team_head WHERE team = 'noon'")).rows).toEqual([{ n: 1 }]);
});

test('a revoked machine is out in another process within seconds, with every token it holds, and nobody signs in at it', async () => {
  const url = await staffedDatabase();
  const [here, there] = [await admin(url), await centreOn(url)];
  const lucia = await there.signIn('lucia');
  const mateo = await there.signIn('mateo');
  expect((await there.get('/me', lucia.token)).statusCode).toBe(200);
  expect((await here.post(`/devices/${lucia.device}/revoke`, {}, here.token)).statusCode).toBe(204);
  // Long before the roster is read again.
  await expect.poll(async () => (await there.get('/me', lucia.token)).statusCode, { interval: 10 }).toBe(401);
  const refreshed = await there.post('/refresh', { device: lucia.device, refresh: lucia.refresh });
  expect([refreshed.statusCode, refreshed.json().code]).toEqual([403, 'not-allowed']);
  const again = { login: 'lucia@casalumbre.example', password, device: lucia.device, deviceName: 'x' };
  expect((await there.post('/sign-in', again)).json()).toMatchObject({ code: 'not-allowed' });
  // Only with the right password does anybody hear that.
  expect((await there.post('/sign-in', { ...again, password: another })).json()).toMatchObject({
    code: 'sign-in',
  });
  expect((await there.get('/me', mateo.token)).statusCode).toBe(200);
  const { devices } = (await here.get('/devices', here.token)).json();
  expect(devices.find(({ id }: { id: string }) => id === lucia.device)).toMatchObject({
    person: 'lucia',
    revoked: expect.any(Number),
  });
  expect((await here.post(`/devices/${randomUUID()}/revoke`, {}, here.token)).statusCode).toBe(404);
});

test('another team, name or role holds in another process within seconds, with the old token', async () => {
  const url = await staffedDatabase();
  const [here, there] = [await admin(url), await centreOn(url)];
  const { token } = await there.signIn('lucia');
  const lucia = {
    login: 'lucia@casalumbre.example',
    name: 'Lucía F.',
    role: 'supervisor',
    active: true,
    teams: ['night', 'day'],
  };
  expect((await here.put('/people/lucia', lucia)).statusCode).toBe(200);
  await expect
    .poll(async () => (await there.get('/me', token)).json())
    .toMatchObject({
      person: { id: 'lucia', name: 'Lucía F.', role: 'supervisor' },
      teams: [{ id: 'night' }, { id: 'day' }],
    });
});

test('a new password and the end of an account end all sessions everywhere', async () => {
  const url = await staffedDatabase();
  const [here, there] = [await admin(url), await centreOn(url)];
  const lucia = {
    login: 'lucia@casalumbre.example',
    name: 'Lucía Ferrer',
    role: 'agent',
    active: true,
    teams: ['day'],
  };
  for (const change of [{ password: another }, { password }, { active: false }]) {
    const pass = 'active' in change || change.password === another ? password : another;
    const signedIn = (
      await there.post('/sign-in', { login: lucia.login, password: pass, device: null, deviceName: 'x' })
    ).json();
    expect((await here.put('/people/lucia', { ...lucia, ...change })).statusCode).toBe(200);
    await expect.poll(async () => (await there.get('/me', signedIn.token)).statusCode).toBe(401);
    const { device, refresh } = signedIn;
    expect((await there.post('/refresh', { device, refresh })).statusCode).toBe(401);
  }
});

test('a notice that was lost is made up for when the connection is there again', async () => {
  const url = await staffedDatabase();
  const { get, signIn } = await centreOn(url);
  const { token, device } = await signIn('lucia');
  const pool = poolOf(url);
  await pool.query('UPDATE device SET tokens_after = now_ms() WHERE id = $1', [device]);
  expect((await get('/me', token)).statusCode).toBe(200);
  const { rowCount } = await pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'`,
  );
  expect(rowCount).toBe(1);
  await expect.poll(async () => (await get('/me', token)).statusCode).toBe(401);
});

test('the lists are read by their indexes', async () => {
  const pool = poolOf(await staffedDatabase(), { size: 1 });
  await pool.query('SET enable_seqscan = off; SET enable_sort = off');
  const plan = async (sql: string, values: unknown[]) =>
    (await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, values)).rows
      .map((row) => row['QUERY PLAN'])
      .join('\n');
  expect(await plan(listPeopleSql, ['', 10])).toMatch(/Index Scan using person_login_key/);
  const devices = await plan(listDevicesSql, [randomUUID(), 10]);
  expect(devices).toMatch(/Index Scan using device_pkey/);
  expect(devices).toMatch(/(Index|Bitmap Index) Scan (using|on) quarantine_pkey/);
});

test('a second team leaves the intake with the first; with nobody, who is not taken is counted for an admin', async () => {
  const url = await staffedDatabase();
  const pool = poolOf(url);
  // As in a new centre: one team, and no rule was ever set.
  await pool.query(
    "DELETE FROM person_team WHERE team = 'night'; DELETE FROM team_head WHERE team = 'night'",
  );
  await pool.query("DELETE FROM team WHERE team = 'night'");
  const { put, get, post, token } = await admin(url);
  const take = async (...ids: string[]) =>
    (await post('/records', { records: ids.map((id) => customerIn(id, 'ES')) }, token)).json().outcomes;
  expect((await get('/team-rules', token)).json()).toEqual({ rules: [], rest: 'day' });
  await put('/teams/second', { name: 'Second' });
  await put('/teams/third', { name: 'Third' });
  expect((await get('/team-rules', token)).json()).toEqual({ rules: [], rest: 'day' });
  expect(await take('casa:1')).toEqual([{ outcome: 'new' }]);
  await put('/team-rules', { rules: [], rest: null });
  expect(await take('casa:1', 'casa:2')).toMatchObject([{ outcome: 'same' }, { why: 'no-team' }]);
  await take('casa:2', 'casa:3');
  expect((await get('/customers/untaken', token)).json()).toMatchObject({ customers: 2 });
  expect((await get('/metrics', token)).body).toMatch(/^hilo_customers_untaken 2$/m);
  await put('/team-rules', { rules: [], rest: 'second' });
  await take('casa:2', 'casa:3');
  expect((await get('/customers/untaken', token)).json()).toMatchObject({ customers: 0, first: null });
});
