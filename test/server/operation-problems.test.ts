import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { problem } from '#shared/sync/identity.ts';
import { poolOf } from './centre.ts';
import { askOf, sent } from './desk.ts';
import { centreOn, staffedDatabase } from './staffed.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Described = {
  paths: { [path: string]: { [method: string]: { security?: unknown; requestBody?: unknown } } };
};

/** Every route that the centre describes, with something in the place of its parameters. */
async function routesOf(app: Awaited<ReturnType<typeof centreOn>>['app']) {
  const { paths } = (await app.inject({ url: '/openapi.json' })).json() as Described;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security, requestBody }]) => ({
      method: method.toUpperCase() as Method,
      url: path.replaceAll(/\{\w+\}/g, '0199aaaa-0000-7000-8000-000000000000'),
      closed: security !== undefined,
      hasBody: requestBody !== undefined,
    })),
  );
}

function codeOf(answer: { headers: object; body: string; statusCode: number }): string {
  expect(answer.headers).toMatchObject({
    'hilo-centre': '1',
    'content-type': 'application/json; charset=utf-8',
  });
  const said = problem.parse(JSON.parse(answer.body));
  expect(said.ref).toMatch(/^[\w-]{8,20}$/);
  return `${answer.statusCode} ${said.code}`;
}

test('every route without a token, with a forged one or with a signed-out one is a problem: sign in', async () => {
  const { app, signIn, post } = await centreOn(await staffedDatabase());
  const closed = (await routesOf(app)).filter((route) => route.closed);
  expect(closed.length).toBeGreaterThan(8);
  const out = (await signIn('nuria')).token;
  await post('/sign-out', {}, out);
  await expect
    .poll(
      async () => (await app.inject({ url: '/me', headers: { authorization: `Bearer ${out}` } })).statusCode,
    )
    .toBe(401);
  for (const { method, url } of closed)
    for (const authorization of ['', 'Bearer eyJhbGciOiJub25lIn0.e30.', `Bearer ${out}`])
      expect([url, codeOf(await app.inject({ method, url, headers: { authorization } }))]).toEqual([
        url,
        '401 sign-in',
      ]);
});

test('every route says in the same shape that a body is wrong, too large, compressed, cut or of another kind', async () => {
  const { app, signIn } = await centreOn(await staffedDatabase());
  const { token } = await signIn('nuria');
  const authorization = `Bearer ${token}`;
  const json = { authorization, 'content-type': 'application/json' };
  const withBody = (await routesOf(app)).filter((route) => route.hasBody);
  expect(withBody.length).toBeGreaterThan(4);
  for (const { method, url } of withBody) {
    const say = async (payload: string, headers: object) =>
      codeOf(await app.inject({ method, url, payload, headers: { ...json, ...headers } }));
    expect([url, await say('{"wrong":1}', {})]).toEqual([url, '400 bad-input']);
    expect([url, await say('{"wrong":', {})]).toEqual([url, '400 bad-input']);
    expect([url, await say('[]', {})]).toEqual([url, '400 bad-input']);
    expect([url, await say('{"__proto__":{"a":1}}', {})]).toEqual([url, '400 bad-input']);
    expect([url, await say('{}', { 'content-encoding': 'gzip' })]).toEqual([url, '400 bad-input']);
    expect([url, await say('<a/>', { 'content-type': 'text/xml' })]).toEqual([url, '400 bad-input']);
    expect([url, await say(`{"a":"${'x'.repeat(1_200_000)}"}`, {})]).toEqual([url, '413 too-large']);
    expect([url, await say(`${'['.repeat(50_000)}`, {})]).toEqual([url, '400 bad-input']);
  }
});

test('what is no route, a wrong method and an unreadable address are problems too', async () => {
  const { app } = await centreOn(await staffedDatabase());
  expect(codeOf(await app.inject({ url: '/nothing' }))).toBe('404 not-found');
  expect(codeOf(await app.inject({ method: 'DELETE', url: '/me' }))).toBe('404 not-found');
  expect(codeOf(await app.inject({ url: '/people/%zz' }))).toBe('400 bad-input');
});

test('over the network: a header that is too long and what is no HTTP are answered in the same shape', async () => {
  const { app } = await centreOn(await staffedDatabase());
  const address = await app.listen({ port: 0 });
  const long = await fetch(`${address}/me`, { headers: { authorization: `Bearer ${'x'.repeat(20_000)}` } });
  expect(long.headers.get('hilo-centre')).toBe('1');
  expect([long.status, problem.parse(await long.json()).code]).toEqual([413, 'too-large']);
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  socket.end('nonsense\r\n\r\n');
  const said = (await socket.setEncoding('utf8').toArray()).join('');
  expect(said).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nhilo-centre: 1\r\n/);
  expect(problem.parse(JSON.parse(said.split('\r\n\r\n')[1] ?? '')).code).toBe('bad-input');
  expect((await fetch(`${address}/health/live`)).status).toBe(200);
});

test('ready is said of a centre that works, and not of one whose database is shut or older than the program', async () => {
  const url = await staffedDatabase();
  const { app } = await centreOn(url);
  const ready = async () => {
    const answer = await app.inject({ url: '/health/ready' });
    expect((await app.inject({ url: '/health/live' })).json()).toEqual({ live: true });
    if (answer.statusCode === 200) return answer.json();
    expect(answer.headers['retry-after']).toBe('5');
    return `${codeOf(answer)}: ${answer.json().sentence}`;
  };
  expect(await ready()).toEqual({ ready: true });

  const pool = poolOf(url, { size: 1 });
  await pool.query(
    'UPDATE migration SET version = version - 1000 WHERE version = (SELECT max(version) FROM migration)',
  );
  expect(await ready()).toBe('503 busy: Not ready: migrations.');
  await pool.query('UPDATE migration SET version = version + 1000 WHERE version < 0');
  expect(await ready()).toEqual({ ready: true });

  const outside = poolOf(new URL('/postgres', url).href, { size: 1 });
  const name = new URL(url).pathname.slice(1);
  await outside.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`);
  await outside.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
  await expect.poll(ready).toBe('503 busy: Not ready: database, migrations, heads.');
  await outside.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`);
  await expect.poll(ready, { timeout: 60_000 }).toEqual({ ready: true });
});

test('every answer has the headers that keep browsers from doing anything with it', async () => {
  const { app } = await centreOn(await staffedDatabase());
  const { headers } = await app.inject({ url: '/health/live' });
  expect(headers).toMatchObject({
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'strict-transport-security': expect.stringMatching(/^max-age=\d{7,}/),
  });
  expect(headers).not.toHaveProperty('x-powered-by');
  expect(headers).not.toHaveProperty('access-control-allow-origin');
});

test('half a character in a name that is kept in the record of doings is a problem in words, and nothing is kept', async () => {
  const { app, signIn } = await centreOn(await staffedDatabase());
  const { token } = await signIn('nuria');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const before = (await app.inject({ url: '/teams', headers })).body;
  for (const half of ['\\ud800', '\\udfffb', 'a\\ud83d', '\\u0000']) {
    const asked = [
      ['PUT', '/teams/half', `{"name":"a${half}"}`],
      ['POST', '/integrations', `{"name":"a${half}","scope":"records"}`],
      ['PUT', '/skills', `{"skills":[{"id":"half","name":{"en":"a","es":"a${half}"}}]}`],
    ] as const;
    for (const [method, url, payload] of asked)
      expect([url, codeOf(await app.inject({ method, url, headers, payload }))]).toEqual([
        url,
        '400 bad-input',
      ]);
  }
  expect((await app.inject({ url: '/teams', headers })).body).toBe(before);
});

test('a database that takes no changes is said to be one and makes the centre unready; what a desk sends meanwhile is not held to be unreadable', async () => {
  const url = await staffedDatabase();
  const { app, signIn, post, log } = await centreOn(url);
  const { token } = await signIn('lucia');
  const note = sent({
    type: 'note.add',
    customerId: 'c1',
    caseId: null,
    data: { text: 'Llamar mañana', about: 'note' },
  });
  const owner = poolOf(url);
  const name = new URL(url).pathname.slice(1);
  const readOnly = async (on: boolean) => {
    await owner.query(
      on
        ? `ALTER DATABASE ${name} SET default_transaction_read_only = on`
        : `ALTER DATABASE ${name} RESET default_transaction_read_only`,
    );
    await owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND usename = 'hilo_app' AND pid <> pg_backend_pid()`,
    );
  };
  const ready = async () => (await app.inject({ url: '/health/ready' })).body;
  await readOnly(true);
  await expect.poll(ready).toMatch(/Not ready: database[.,]/);
  const push = () => post('/exchange', askOf({ commands: [note] }), token);
  const held = await push();
  expect(codeOf(held)).toBe('503 busy');
  expect(held.json().sentence).toBe('The database takes no changes just now.');
  expect(held.headers['retry-after']).toBe('2');
  expect(log.join('')).toMatch(/"code":"25006","msg":"busy"/);
  await readOnly(false);
  await expect.poll(ready).toBe('{"ready":true}');
  await expect.poll(async () => (await push()).json().answers).toMatchObject([{ outcome: 'accepted' }]);
});
