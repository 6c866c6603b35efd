import { expect, test, vi } from 'vitest';
import { adminAsk } from '#shared/admin.ts';
import { partBytes } from '#shared/sync/attachments.ts';
import { centreHeader } from '#shared/sync/identity.ts';
import { adminAnswerer } from '../../src/main/bridge/answer.ts';
import { adminAt } from '../../src/main/centre/admin.ts';

const tom = {
  id: 'tom',
  login: 'tom',
  name: 'Tom',
  role: 'agent',
  active: true,
  teams: ['day'],
  skills: [],
  level: 1,
};
const { id: _, ...ask } = tom;

/** A centre that answers by path, and says what it was asked. */
function centre(answers: Record<string, [number, unknown]>) {
  const asked: { method: string; path: string; authorization: string | null; body: unknown }[] = [];
  const fetch = async (url: string, { method = 'GET', headers, body }: RequestInit) => {
    const path = url.replace('https://hilo.example', '');
    const authorization = new Headers(headers).get('authorization');
    asked.push({ method, path, authorization, body: body ? JSON.parse(String(body)) : null });
    const [status, said] = answers[`${method} ${path}`] ?? [
      404,
      { code: 'not-found', sentence: '', ref: 'r' },
    ];
    return new Response(status === 204 ? null : JSON.stringify(said), {
      status,
      headers: { [centreHeader]: '1' },
    });
  };
  const exchange = vi.fn();
  const doors = { server: 'https://hilo.example', token: async () => 'tok', fetch, exchange, now: () => 0 };
  return { asked, exchange, doors, administer: adminAt(doors) };
}

test('the company is everybody, page by page, with teams, skills and who takes the rest', async () => {
  const rules = { rules: [], rest: 'day' };
  const untaken = { customers: 2, first: 1, last: 2, shops: ['casa'] };
  const { administer, asked, exchange } = centre({
    'GET /people?after=': [200, { people: [tom], more: true }],
    'GET /people?after=tom': [200, { people: [{ ...tom, id: 'zoe', login: 'zoe' }], more: false }],
    'GET /teams': [200, { teams: [{ id: 'day', name: 'Día' }] }],
    'GET /skills': [200, { skills: [] }],
    'GET /team-rules': [200, rules],
    'GET /customers/untaken': [200, untaken],
  });
  const told = await administer({ ask: 'company' });
  expect(told).toMatchObject({
    done: true,
    answer: { people: [{ id: 'tom' }, { id: 'zoe' }], rules, untaken },
  });
  expect(new Set(asked.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer tok']));
  expect(exchange).not.toHaveBeenCalled();
});

test('a piece of what waits for a review comes as it is; one that is longer than a part, or no content, is none', async () => {
  const answer = { type: 'application/octet-stream', body: new Uint8Array([0x89, 0, 0xff]) };
  const asked: string[] = [];
  const fetch = async (url: string) => {
    asked.push(url);
    return new Response(answer.body, { headers: { [centreHeader]: '1', 'content-type': answer.type } });
  };
  const { doors, exchange } = centre({});
  const administer = adminAt({ ...doors, fetch });
  const look = () => administer({ ask: 'handed-in-content', n: 7, from: 40 });
  expect(await look()).toEqual({ done: true, answer: answer.body });
  expect(asked).toEqual(['https://hilo.example/quarantine/7/content?at=40']);
  expect(exchange).not.toHaveBeenCalled();
  answer.body = new Uint8Array(partBytes + 1);
  expect(await look()).toMatchObject({ done: false, trouble: { what: 'update' } });
  Object.assign(answer, { type: 'application/json', body: new TextEncoder().encode('{}') });
  expect(await look()).toMatchObject({ done: false, trouble: { what: 'update' } });
});

test('what is changed goes to its own route, and the desk asks for what came of it', async () => {
  const { administer, asked, exchange } = centre({
    'PUT /people/tom': [200, tom],
    [`POST /devices/${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}/revoke`]: [204, null],
    [`POST /devices/${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}/wipe`]: [204, null],
  });
  const person = adminAsk.parse({ ask: 'put-person', id: 'tom', person: ask });
  if (person.ask !== 'put-person') throw new Error();
  expect(await administer(person)).toEqual({ done: true, answer: tom });
  const device = `${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`;
  expect(await administer({ ask: 'shut-out', device })).toEqual({ done: true, answer: null });
  expect(await administer({ ask: 'empty', device })).toEqual({ done: true, answer: null });
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'PUT /people/tom',
    `POST /devices/${device}/revoke`,
    `POST /devices/${device}/wipe`,
  ]);
  expect(exchange).toHaveBeenCalledTimes(3);
});

test.each([
  [[400, { code: 'bad-input', sentence: '', ref: 'r', why: 'login-taken' }], 'login-taken'],
  [[400, { code: 'bad-input', sentence: '', ref: 'r', why: 'of-a-newer-centre' }], 'bad-input'],
  [[403, { code: 'not-allowed', sentence: '', ref: 'r' }], 'not-allowed'],
  [[401, { code: 'sign-in', sentence: '', ref: 'r' }], 'sign-in'],
  [[503, { code: 'busy', sentence: '', ref: 'r' }], 'busy'],
  [[500, { code: 'internal', sentence: '', ref: 'r' }], 'internal'],
  [[200, { surely: 'another' }], 'update'],
] as [[number, unknown], string][])('%j is told as %s', async (answer, what) => {
  const { administer } = centre({ 'PUT /skills': answer });
  expect(await administer({ ask: 'put-skills', skills: [] })).toMatchObject({
    done: false,
    trouble: { what },
  });
});

test('without a network or a token it is said, and a page that asks for anything else is refused', async () => {
  const { doors } = centre({});
  const offline = adminAt({ ...doors, fetch: async () => Promise.reject(new Error('net::ERR_FAILED')) });
  expect(await offline({ ask: 'devices' })).toMatchObject({ trouble: { what: 'offline' } });
  const tokenless = adminAt({ ...doors, token: async () => null });
  expect(await tokenless({ ask: 'devices' })).toMatchObject({ trouble: { what: 'offline' } });
  const watch = { refused: () => undefined, newRef: () => 'r', now: () => 0, isOpen: () => true };
  const page = adminAnswerer({ ...watch, administer: tokenless });
  for (const bad of [
    { ask: 'get', url: '/people' },
    { ask: 'put-team', id: '../x', team: { name: 'x' } },
    null,
  ])
    expect(await page(true, bad)).toMatchObject({ ok: false, fault: { code: 'bad-input' } });
  expect(await page(false, { ask: 'company' })).toMatchObject({ ok: false, fault: { what: 'admin sender' } });
  const locked = adminAnswerer({ ...watch, isOpen: () => false, administer: tokenless });
  expect(await locked(true, { ask: 'company' })).toMatchObject({ ok: false, fault: { code: 'locked' } });
  const alone = adminAnswerer({ ...watch, administer: null });
  expect(await alone(true, { ask: 'company' })).toEqual({ ok: false, refusal: { code: 'centre-needed' } });
});
