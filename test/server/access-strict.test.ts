import { afterAll, beforeAll, expect, test } from 'vitest';
import { askFor } from './access-asks.ts';
import { type Asker, accessTable, askers, type Of } from './access-table.ts';
import { type Ask, canary, openWorld, type World } from './access-world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const table = accessTable();

/** What only the centre says of anything: who, whose, when, as what. */
const serverOwned = {
  author: 'ines',
  by: 'ines',
  person: 'ines',
  createdBy: 'ines',
  sub: 'ines',
  team: 'night',
  teams: ['night'],
  home: true,
  ofTeam: true,
  at: 1,
  created: 1,
  lastSeen: 1,
  revoked: null,
  n: 1,
  version: 9,
  link: '0',
  hash: '0',
  answer: {},
  role: 'admin',
  active: true,
  scope: 'all',
  isAdmin: true,
  device: '00000000-0000-4000-8000-000000000000',
  id: 'nuria',
};

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Every object in a body, with the place where it stands (`/records/*`). */
function* objectsIn(value: Json, place = ''): Generator<{ place: string; object: { [key: string]: Json } }> {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) for (const one of value.slice(0, 1)) yield* objectsIn(one, `${place}/*`);
  else {
    yield { place, object: value };
    for (const [key, one] of Object.entries(value)) yield* objectsIn(one, `${place}/${key}`);
  }
}

/** Read one by one or kept as it came, whatever is in it: said so in shared/sync. What is in it is no word of the centre's. */
const loose = new Set(['POST /exchange /witnessed/*/event', 'POST /exchange /witnessed/*/event/data']);

type Described = { paths: { [path: string]: { [method: string]: { requestBody?: { content: object } } } } };

/** The routes of the running server that read JSON, and somebody who may ask them. */
function readingRoutes(): { route: string; row: (typeof table)[number]; asker: Asker }[] {
  const { paths } = world.app.swagger() as unknown as Described;
  const reading = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { requestBody }]) =>
      requestBody && 'application/json' in requestBody.content
        ? [`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`]
        : [],
    ),
  );
  return reading.map((route) => {
    const row = table.find((one) => one.route === route && one.of !== 'unsigned');
    const asker = askers.findLast((_, index) => (row?.statuses[index] ?? 500) < 300);
    if (!row || !asker) throw new Error(`nobody may ask ${route}`);
    return { route, row, asker };
  });
}

const forWhom = (asker: Asker, of: Of) => ({ world, asker, of, team: 'day', named: 'day' }) as const;

test('a body that says what only the centre says is refused on every route that takes one', async () => {
  const routes = readingRoutes();
  expect(routes.length).toBeGreaterThanOrEqual(10);
  const taken: string[] = [];
  let tried = 0;
  for (const { route, row, asker } of routes) {
    const ask = await askFor(route, forWhom(asker, row.of));
    const sent = [...spoiled(route, ask.body as Json)].map(async ({ place, body }) => {
      tried += 1;
      if (!isRefused(await world.say(world.tokenOf(asker), { ...ask, body })))
        taken.push(`${route} ${place}`);
    });
    await Promise.all(sent);
  }
  expect(taken).toEqual([]);
  expect(tried).toBeGreaterThan(300);
});

/** The body, each time with one field too many. */
function* spoiled(route: string, body: Json): Generator<{ place: string; body: Json }> {
  for (const [index, { place, object }] of [...objectsIn(body)].entries()) {
    if (loose.has(`${route} ${place}`)) continue;
    for (const [field, value] of Object.entries(serverOwned)) {
      if (field in object) continue;
      const copy = structuredClone(body);
      Object.assign([...objectsIn(copy)][index]?.object ?? {}, { [field]: value });
      yield { place: `${place}/${field}`, body: copy };
    }
  }
}

/** Of records each is answered by itself. */
function isRefused({ status, text }: { status: number; text: string }): boolean {
  return (
    status === 400 || (status === 200 && /^\{"outcomes":\[\{"outcome":"refused","why":"shape"/.test(text))
  );
}

test('a body that reaches for a prototype is refused on every route that takes one', async () => {
  for (const { route, row, asker } of readingRoutes()) {
    const ask = await askFor(route, forWhom(asker, row.of));
    const text = JSON.stringify(ask.body);
    for (const key of ['__proto__', 'constructor', 'prototype', '\\u005f_proto__']) {
      const body = text.replace('{', `{"${key}":{"prototype":{"role":"admin"},"role":"admin"},`);
      const answer = await world.say(world.tokenOf(asker), { ...ask, headers: json, body });
      expect([route, key, answer.status]).toEqual([route, key, 400]);
    }
  }
  expect('role' in {}).toBe(false);
});

const json = { 'content-type': 'application/json' };

const guesses = [
  '__proto__',
  'constructor',
  '..',
  '%2e%2e',
  '..%2f..%2fetc%2fpasswd',
  '%00',
  '%ff',
  "night'--",
  'night%20OR%201=1',
  '*',
  'null',
  '00000000-0000-0000-0000-000000000000',
  'a'.repeat(300),
  '%F0%9F%92%A9',
  '1e3',
  '-1',
  '0x10',
  'NaN',
];

test('a guessed id finds nothing and breaks nothing, on every route that takes one', async () => {
  const bad: string[] = [];
  const rows = table.filter(({ route, of }) => route.includes('/:') && ['own', '-', 'signed'].includes(of));
  for (const { route, of, statuses } of rows) {
    const asker = askers.findLast((_, index) => (statuses[index] ?? 500) < 300) ?? 'admin';
    const ask = await askFor(route, { world, asker, of, team: 'day', named: 'day' });
    const [path = '', query] = ask.path.split('?');
    const parts = path.split('/');
    for (const [index, part] of route.split(' ')[1]?.split('/').entries() ?? []) {
      if (!part.startsWith(':')) continue;
      const answers = await Promise.all(
        guesses.map((guess) =>
          tried(
            { ...ask, path: [parts.with(index, guess).join('/'), query].filter(Boolean).join('?') },
            asker,
          ),
        ),
      );
      for (const [at, { status, text }] of answers.entries())
        if (!allowed(route, guesses[at] ?? '').includes(status) || text.includes(canary.night))
          bad.push(`${route} ${part} = ${guesses[at]}: ${status}`);
    }
  }
  expect(bad).toEqual([]);
});

/** What is made under the name that it is given may be called anything that is a plain word. */
function allowed(route: string, guess: string): number[] {
  const isMade = [
    'PUT /people/:id',
    'PUT /teams/:id',
    'PUT /shops/:name',
    'PUT /people/:id/subject',
    'POST /people/:id/second-factor/reset',
  ].includes(route);
  const isWord = /^[a-z0-9-]+$/i.test(guess) && !(guess in {});
  return [400, 401, 403, 404, 410, ...(isMade && isWord ? [200, 204] : [])];
}

const tried = (ask: Ask, asker: Asker) => world.say(world.tokenOf(asker), ask);

test('a team in the query, where none is asked for, opens nothing', async () => {
  for (const { route, of, name } of table.filter(
    (row) => row.route.startsWith('GET ') && row.of !== 'other',
  )) {
    if (route === 'GET /pokes') continue;
    const ask = await askFor(route, {
      world,
      asker: 'admin',
      of,
      team: of === 'mixed' ? 'night' : 'day',
      named: 'day',
    });
    const sign = ask.path.includes('?') ? '&' : '?';
    const { status, text } = await world.say(world.tokenOf('admin'), {
      ...ask,
      path: `${ask.path}${sign}team=night&teams=night`,
    });
    expect([name, status < 500, text.includes(canary.night)]).toEqual([name, true, false]);
  }
});
