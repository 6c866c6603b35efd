import { expect, test } from 'vitest';
import type { RecordOutcome } from '#shared/sync/records.ts';
import type { Record } from '#shared/wire.ts';
import { poolOf } from './centre.ts';
import { deskOf, person, processOn } from './desk.ts';
import { streamOf } from './records-centre.ts';
import { customer, customerIn, order, twin } from './records-sample.ts';
import { centreOn, staffedDatabase } from './staffed.ts';

/** A centre whose day team takes everybody but Mexico, and an admin's token. */
async function centre() {
  const url = await staffedDatabase();
  const { app, signIn, post, log } = await centreOn(url);
  const { token } = await signIn('nuria');
  const call = (method: 'GET' | 'PUT' | 'POST', path: string, body?: object, bearer = token) =>
    app.inject({
      method,
      url: path,
      headers: { authorization: `Bearer ${bearer}` },
      ...(body === undefined ? {} : { payload: body }),
    });
  const rules = [{ shop: null, brand: null, country: 'MX', team: 'night' }];
  expect((await call('PUT', '/team-rules', { rules, rest: 'day' })).statusCode).toBe(200);
  const pool = poolOf(url);
  async function integration(): Promise<{ id: string; token: string }> {
    const made = await call('POST', '/integrations', { name: 'ERP', scope: 'records' });
    expect(made.statusCode).toBe(200);
    return made.json();
  }
  async function send(bearer: string, ...records: unknown[]): Promise<RecordOutcome[]> {
    const answer = await call('POST', '/records', { records }, bearer);
    expect(answer.statusCode).toBe(200);
    return answer.json<{ outcomes: RecordOutcome[] }>().outcomes;
  }
  return { url, app, signIn, post, call, pool, token, integration, send, log };
}

test('a program with a token sends records and is told what became of each', async () => {
  const { integration, send, call, pool } = await centre();
  const { token, id } = await integration();
  const records = [order('casa:1', 'c:ana'), customerIn('c:ana', 'ES'), customerIn('c:luz', 'MX')];
  expect(await send(token, ...records)).toEqual(records.map(() => ({ outcome: 'new' })));
  expect(
    await send(
      token,
      records[0],
      { type: 'person', id: 'lucia', name: 'L', role: 'admin' },
      { type: 'x' },
      customer('c:fr'),
    ),
  ).toEqual([
    { outcome: 'same' },
    { outcome: 'refused', why: 'person', field: null },
    { outcome: 'refused', why: 'shape', field: 'type' },
    { outcome: 'new' },
  ]);
  expect(await streamOf(pool, 'day')).toEqual(['customer:c:ana', 'order:casa:1', 'customer:c:fr']);
  expect(await streamOf(pool, 'night')).toEqual(['customer:c:luz']);

  const listed = (await call('GET', '/integrations')).json();
  expect(listed.integrations).toEqual([
    {
      id,
      name: 'ERP',
      scope: 'records',
      created: expect.any(Number),
      lastUsed: expect.any(Number),
      revoked: null,
    },
  ]);
  expect((await call('GET', '/records')).json()).toEqual({
    teams: [
      { team: 'day', name: 'Día', n: 3, customers: 2, orders: 1, twins: 0, people: 0 },
      { team: 'night', name: 'Noche', n: 1, customers: 1, orders: 0, twins: 0, people: 0 },
    ],
  });
});

test('an admin may send records too; a token of a program opens nothing else, and nothing once it is revoked', async () => {
  const { integration, send, call, token: admin } = await centre();
  expect(await send(admin, customerIn('c:ana', 'ES'))).toEqual([{ outcome: 'new' }]);
  const { token, id } = await integration();
  for (const path of ['/records', '/shops', '/integrations', '/imports', '/people', '/me', '/team-rules'])
    expect((await call('GET', path, undefined, token)).statusCode).toBe(401);
  expect((await call('POST', `/integrations/${id}/revoke`)).statusCode).toBe(204);
  expect((await call('POST', '/records', { records: [customer('c:x')] }, token)).statusCode).toBe(401);
  expect(
    (await call('POST', '/records', { records: [customer('c:x')] }, `${token.slice(0, -1)}_`)).statusCode,
  ).toBe(401);
});

test('only admins may set and see where records come from', async () => {
  const { app, signIn } = await centre();
  const id = '00000000-0000-4000-8000-000000000000';
  const routes = [
    ['POST', '/records'],
    ['GET', '/records'],
    ['GET', '/team-rules'],
    ['PUT', '/team-rules'],
    ['GET', '/shops'],
    ['PUT', '/shops/casa'],
    ['GET', '/integrations'],
    ['POST', '/integrations'],
    ['POST', `/integrations/${id}/revoke`],
    ['POST', '/imports?file=a&from=csv'],
    ['GET', '/imports'],
    ['GET', `/imports/${id}`],
    ['DELETE', `/imports/${id}`],
  ] as const;
  for (const who of [null, 'lucia', 'ines']) {
    const headers = who === null ? {} : { authorization: `Bearer ${(await signIn(who)).token}` };
    for (const [method, url] of routes) {
      const answer = await app.inject({ method, url, headers });
      expect([method, url, answer.statusCode]).toEqual([method, url, who === null ? 401 : 403]);
    }
  }
});

test('no more than a thousand records and a megabyte at once', async () => {
  const { call, token, send } = await centre();
  const many = (count: number) => Array.from({ length: count }, (_, i) => customerIn(`c:${i}`, 'ES'));
  expect(await send(token, ...many(1000))).toHaveLength(1000);
  expect((await call('POST', '/records', { records: many(1001) })).statusCode).toBe(400);
  expect((await call('POST', '/records', { records: [] })).statusCode).toBe(400);
  expect(
    (await call('POST', '/records', { records: [customer('c:x', { remark: 'x'.repeat(1024 * 1024) })] }))
      .statusCode,
  ).toBe(413);
  expect((await call('POST', '/records', { records: many(1), more: 1 })).statusCode).toBe(400);
});

test('rules are kept as they were given, and a team that is not there changes none', async () => {
  const { call } = await centre();
  const rules = [
    { shop: 'casa-mx', brand: null, country: null, team: 'night' },
    { shop: null, brand: 'casa-', country: 'ES', team: 'day' },
  ];
  expect((await call('PUT', '/team-rules', { rules, rest: 'night' })).json()).toEqual({
    rules,
    rest: 'night',
  });
  expect((await call('PUT', '/team-rules', { rules: [], rest: 'nobody' })).statusCode).toBe(400);
  expect(
    (await call('PUT', '/team-rules', { rules: [{ ...rules[0], team: 'nobody' }], rest: null })).statusCode,
  ).toBe(400);
  expect((await call('GET', '/team-rules')).json()).toEqual({ rules, rest: 'night' });
  expect((await call('PUT', '/team-rules', { rules, rest: null })).json()).toEqual({ rules, rest: null });
});

test('every record that changed reaches the pages of the desks of its team, and of no other', async () => {
  const { url, pool, send, token } = await centre();
  const all: Record[] = [
    customerIn('c:ana', 'ES'),
    customerIn('c:luz', 'MX'),
    twin('c:ana', 'c:luz'),
    ...Array.from({ length: 600 }, (_, i) => order(`casa:${i}`, i % 3 ? 'c:ana' : 'c:luz')),
  ];
  await send(token, ...all);
  await send(token, ...all, { ...all[4], total: 7 });
  const { app } = await processOn(url);
  const seen = new Map<string, string>();
  let counted = 0;
  for (const team of ['day', 'night']) {
    const desk = deskOf(person(`of-${team}`, team));
    await desk.catchUp(app);
    expect([...desk.bodies.keys()]).toEqual([team]);
    for (const text of desk.bodies.get(team) ?? []) {
      const record = JSON.parse(text) as Record;
      seen.set(`${team} ${record.type}:${record.id}`, text);
      counted++;
    }
  }
  const { rows } = await pool.query<{ team: string; key: string; body: string }>(
    'SELECT team, key, body FROM record_now',
  );
  expect(rows).toHaveLength(all.length);
  expect(seen).toEqual(new Map(rows.map(({ team, key, body }) => [`${team} ${key}`, body])));
  expect(counted).toBe(all.length + 1);
});

test('nothing of a customer, and no token, is in the log', async () => {
  const { integration, send, call, log } = await centre();
  const { token } = await integration();
  await send(token, customerIn('c:canary-id', 'ES', { name: 'Canary Name', emails: ['canary@x.es'] }));
  await call('POST', '/records', { records: 'Canary body' }, token);
  await call('PUT', '/shops/casa', {
    kind: 'shopify',
    zone: null,
    country: null,
    secrets: ['canary-secret'],
  });
  expect(log.length).toBeGreaterThan(3);
  for (const word of ['anary', token]) expect(log.join('\n')).not.toContain(word);
});
