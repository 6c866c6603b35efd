import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Requester } from '#server/identity/requester.ts';
import { poke } from '#shared/sync/exchange.ts';
import { centreHeader } from '#shared/sync/identity.ts';
import { freshDatabase } from './centre.ts';
import { allHeard, fillTeam, makeTeams, type Process, person, processOn } from './desk.ts';
import { whoHeader } from './header.ts';

type Stream = { reply: IncomingMessage; told: string[]; beats: () => number; ended: () => boolean };

async function listening(options: Parameters<typeof processOn>[1] = {}): Promise<Process & { port: number }> {
  const one = await processOn(await freshDatabase(), options);
  await makeTeams(one.pool, 'es', 'fr');
  await one.app.listen({ port: 0, host: '127.0.0.1' });
  const address = one.app.server.address();
  return { ...one, port: typeof address === 'object' ? (address?.port ?? 0) : 0 };
}

async function open(port: number, who: Requester): Promise<Stream> {
  const headers = { [whoHeader]: JSON.stringify(who) };
  const request: ClientRequest = get({ port, host: '127.0.0.1', path: '/pokes', headers });
  onTestFinished(() => {
    request.destroy();
  });
  request.on('error', () => undefined);
  const reply = await new Promise<IncomingMessage>((answered) => request.on('response', answered));
  const told: string[] = [];
  let beats = 0;
  let ended = false;
  reply.setEncoding('utf8');
  reply.on('data', (text: string) => {
    for (const line of text.split('\n\n')) {
      if (line === ':') beats += 1;
      else if (line !== '') {
        const { team, n } = poke.parse(JSON.parse(line.replace('data: ', '')));
        told.push(`${team} ${n}`);
      }
    }
  });
  reply.on('close', () => {
    ended = true;
  });
  reply.on('error', () => undefined);
  return { reply, told, beats: () => beats, ended: () => ended };
}

test('a desk is told the present heads of its teams and then each new one, and nothing of other teams', async () => {
  const one = await listening();
  await fillTeam(one.pool, 'es', 3);
  await allHeard(one);
  const lucia = await open(one.port, person('lucia', 'es'));
  const marie = await open(one.port, person('marie', 'es', 'fr'));
  expect(lucia.reply.headers).toMatchObject({ 'content-type': 'text/event-stream', [centreHeader]: '1' });
  await expect.poll(() => lucia.told).toEqual(['es 3']);
  await expect.poll(() => marie.told).toEqual(['es 3', 'fr 0']);
  await fillTeam(one.pool, 'fr', 2);
  await expect.poll(() => marie.told).toEqual(['es 3', 'fr 0', 'fr 2']);
  await fillTeam(one.pool, 'es', 1);
  await expect.poll(() => lucia.told).toEqual(['es 3', 'es 4']);
  await expect.poll(() => marie.told).toEqual(['es 3', 'fr 0', 'fr 2', 'es 4']);
});

test('what one process takes is told by the other', async () => {
  const one = await listening();
  const two = await processOn(one.url);
  const lucia = await open(one.port, person('lucia', 'es'));
  await expect.poll(() => lucia.told).toEqual(['es 0']);
  await fillTeam(two.pool, 'es', 1);
  // Long before heads are read again.
  await expect.poll(() => lucia.told).toEqual(['es 0', 'es 1']);
});

test('many heads in a moment are told together, the last one always', async () => {
  const one = await listening();
  const lucia = await open(one.port, person('lucia', 'es'));
  for (let n = 1; n <= 100; n += 1) await fillTeam(one.pool, 'es', 1);
  await expect.poll(() => lucia.told.at(-1)).toBe('es 100');
  expect(lucia.told.length).toBeLessThan(100);
  const numbers = lucia.told.map((line) => Number(line.split(' ')[1]));
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
});

test('a silent stream has a heartbeat', async () => {
  const one = await listening({ beat: 20 });
  const lucia = await open(one.port, person('lucia', 'es'));
  await expect.poll(() => lucia.beats()).toBeGreaterThan(3);
});

test('a stream ends when its person may not hear any more, before anything else is told, and follows their teams', async () => {
  let allowed: (who: Requester) => Requester | null = (who) => who;
  let changed: () => void = () => undefined;
  const one = await listening({
    allowed: (who) => allowed(who),
    onChange: (listener) => {
      changed = listener;
      return () => undefined;
    },
  });
  const lucia = await open(one.port, person('lucia', 'es'));
  const paul = await open(one.port, person('paul', 'fr'));
  await expect.poll(() => paul.told).toEqual(['fr 0']);
  allowed = (who) => (who.person.id === 'paul' ? null : { ...who, teams: ['fr'] });
  await fillTeam(one.pool, 'fr', 1);
  await expect.poll(() => paul.ended()).toBe(true);
  expect(paul.told).toEqual(['fr 0']);
  await expect.poll(() => lucia.told).toEqual(['es 0', 'fr 1']);
  allowed = () => null;
  changed();
  await expect.poll(() => lucia.ended()).toBe(true);
});

test('who is not looked after by a change is looked after by the heartbeat', async () => {
  let allowed = true;
  const one = await listening({ beat: 20, allowed: (who) => (allowed ? who : null) });
  const lucia = await open(one.port, person('lucia', 'es'));
  await expect.poll(() => lucia.told).toEqual(['es 0']);
  allowed = false;
  await expect.poll(() => lucia.ended()).toBe(true);
});

test('a reader that does not read is dropped, and the others hear on', async () => {
  // Many teams at once fill the system's own buffers soon.
  const teams = Array.from({ length: 2000 }, (_, index) => `${index}-${'x'.repeat(50)}`);
  const one = await listening({
    allowed: (who) => (who.person.id === 'deaf' ? { ...who, teams } : who),
  });
  await makeTeams(one.pool, ...teams);
  const lucia = await open(one.port, person('lucia', 'es'));
  const socket = connect(one.port, '127.0.0.1');
  onTestFinished(() => {
    socket.destroy();
  });
  socket.on('error', () => undefined);
  socket.pause();
  const who = JSON.stringify(person('deaf', 'es'));
  socket.write(`GET /pokes HTTP/1.1\r\nhost: x\r\n${whoHeader}: ${who}\r\n\r\n`);
  const connections = () =>
    new Promise<number>((counted) => one.app.server.getConnections((_, count) => counted(count)));
  await expect.poll(() => connections()).toBe(2);
  let rounds = 0;
  await vi.waitUntil(
    async () => {
      rounds += 1;
      await one.pool.query('UPDATE team_head SET n = n + 1');
      await one.ledger.heads.read();
      return (await connections()) === 1;
    },
    { timeout: 30_000, interval: 10 },
  );
  expect(rounds).toBeGreaterThan(1);
  await one.pool.query("UPDATE team_head SET n = 10000 WHERE team = 'es'");
  await one.ledger.heads.read();
  await expect.poll(() => lucia.told.at(-1)).toBe('es 10000');
});

test('a centre that stops ends its streams and takes no new ones', async () => {
  const one = await listening();
  const lucia = await open(one.port, person('lucia', 'es'));
  await expect.poll(() => lucia.told).toEqual(['es 0']);
  const began = performance.now();
  await one.app.close();
  expect(performance.now() - began).toBeLessThan(5000);
  await expect.poll(() => lucia.ended()).toBe(true);
});
