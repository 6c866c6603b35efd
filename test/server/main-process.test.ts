import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get, type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type ExchangeAnswer, exchangeAnswer } from '#shared/sync/exchange.ts';
import { freshDatabase, poolOf } from './centre.ts';
import { selfSigned } from './certificate.ts';
import { askOf, sent } from './desk.ts';
import { ask, runMain, tokenAt } from './main-run.ts';
import { staffedDatabase } from './staffed.ts';

const note = (text: string) =>
  sent(
    { type: 'note.add', customerId: 'c1', caseId: null, data: { text, about: 'note' } },
    'lucia',
    randomUUID(),
  );

test('two processes on one database: what one takes the other pokes, and who is shut out at one is out at both', async () => {
  const url = await staffedDatabase();
  const [one, other] = [runMain({ DATABASE_URL: url }), runMain({ DATABASE_URL: url })];
  const [here, there] = await Promise.all([one.listens, other.listens]);
  const lucia = await tokenAt(here, 'lucia');
  const nuria = await tokenAt(there, 'nuria');

  const stream = await fetch(`${there}/pokes`, { headers: { authorization: `Bearer ${lucia.token}` } });
  const pokes = listenTo(stream);
  await pokes.hears('{"team":"day","n":0}');
  const pushed = await ask(here, '/exchange', {
    body: askOf({ commands: [note('hola')] }),
    token: lucia.token,
  });
  const { answers } = exchangeAnswer.parse(pushed.body);
  expect(answers).toMatchObject([{ outcome: 'accepted', team: 'day', n: 1 }]);
  await pokes.hears('{"team":"day","n":1}');
  const pulled = await ask(there, '/exchange', { body: askOf({}), token: lucia.token });
  expect((pulled.body as ExchangeAnswer).pages).toMatchObject([{ from: 0, to: 1 }]);

  const began = performance.now();
  const revoked = await ask(here, `/devices/${lucia.device}/revoke`, { body: {}, token: nuria.token });
  expect(revoked.status).toBe(204);
  await pokes.ended;

  expect(performance.now() - began).toBeLessThan(5000);
  for (const address of [here, there])
    await expect.poll(async () => (await ask(address, '/me', { token: lucia.token })).status).toBe(401);
  expect((await ask(there, '/me', { token: nuria.token })).status).toBe(200);
});

function listenTo(stream: Response) {
  let text = '';
  const waiting = new Set<() => void>();
  const ended = (async () => {
    for await (const part of stream.body ?? []) {
      text += Buffer.from(part).toString();
      for (const look of waiting) look();
    }
    // A stream that was cut has ended as well.
  })().catch(() => undefined);
  return {
    ended,
    hears: (part: string) =>
      new Promise<void>((found) => {
        const look = () => {
          if (!text.includes(part)) return;
          waiting.delete(look);
          found();
        };
        waiting.add(look);
        look();
      }),
  };
}

test('SIGTERM in the middle of pushes: what was asked is answered, what was answered is in the ledger, and the end is 0', async () => {
  const url = await staffedDatabase();
  const run = runMain({ DATABASE_URL: url });
  const address = await run.listens;
  const { token } = await tokenAt(address, 'lucia');
  const accepted: string[] = [];
  const unanswered: string[] = [];
  const state = { stopped: Number.POSITIVE_INFINITY, inFlight: 0, answeredAfter: 0 };
  const writers = Array.from({ length: 8 }, async () => {
    for (;;) {
      const commands = Array.from({ length: 20 }, () => note('in the middle'));
      const begun = performance.now();
      const answer = await ask(address, '/exchange', { body: askOf({ commands }), token }).catch(() => null);
      // What the centre has read is answered. That it had not read this is told by the ledger, not by a clock: on a busy machine a request
      // lies in the system for longer than the centre takes to close the connections that say nothing.
      if (answer === null) {
        unanswered.push(...commands.map(({ id }) => id));
        return 'refused';
      }
      if (begun < state.stopped && performance.now() > state.stopped) state.answeredAfter += 1;
      if (answer.status !== 200) return `${answer.status}`;
      for (const one of exchangeAnswer.parse(answer.body).answers)
        if (one.outcome === 'accepted') accepted.push(one.id);
      if (accepted.length > 400 && state.stopped === Number.POSITIVE_INFINITY) {
        state.stopped = performance.now();
        run.kill('SIGTERM');
      }
    }
  });
  const ends = await Promise.all(writers);
  expect(await run.ended).toBe(0);
  expect(performance.now() - state.stopped).toBeLessThan(10_000);
  expect(state.answeredAfter).toBeGreaterThan(0);
  expect(ends.filter((end) => end !== 'refused' && end !== '503')).toEqual([]);
  const { rows } = await poolOf(url).query<{ command: string }>(
    "SELECT split_part(key, ':', 1) AS command FROM change WHERE kind = 'event'",
  );
  const there = new Set(rows.map((row) => row.command));
  expect(there.size).toBe(rows.length);
  expect(accepted.filter((id) => !there.has(id))).toEqual([]);
  expect(unanswered.filter((id) => there.has(id))).toEqual([]);
});

test('a poke stream and an idle connection do not keep a process from ending', async () => {
  const url = await staffedDatabase();
  const run = runMain({ DATABASE_URL: url });
  const address = await run.listens;
  const { token } = await tokenAt(address, 'lucia');
  const pokes = listenTo(await fetch(`${address}/pokes`, { headers: { authorization: `Bearer ${token}` } }));
  const began = performance.now();
  run.kill('SIGINT');
  await pokes.ended;
  expect(await run.ended).toBe(0);
  expect(performance.now() - began).toBeLessThan(5000);
});

test('the very first start of two processes at once says once who the admin is; later starts say nothing', async () => {
  const url = await freshDatabase();
  const env = { DATABASE_URL: url, HILO_COMPANY: 'Casa Lumbre', HILO_ADMIN_LOGIN: 'Nuria' };
  const both = [runMain(env), runMain(env)];
  const addresses = await Promise.all(both.map((run) => run.listens));
  const said = both.flatMap((run) => [...run.out().matchAll(/sign in as (\S+), one-time password (\S+) /g)]);
  expect(said).toHaveLength(1);
  const [, login, password] = said[0] ?? [];
  expect(password).toMatch(/^(?:[a-z2-9]{5}-){3}[a-z2-9]{5}$/);
  for (const address of addresses) {
    const body = { login, password, device: null, deviceName: 'desk' };
    const answer = await ask(address, '/sign-in', { body });
    expect(answer.body).toMatchObject({ needs: 'new-password' });
  }
  const { rows } = await poolOf(url).query(
    'SELECT p.id, p.name, p.role, t.name AS team FROM person AS p JOIN person_team AS w ON w.person = p.id JOIN team AS t USING (team)',
  );
  expect(rows).toEqual([{ id: 'nuria', name: 'Nuria', role: 'admin', team: 'Casa Lumbre' }]);
  const later = runMain(env);
  await later.listens;
  expect(later.out()).not.toMatch(/password/);
});

test.each([
  [{ HILO_PORT: 'http' }, [], 2, 'HILO_PORT is not a port.\n'],
  [
    { DATABASE_URL: 'postgres://x:y@127.0.0.1:9/z' },
    [],
    1,
    'Nobody listens where DATABASE_URL says the database is.\n',
  ],
  [{}, ['--nonsense'], 2, /^Not understood: --nonsense\n/],
  [
    { HILO_ADMIN_PASSWORD: 'short' },
    [],
    2,
    /^HILO_ADMIN_PASSWORD is not taken: .+ at least 15 characters\.\n$/m,
  ],
] as const)('%j and %j end with one clear sentence', async (env, args, code, sentence) => {
  const run = runMain({ DATABASE_URL: await freshDatabase(), ...env }, args);
  expect(await run.ended).toBe(code);
  if (typeof sentence === 'string') expect(run.log()).toBe(sentence);
  else expect(run.log()).toMatch(sentence);
});

test('a port that is taken is said so, and the process ends', async () => {
  const url = await staffedDatabase();
  const first = runMain({ DATABASE_URL: url });
  const port = new URL(await first.listens).port;
  const second = runMain({ DATABASE_URL: url, HILO_PORT: port });
  expect(await second.ended).toBe(1);
  expect(second.log()).toMatch(/^Something else listens at this port already/m);
});

test('with a key and a certificate it speaks HTTPS to who knows the certificate, and nothing else', async () => {
  const place = mkdtempSync(join(tmpdir(), 'hilo-tls-'));
  onTestFinished(() => rmSync(place, { recursive: true }));
  const { key, cert } = selfSigned();
  writeFileSync(join(place, 'key.pem'), key);
  writeFileSync(join(place, 'cert.pem'), cert);
  const run = runMain({
    DATABASE_URL: await staffedDatabase(),
    HILO_TLS_KEY: join(place, 'key.pem'),
    HILO_TLS_CERT: join(place, 'cert.pem'),
  });
  const address = await run.listens;
  expect(address).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  const live = (options: RequestOptions) =>
    new Promise<number | string | undefined>((done) => {
      const asked = get(`${address}/health/live`, { ...options, agent: false }, (answer) => {
        answer.resume().on('end', () => done(answer.statusCode));
      });
      asked.on('error', (error: NodeJS.ErrnoException) => done(error.code));
    });
  expect(await live({ ca: cert })).toBe(200);
  expect(await live({})).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
  expect(await live({ ca: cert, maxVersion: 'TLSv1.1', minVersion: 'TLSv1' })).toMatch(/^ERR_SSL|^EPROTO/);
  await expect(fetch(address.replace('https', 'http'))).rejects.toThrow();
});
