import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { buildApp } from '#server/app.ts';
import { ProblemError } from '#server/problem.ts';
import { centreHeader, problem } from '#shared/sync/identity.ts';

const secret = 'Ana Pérez +34600112233';

function app() {
  const built = buildApp();
  built.post('/echo', { schema: { body: z.strictObject({ n: z.int() }) } }, async ({ body }) => body);
  built.get(
    '/wrong',
    { schema: { response: { 200: z.strictObject({ n: z.int() }) } } },
    async () => ({ n: 'x' }) as never,
  );
  built.get('/throws', async () => {
    throw new Error(secret);
  });
  built.get('/away', async () => {
    throw Object.assign(new Error('no'), { code: 'ECONNREFUSED' });
  });
  built.get('/busy', async () => {
    throw new ProblemError('busy', 'Come again.', { retryAfter: 3 });
  });
  onTestFinished(() => built.close());
  return built;
}

test.each([
  ['a route that is not there', { url: '/none' }, 404, 'not-found'],
  ['a route that is not an address', { url: '/%zz' }, 400, 'bad-input'],
  ['text that is no JSON', { url: '/echo', payload: '{', headers: json() }, 400, 'bad-input'],
  ['another media type', { url: '/echo', payload: 'n=1', headers: json('text/csv') }, 400, 'bad-input'],
  ['a field that is not known', { url: '/echo', payload: { n: 1, role: 'admin' } }, 400, 'bad-input'],
  ['a field of another kind', { url: '/echo', payload: { n: secret } }, 400, 'bad-input'],
  ['a prototype', { url: '/echo', payload: '{"n":1,"__proto__":{}}', headers: json() }, 400, 'bad-input'],
  ['too much', { url: '/echo', payload: { n: 1, more: 'x'.repeat(1_200_000) } }, 413, 'too-large'],
  [
    'a packed body',
    { url: '/echo', payload: { n: 1 }, headers: { 'content-encoding': 'gzip' } },
    400,
    'bad-input',
  ],
  ['an answer that is not as it was promised', { url: '/wrong' }, 500, 'internal'],
  ['an error that nobody foresaw', { url: '/throws' }, 500, 'internal'],
  ['a database that is away', { url: '/away' }, 503, 'busy'],
  ['a route that is busy', { url: '/busy' }, 503, 'busy'],
] as const)('%s is a problem, by a centre, and quotes nobody', async (_name, request, status, code) => {
  const method = 'payload' in request ? 'POST' : 'GET';
  const reply = await app().inject({ method, ...request });
  expect(reply.statusCode).toBe(status);
  expect(reply.headers[centreHeader]).toBe('1');
  expect(problem.parse(reply.json())).toMatchObject({ code });
  expect(reply.body).not.toContain('Ana');
  if (code === 'busy') expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
});

test.each([
  [{ payload: { n: 'x' } }, '/n is not as it must be: Invalid input: expected number, received string.'],
  [{ payload: { n: 1, [secret]: 1 } }, '/ is not as it must be: It has a field that is not known here.'],
  [{ payload: '{"n":', headers: json() }, 'The body is not JSON.'],
  [{ payload: '', headers: json() }, 'The body is empty, and JSON was announced.'],
  [
    { payload: 'n=1', headers: json('text/csv') },
    'This content-type is not taken here: JSON is sent as application/json.',
  ],
  [{ payload: { n: 'x'.repeat(1_200_000) } }, 'The body is larger than is taken here.'],
  [
    { url: '/%zz', payload: {} },
    'This is no address: a percent sign has no two digits after it, or they are no UTF-8.',
  ],
])('what is wrong with a request is said: %#', async (request, sentence) => {
  const reply = await app().inject({ method: 'POST', url: '/echo', ...request });
  expect(problem.parse(reply.json()).sentence).toBe(sentence);
});

test('what is right is answered, by a centre', async () => {
  const reply = await app().inject({ method: 'POST', url: '/echo', payload: { n: 1 } });
  expect(reply.json()).toEqual({ n: 1 });
  expect(reply.headers[centreHeader]).toBe('1');
});

function json(type = 'application/json') {
  return { 'content-type': type };
}
