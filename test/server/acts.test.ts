import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { actsSql } from '#server/acts/read.ts';
import { defaultTree } from '#shared/rules/defaults/tree.ts';
import { type Act, actKind, actsAnswer } from '#shared/sync/acts.ts';
import { poolOf } from './centre.ts';
import { centreOn, password, staffedDatabase } from './staffed.ts';

const tom = {
  login: 'tom@casalumbre.example',
  name: 'Tom Whitfield',
  role: 'agent',
  active: true,
  teams: ['night'],
};
const skills = [{ id: 'german', name: { en: 'German', es: 'Alemán' } }];
const shop = { kind: 'shopify', zone: 'Europe/Madrid', country: 'ES', secrets: ['a-secret-of-a-shop'] };
const secret = 'una contraseña que nadie lee';

async function centre() {
  const url = await staffedDatabase();
  const made = await centreOn(url, {
    HILO_OIDC_ISSUER: 'https://login.contoso.example',
    HILO_OIDC_CLIENT_ID: 'hilo',
  });
  const { token, device } = await made.signIn('nuria');
  const ask = (
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    path: string,
    payload?: object | string,
    as = token,
  ) =>
    made.app.inject({
      method,
      url: path,
      headers: { authorization: `Bearer ${as}` },
      ...(payload === undefined ? {} : { payload }),
    });
  const acts = async (query = '') => actsAnswer.parse((await ask('GET', `/admin-acts${query}`)).json());
  return { ...made, url, token, device, ask, acts };
}

test('every mutation leaves exactly one act, with who, where and what was before and after, and no secret', async () => {
  const { ask, acts, device, signIn, app, token, url } = await centre();
  const lucia = await signIn('lucia');
  const did: [Act['what'], string, () => ReturnType<typeof ask>][] = [
    ['team.made', 'team:noon', () => ask('PUT', '/teams/noon', { name: 'Mediodía' })],
    ['team.changed', 'team:noon', () => ask('PUT', '/teams/noon', { name: 'Tarde' })],
    ['skills.changed', 'skills:company', () => ask('PUT', '/skills', { skills })],
    ['person.made', 'person:tom', () => ask('PUT', '/people/tom', { ...tom, password: secret })],
    [
      'person.changed',
      'person:tom',
      () => ask('PUT', '/people/tom', { ...tom, skills: ['german'], level: 2 }),
    ],
    ['person.changed', 'person:tom', () => ask('PUT', '/people/tom', { ...tom, password: `${secret} ya` })],
    [
      'second-factor.reset',
      'person:tom',
      () => ask('POST', '/people/tom/second-factor/reset', { password: `${secret} otra vez` }),
    ],
    ['person.linked', 'person:tom', () => ask('PUT', '/people/tom/subject', { subject: '00u1' })],
    ['team-rules.changed', 'team-rules:company', () => ask('PUT', '/team-rules', { rules: [], rest: 'day' })],
    ['shop.made', 'shop:casa', () => ask('PUT', '/shops/casa', shop)],
    ['shop.changed', 'shop:casa', () => ask('PUT', '/shops/casa', { ...shop, secrets: ['another-secret'] })],
    ['device.shut-out', `device:${lucia.device}`, () => ask('POST', `/devices/${lucia.device}/revoke`)],
    [
      'rules.published',
      'rules:day/failures',
      () => ask('PUT', '/teams/day/rules', { from: 0, content: defaultTree }),
    ],
    [
      'password.changed',
      'person:nuria',
      () => ask('PUT', '/me/password', { current: password, password: `${secret} propia` }),
    ],
    ['audit.exported', 'team:day', () => ask('GET', '/teams/day/audit?from=2026-01-01&to=2026-02-01')],
  ];
  for (const [what, target, doIt] of did) {
    const before = (await acts()).acts.length;
    expect([what, (await doIt()).statusCode]).toEqual([what, expect.toSatisfy((code) => code < 300)]);
    const { acts: now } = await acts();
    expect(now).toHaveLength(before + 1);
    expect(now[0]).toMatchObject({ what, target, person: 'nuria', device });
  }
  const made = (await ask('POST', '/integrations', { name: 'ERP', scope: 'records' })).json();
  await ask('POST', `/integrations/${made.id}/revoke`);
  const begun = await app.inject({
    method: 'POST',
    url: '/imports?file=orders.json&from=shopify-json&language=en',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    payload: '[]',
  });
  expect(begun.statusCode).toBe(202);
  const { acts: all } = await acts();
  expect(all.slice(0, 3).map(({ what }) => what)).toEqual([
    'import.begun',
    'integration.revoked',
    'integration.made',
  ]);
  const kinds = new Set(all.map(({ what }) => what));
  // Cancelling is a race with the end of the reading: records-imports.test.ts wins it. What becomes of a machine: quarantine.test.ts;
  // of somebody who is erased: store/erasure.test.ts.
  // Of an app that somebody sets up: identity-second-factor.test.ts.
  expect(actKind.options.filter((kind) => !kinds.has(kind))).toEqual([
    'second-factor.made',
    'device.wipe-all',
    'quarantine.accepted',
    'quarantine.declined',
    'import.cancelled',
    'erasure.asked',
    'erasure.withdrawn',
    'erasure.done',
    'customer.exported',
    'retention.changed',
    'holding.changed',
  ]);
  expect(all.find(({ what }) => what === 'person.changed')).toMatchObject({
    before: { name: tom.name, teams: ['night'], skills: ['german'], level: 2 },
    after: { newPassword: true },
  });
  const { rows } = await poolOf(url).query<{ row: string }>('SELECT a::text AS row FROM admin_act AS a');
  const told = JSON.stringify(rows);
  for (const kept of [secret, 'secret-of', 'another-secret', 'argon2', made.token])
    expect(told).not.toContain(kept);
});

test('what is refused, what changes nothing and what is taken back leaves none', async () => {
  const { ask, acts, url } = await centre();
  const pool = poolOf(url);
  await ask('PUT', '/people/tom', { ...tom, password });
  const before = (await acts()).acts.length;
  await ask('PUT', '/people/tom', tom);
  await ask('PUT', '/people/tom', { ...tom, login: 'lucia@casalumbre.example' });
  await ask('PUT', '/people/tom', { ...tom, teams: ['nowhere'] });
  await ask('PUT', '/team-rules', { rules: [], rest: 'nowhere' });
  await ask('POST', `/devices/${randomUUID()}/revoke`);
  await ask('POST', `/integrations/${randomUUID()}/revoke`);
  expect((await acts()).acts).toHaveLength(before);
  // Its stream cannot be told: the person stays as they are, and nothing says that they changed.
  await pool.query("ALTER TABLE record_now ADD CONSTRAINT no_tom CHECK (key <> 'person:tom') NOT VALID");
  expect((await ask('PUT', '/people/tom', { ...tom, name: 'Tomás' })).statusCode).toBe(500);
  expect((await acts()).acts).toHaveLength(before);
  expect((await pool.query("SELECT name FROM person WHERE id = 'tom'")).rows).toEqual([{ name: tom.name }]);
});

test('acts are only added to, also by the owner of the table, and only admins read them', async () => {
  const { ask, acts, url, signIn } = await centre();
  await ask('PUT', '/teams/noon', { name: 'Mediodía' });
  const pool = poolOf(url);
  for (const sql of ["UPDATE admin_act SET person = 'tom'", 'DELETE FROM admin_act', 'TRUNCATE admin_act'])
    await expect(pool.query(sql)).rejects.toThrow('admin_act is only added to');
  expect((await acts()).acts).toHaveLength(1);
  const codes = await Promise.all(
    ['lucia', 'ines'].map(
      async (one) => (await ask('GET', '/admin-acts', undefined, (await signIn(one)).token)).statusCode,
    ),
  );
  expect(codes).toEqual([403, 403]);
  expect((await ask('GET', '/admin-acts', undefined, 'x')).statusCode).toBe(401);
});

test('a page is a hundred acts, the newest first, of whom, about what and when', async () => {
  const { acts, url } = await centre();
  const pool = poolOf(url, { size: 1 });
  await pool.query(
    `INSERT INTO admin_act (at, person, what, target, before, after)
     SELECT 1000 + i / 2, CASE i % 2 WHEN 0 THEN 'nuria' ELSE 'ana' END, 'team.changed', 'team:t' || i % 3, '{}', '{"name": "x"}'
     FROM generate_series(0, 249) AS i`,
  );
  const first = await acts();
  const second = await acts(`?before=${first.next}`);
  const third = await acts(`?before=${second.next}`);
  expect([first, second, third].map((page) => page.acts.length)).toEqual([100, 100, 50]);
  expect(third.next).toBeNull();
  const ids = [first, second, third].flatMap((page) => page.acts.map(({ id }) => id));
  expect(ids).toEqual([...ids].sort((a, b) => b - a));
  const anas = await acts('?person=ana&target=team:t1&from=1010&to=1020');
  expect(anas.acts.length).toBeGreaterThan(2);
  for (const one of anas.acts)
    expect([one.person, one.target, one.at >= 1010 && one.at < 1020]).toEqual(['ana', 'team:t1', true]);
  await pool.query(
    `INSERT INTO admin_act (at, person, what, target)
     SELECT i, 'p' || i % 100, 'team.changed', 'team:o' || i % 100 FROM generate_series(1, 5000) AS i`,
  );
  await pool.query('ANALYZE admin_act; SET enable_bitmapscan = off');
  for (const [query, index] of [
    [{}, 'admin_act_at'],
    [{ person: 'p7' }, 'admin_act_person'],
    [{ target: 'team:o7' }, 'admin_act_target'],
  ] as const) {
    const values = [1e15, 1e15, 0, 1e15, 101, ...Object.values(query)];
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${actsSql(query)}`, values);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain(`Index Scan Backward using ${index} `);
    expect(plan).not.toContain('Sort');
  }
});
