import { expect, test } from 'vitest';
import { buildApp } from '#server/app.ts';
import { logOf } from '#server/operation/log.ts';

function written(say: (log: ReturnType<typeof logOf>) => void): {
  text: string;
  lines: Record<string, unknown>[];
} {
  const parts: string[] = [];
  say(logOf('debug', { write: (line: string) => void parts.push(line) }));
  return { text: parts.join(''), lines: parts.map((line) => JSON.parse(line)) };
}

const canaries = ['Nuria Salgado', '+34 600 111 222', 'ES91 2100 0418 4502 0005 1332', 'la caja llegó rota'];

test('a log line has a time, a level, a code and the allowed fields', () => {
  const { lines } = written((log) =>
    log.warn({ ref: 'a-1', route: '/exchange', status: 503, ms: 12.5 }, 'answered'),
  );
  expect(lines).toEqual([
    {
      level: 'warn',
      at: expect.any(Number),
      pid: process.pid,
      ref: 'a-1',
      route: '/exchange',
      status: 503,
      ms: 12.5,
      msg: 'answered',
    },
  ]);
});

test('fields that nobody allowed, sentences and values of another shape are not written', () => {
  const { text, lines } = written((log) => {
    for (const canary of canaries) {
      log.warn(canary);
      log.warn({ name: canary, login: canary, body: { note: canary }, ref: canary, team: canary }, canary);
      log
        .child({ who: canary, ref: canary })
        .warn({ req: { url: `/x?q=${canary}` }, res: canary }, 'answered');
      log.warn(`a sentence about %s`, canary);
    }
  });
  expect(lines).toHaveLength(4 * canaries.length);
  for (const canary of canaries) expect(text).not.toContain(canary);
});

test('small talk of which nothing may be written is no line; a warning is one all the same', () => {
  const { lines } = written((log) => {
    log.info('Server listening at http://127.0.0.1:4450');
    log.debug({ name: 'Nuria Salgado' });
    log.warn('Something is deprecated');
  });
  expect(lines).toMatchObject([{ level: 'warn', msg: 'said' }]);
});

test('of an error come its class, its code and its places, never its message, nor that of its cause', () => {
  const canary = canaries.join(' ');
  const cause = Object.assign(new TypeError(`${canary}\n    at ${canary} (src/a.ts:1:1)`), {
    code: '23505',
    detail: canary,
  });
  const error = new Error(`could not take ${canary}`, { cause });
  const { text, lines } = written((log) => {
    log.error(error);
    log.error({ err: error, ref: 'r1' }, 'failed');
    log.error({ err: canary }, 'failed');
  });
  for (const part of canaries) expect(text).not.toContain(part);
  expect(lines[1]).toMatchObject({
    msg: 'failed',
    ref: 'r1',
    error: { class: 'Error', cause: { class: 'TypeError', code: '23505' } },
  });
  const told = lines[1]?.error as { at: string[] };
  expect(told.at[0]).toMatch(/test\/server\/operation-log\.test\.ts:\d+:\d+/);
  expect(told.at.join('\n')).not.toMatch(/\(\/|file:/);
});

test('a line of one request has nothing of the requests before it', async () => {
  const parts: string[] = [];
  await using app = buildApp({ logger: logOf('debug', { write: (line: string) => void parts.push(line) }) });
  app.get('/speaks', (request) => {
    request.log.info({ status: 1 }, 'answered');
    return request.id;
  });
  const refs: string[] = [];
  for (let i = 0; i < 3; i += 1) refs.push((await app.inject('/speaks')).body);
  // Read as text: JSON.parse keeps the last of two fields with one name.
  const said = parts.map((line) => [...line.matchAll(/"ref":"([^"]*)"/g)].map(([, ref]) => ref));
  expect(said).toEqual(refs.map((ref) => [ref]));
});

test('the level of one child is its own', () => {
  const { lines } = written((log) => {
    const parent = log.child({});
    parent.child({ ref: 'a-1' }).level = 'fatal';
    parent.child({ ref: 'a-2' }).warn('answered');
  });
  expect(lines).toMatchObject([{ ref: 'a-2' }]);
});
