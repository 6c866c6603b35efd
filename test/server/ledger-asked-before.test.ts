import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { type App, buildApp } from '#server/app.ts';
import { askedBefore } from '#server/ledger/asked-before.ts';
import { noLink } from '#shared/sync/chain.ts';
import { deskHeader } from '#shared/sync/device.ts';
import { type Cursor, type ExchangeAsk, exchangeAnswer, exchangeAsk } from '#shared/sync/exchange.ts';
import type { SignedIn } from '#shared/sync/identity.ts';
import { note } from '../store/fixture.ts';
import { poolOf } from './centre.ts';
import { sent } from './desk.ts';
import { signedInByHeader, whoHeader } from './header.ts';
import { centreOn, staffedDatabase } from './staffed.ts';

type Centre = Awaited<ReturnType<typeof centreOn>>;

const incarnation = randomUUID();
const textOf = (ask: Partial<ExchangeAsk>): string =>
  JSON.stringify({
    ...{ v: 1, incarnation, cursors: [], commands: [], checkpoints: [], witnessed: [], loads: null },
    ...ask,
  });

/** The very same bytes, as somebody. `report`: what their desk says of itself. */
const send = (app: App, token: string, payload: string, report = '1.0.0; unsent=0') =>
  app.inject({
    method: 'POST',
    url: '/exchange',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      [deskHeader]: report,
    },
    payload,
  });

async function answerTo(app: App, token: string, payload: string) {
  const reply = await send(app, token, payload);
  expect([reply.statusCode, reply.body]).toEqual([200, expect.any(String)]);
  return exchangeAnswer.parse(reply.json());
}

const headsOf = async (app: App, token: string, payload: string) =>
  (await answerTo(app, token, payload)).heads.map(({ team, n }) => `${team} ${n}`);

/** What a desk that has everything asks, asked twice: the second time it is known. */
async function nothingToSay(app: App, token: string): Promise<string> {
  const { heads, pages } = await answerTo(app, token, textOf({}));
  const cursors = heads.map(({ team, epoch }): Cursor => {
    const last = pages.findLast((page) => page.team === team);
    return { team, epoch, n: last?.to ?? 0, link: last?.link ?? noLink };
  });
  const text = textOf({ cursors });
  const [first, again] = [await answerTo(app, token, text), await answerTo(app, token, text)];
  expect(first.pages).toEqual([]);
  expect({ ...again, at: 0 }).toEqual({ ...first, at: 0 });
  return text;
}

test('what somebody asked before is not read again; whatever else is asked, or by somebody else, is', async () => {
  const app = buildApp();
  onTestFinished(() => app.close());
  let read = 0;
  const counting = exchangeAsk.refine(() => {
    read += 1;
    return true;
  });
  await app.register(async (scope: App) => {
    const remember = askedBefore(scope);
    scope.post('/ask', { onRequest: signedInByHeader, schema: { body: counting } }, async (request) => {
      if (request.body.commands.length === 0) remember(request, request.body);
      return request.body;
    });
  });
  const ask = async (who: string, payload: string) => {
    const before = read;
    const headers = { 'content-type': 'application/json', [whoHeader]: JSON.stringify({ who }) };
    const reply = await app.inject({ method: 'POST', url: '/ask', headers, payload });
    if (reply.statusCode === 200) expect(reply.json()).toEqual(JSON.parse(payload));
    return `${reply.statusCode}, read ${read - before}`;
  };
  const [plain, busy] = [textOf({}), textOf({ commands: [sent(note('c1', null))] })];
  const long = textOf({
    cursors: Array.from({ length: 40 }, (_, n) => ({ team: `t${n}`, epoch: null, n, link: noLink })),
  });
  expect(await ask('lucia', plain)).toBe('200, read 1');
  expect(await ask('lucia', plain)).toBe('200, read 0');
  expect(await ask('mateo', plain)).toBe('200, read 1');
  expect(await ask('lucia', plain.replace('}', ' }'))).toBe('200, read 1');
  expect(await ask('lucia', plain)).toBe('200, read 1');
  for (const brings of [busy, long]) {
    expect(await ask('lucia', brings)).toBe('200, read 1');
    expect(await ask('lucia', brings)).toBe('200, read 1');
  }
  expect(await ask('lucia', plain)).toBe('200, read 0');
  for (const wrong of [plain.slice(0, -1), plain.replace('"v":1', '"v":2'), `${plain}x`, '{}', ''])
    expect(await ask('lucia', wrong)).toBe('400, read 0');
});

test('the same ask hears of a head that moved, here or in another process, and of its new teams', async () => {
  const url = await staffedDatabase();
  const [here, there] = [await centreOn(url), await centreOn(url)];
  const [lucia, mateo, admin] = [
    await here.signIn('lucia'),
    await there.signIn('mateo'),
    await here.signIn('nuria'),
  ];
  const writes = async (at: Centre, { token, person }: SignedIn, customer: string) => {
    const commands = [sent(note(customer, null), person.id)];
    const { answers } = await answerTo(at.app, token, textOf({ commands }));
    expect(answers.map(({ outcome }) => outcome)).toEqual(['accepted']);
  };
  const text = await nothingToSay(here.app, lucia.token);
  expect(await headsOf(here.app, lucia.token, text)).toEqual(['day 0']);

  await writes(here, admin, 'c1');
  const pagesOf = async () =>
    (await answerTo(here.app, lucia.token, text)).pages.map(({ team, from, to }) => `${team} ${from}-${to}`);
  await expect.poll(pagesOf).toEqual(['day 0-1']);

  const night = await nothingToSay(here.app, mateo.token);
  expect(await headsOf(here.app, mateo.token, night)).toEqual(['night 0', 'day 1']);
  await writes(there, mateo, 'm1');
  await expect.poll(() => headsOf(here.app, mateo.token, night)).toEqual(['night 1', 'day 1']);

  const level = await nothingToSay(here.app, lucia.token);
  expect(await headsOf(here.app, lucia.token, level)).toEqual(['day 1']);
  const pool = poolOf(url);
  await pool.query("INSERT INTO person_team VALUES ('lucia', 'night', false)");
  await pool.query("SELECT pg_notify('hilo_identity', '')");
  await expect.poll(() => headsOf(here.app, lucia.token, level)).toEqual(['day 1', 'night 1']);
  await pool.query("DELETE FROM person_team WHERE person = 'lucia' AND team = 'day'");
  await pool.query("SELECT pg_notify('hilo_identity', '')");
  await expect.poll(() => headsOf(here.app, lucia.token, level)).toEqual(['night 1']);
});

test('the same ask hears nothing with the token of a machine that was revoked, of who signed out or left, or with none', async () => {
  const url = await staffedDatabase();
  const here = await centreOn(url);
  const pool = poolOf(url);
  const admin = await here.signIn('nuria');
  const statusOf = async (token: string, text: string) => (await send(here.app, token, text)).statusCode;
  const ends: [string, (who: { token: string; device: string }) => Promise<unknown>][] = [
    ['lucia', ({ device }) => here.post(`/devices/${device}/revoke`, {}, admin.token)],
    ['mateo', ({ token }) => here.post('/sign-out', {}, token)],
    [
      'ines',
      async () => {
        await pool.query("UPDATE person SET active = false WHERE id = 'ines'");
        await pool.query("SELECT pg_notify('hilo_identity', '')");
      },
    ],
  ];
  for (const [name, end] of ends) {
    const who = await here.signIn(name);
    const text = await nothingToSay(here.app, who.token);
    expect(await statusOf(who.token, text)).toBe(200);
    await end(who);
    await expect.poll(() => statusOf(who.token, text)).toBe(401);
    expect(await statusOf('', text)).toBe(401);
    // Nor is it lost to who may ask.
    expect(await headsOf(here.app, admin.token, text)).toEqual(['day 0']);
  }
});

test('the same ask says anew where its desk stands and what the desk says of itself', async () => {
  const url = await staffedDatabase();
  const here = await centreOn(url);
  const who = await here.signIn('lucia');
  const text = await nothingToSay(here.app, who.token);
  for (const report of ['1.0.0; unsent=0', '1.0.1; unsent=2'])
    expect((await send(here.app, who.token, text, report)).statusCode).toBe(200);
  await here.close();
  const { rows } = await poolOf(url).query('SELECT version, unsent FROM device WHERE id = $1', [who.device]);
  expect(rows).toEqual([{ version: '1.0.1', unsent: 2 }]);
});

test('a body of another kind, too long or cut is what it was before', async () => {
  const here = await centreOn(await staffedDatabase());
  const { token } = await here.signIn('lucia');
  const text = await nothingToSay(here.app, token);
  const status = async (payload: string, type: string) =>
    (
      await here.app.inject({
        method: 'POST',
        url: '/exchange',
        headers: { authorization: `Bearer ${token}`, 'content-type': type },
        payload,
      })
    ).statusCode;
  expect(await status(text, 'application/json; charset=utf-8')).toBe(200);
  expect(await status(text, 'text/csv')).toBe(400);
  expect(await status(text, 'text/plain')).toBe(400);
  expect(await status(`${text}${' '.repeat(1_200_000)}`, 'application/json')).toBe(413);
});
