import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { peopleHere } from '../../src/main/person/people-here.ts';
import { signInAt } from '../../src/main/person/sign-in.ts';
import { browse, type Idp, openIdp } from '../server/idp.ts';
import { openCentreOn, staffedDatabase } from '../server/staffed.ts';

let idp: Idp;
let server = '';
let centre: Awaited<ReturnType<typeof openCentreOn>>;
beforeAll(async () => {
  idp = await openIdp();
  centre = await openCentreOn(await staffedDatabase(), {
    HILO_OIDC_ISSUER: idp.issuer,
    HILO_OIDC_CLIENT_ID: idp.clientId,
    HILO_OIDC_NAME: 'Contoso',
  });
  server = await centre.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await centre.close();
  await idp.stop();
});

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hilo-provider-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A desk with a browser of its own, a real centre and a real provider. `steps`: what happened, in order. */
const desk = (browser: (url: string) => Promise<void>) => {
  const steps: string[] = [];
  const people = peopleHere(home);
  const signIn = signInAt({
    server,
    fetch,
    keychain: { available: () => true, seal: (text) => Buffer.from(text), open: String },
    people,
    deviceName: 'desk-7',
    openBrowser: async (url) => {
      steps.push('browser');
      await browser(url);
    },
    comeBack: () => steps.push('back'),
    now: Date.now,
  });
  const ask = (signal = new AbortController().signal) =>
    signIn.byProvider.ask('Contoso', () => steps.push('away'), signal, false);
  return { signIn, ask, people, steps };
};

/** A browser that is where a person sends it, and goes back to the desk by itself. */
const person = (login: string | null) => async (url: string) => void goBack(await browse(url, login));
const goBack = (url: string) => fetch(url);
/** With headers that `fetch` does not let one write. */
const knock = (url: string, headers: Record<string, string>, method = 'GET') =>
  new Promise<number>((answered, failed) =>
    request(url, { method, headers }, (response) => answered(response.resume().statusCode ?? 0))
      .on('error', failed)
      .end(),
  );

test('the browser opens, the person is who the provider says, and the desk is wanted again', async () => {
  const { ask, signIn, steps, people } = desk(person('lucia'));
  expect(await signIn.byProvider.name()).toBe('Contoso');
  const answer = await ask();
  expect(answer).toMatchObject({
    person: { id: 'lucia', login: 'lucia@casalumbre.example', provider: 'Contoso', check: null },
    signedIn: { person: { name: 'Lucía Ferrer' } },
  });
  expect(steps).toEqual(['browser', 'away', 'back']);
  // Another person at this machine has a device of their own, and each keeps theirs.
  if ('person' in answer) people.sits(answer.person);
  const mateo = await desk(person('mateo')).ask();
  if ('person' in mateo) people.sits(mateo.person);
  const again = await desk(person('lucia')).ask();
  const devices = [answer, mateo, again].map((one) => ('person' in one ? one.person.device : ''));
  expect(devices[2]).toBe(devices[0]);
  expect(devices[1]).not.toBe(devices[0]);
});

test('what knocks without the state is turned away, and the one that is waited for still comes in', async () => {
  const seen: [string, number, string][] = [];
  let port = '';
  const { ask } = desk(async (url) => {
    const back = new URL(await browse(url, 'lucia'));
    port = back.origin;
    const stolen = new URL(back);
    stolen.searchParams.set('state', 'x'.repeat(43));
    const wrong = await fetch(stolen);
    seen.push(['wrong state', wrong.status, await wrong.text()]);
    seen.push(['another name', await knock(back.href, { host: 'rebound.example' }), '']);
    seen.push(['a form', await knock(back.href, {}, 'POST'), '']);
    seen.push(['elsewhere', (await fetch(`${back.origin}/people`)).status, '']);
    const right = await fetch(back, { redirect: 'manual' });
    seen.push(['right', right.status, right.headers.get('location') ?? '']);
    const page = await fetch(`${back.origin}/done`);
    seen.push(['page', page.status, await page.text()]);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  });
  expect(await ask()).toMatchObject({ person: { id: 'lucia' } });
  expect(seen.map(([what, status]) => [what, status])).toEqual([
    ['wrong state', 400],
    ['another name', 404],
    ['a form', 404],
    ['elsewhere', 404],
    ['right', 303],
    ['page', 200],
  ]);
  expect(seen[0]?.[2]).toMatch(/begin again in Hilo.+empiece otra vez en Hilo/s);
  expect(seen[4]?.[2]).toBe('/done');
  expect(seen[5]?.[2]).toMatch(/You can close this page.+Puede cerrar esta página/s);
  expect(seen.map(([, , text]) => text).join()).not.toMatch(/code=/);
  await expect(fetch(`${port}/done`)).rejects.toThrow();
});

test('who goes away, is not known, brings what was changed, or has no browser hears why', async () => {
  const troubles = [
    await desk(person(null)).ask(),
    await desk(person('stranger')).ask(),
    await desk(async (url) => {
      const back = new URL(await browse(url, 'lucia'));
      back.searchParams.set('code', `${back.searchParams.get('code')}x`);
      await goBack(back.href);
    }).ask(),
    await desk(() => Promise.reject(new Error('no browser'))).ask(),
  ];
  expect(troubles.map((one) => 'trouble' in one && one.trouble.what)).toEqual([
    'denied',
    'unknown-person',
    'over',
    'browser',
  ]);
});

test('it can be taken back while the person is in the browser, and the port is closed then', async () => {
  const taken = new AbortController();
  let redirect = '';
  const { ask } = desk(async (url) => {
    redirect = new URL(url).searchParams.get('redirect_uri') ?? '';
    setImmediate(() => taken.abort());
  });
  await ask(taken.signal);
  await expect(fetch(redirect)).rejects.toThrow();
});

test('an address that is none of the web is not opened, whoever says it', async () => {
  const opened: string[] = [];
  const signIn = (url: string) =>
    signInAt({
      server: 'https://hilo.example',
      fetch: async () =>
        new Response(JSON.stringify({ url, state: 'a-state-of-its-own', attempt: 'slip' }), {
          headers: { 'hilo-centre': '1' },
        }),
      keychain: { available: () => true, seal: (text) => Buffer.from(text), open: String },
      people: peopleHere(home),
      deviceName: 'desk-7',
      openBrowser: async (to) => void opened.push(to),
      comeBack: () => undefined,
      now: Date.now,
    }).byProvider.ask('Contoso', () => undefined, new AbortController().signal, false);
  for (const url of [
    'file:///etc/passwd',
    'hilo://call?from=1',
    'javascript:alert(1)',
    'http://login.example/',
  ])
    expect(await signIn(url)).toHaveProperty('trouble');
  expect(opened).toEqual([]);
});

test('a provider that is down is said to be, and nothing of it is in the log', async () => {
  const own = await openIdp();
  const other = await openCentreOn(await staffedDatabase(), {
    HILO_OIDC_ISSUER: own.issuer,
    HILO_OIDC_CLIENT_ID: own.clientId,
  });
  await own.stop();
  const address = await other.app.listen({ host: '127.0.0.1', port: 0 });
  const before = server;
  server = address;
  try {
    expect(await desk(person('lucia')).ask()).toMatchObject({ trouble: { what: 'provider' } });
  } finally {
    server = before;
    await other.close();
  }
});
