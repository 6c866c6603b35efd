import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { resetAdmin } from '#server/identity/reset-admin.ts';
import { problem } from '#shared/sync/identity.ts';
import type { EnrolmentBegun, SecondFactorWanted } from '#shared/sync/second-factor.ts';
import { freshDatabase, poolOf } from './centre.ts';
import { ask, runMain } from './main-run.ts';
import { codeOf } from './second-factor.ts';
import { centreOn, password, staffedDatabase } from './staffed.ts';

const machine = { device: null, deviceName: 'Desk 4' };
const own = 'tres barcos de papel';

test('the first admin’s password is good once: it opens nothing but the choice of one’s own', async () => {
  const run = runMain({ DATABASE_URL: await freshDatabase() });
  const [, once = ''] = await run.says(/one-time password (\S+) \(shown only now\)/);
  const address = await run.listens;
  const typed = (text: string) =>
    ask(address, '/sign-in', { body: { login: 'admin', password: text, ...machine } });
  const choose = (slip: string, text: string) =>
    ask(address, '/sign-in/new-password', { body: { slip, password: text, ...machine } });
  const { needs, slip } = (await typed(once)).body as SecondFactorWanted;
  expect(needs).toBe('new-password');
  for (const path of ['/sign-in/enrolment', '/sign-in/enrolment/confirm', '/sign-in/second-factor'])
    expect(
      (
        await ask(address, path, {
          body: path.endsWith('enrolment') ? { slip } : { slip, code: '123456', ...machine },
        })
      ).status,
    ).toBe(410);
  expect(problem.parse((await choose(slip, 'short')).body).why).toBe('weak-password');
  expect((await choose(slip, own)).body).toMatchObject({ person: { role: 'admin' } });
  // Neither the slip nor the password a second time.
  expect((await choose(slip, `${own} y uno`)).status).toBe(410);
  expect((await typed(once)).status).toBe(401);
  expect((await typed(own)).body).toMatchObject({ person: { role: 'admin' } });
});

test('an admin who lost phone and password gets in again from the server’s machine, and it is written down', async () => {
  const url = await staffedDatabase();
  const pool = poolOf(url);
  const { post, get, signIn } = await centreOn(url, { HILO_SECOND_FACTOR: 'supervisors' });
  const typed = (text: string) =>
    post('/sign-in', { login: 'nuria@casalumbre.example', password: text, ...machine });
  const enrol = async (slip: string) => {
    const { secret }: EnrolmentBegun = (await post('/sign-in/enrolment', { slip })).json();
    return (await post('/sign-in/enrolment/confirm', { slip, code: codeOf(secret), ...machine })).json();
  };
  const before = await enrol((await typed(password)).json().slip);
  await pool.query("UPDATE person SET role = 'admin' WHERE id = 'ines'");
  await expect(resetAdmin(pool, null)).rejects.toThrow(/Admins here: ines@.*, nuria@/);
  await expect(resetAdmin(pool, 'lucia@casalumbre.example')).rejects.toThrow(/Say whose/);

  const { password: once } = await resetAdmin(pool, 'nuria@casalumbre.example');
  expect((await typed(password)).statusCode).toBe(401);
  await expect.poll(async () => (await get('/me', before.signedIn.token)).statusCode).toBe(401);
  const { needs, slip } = (await typed(once)).json();
  expect(needs).toBe('new-password');
  const next = (await post('/sign-in/new-password', { slip, password: own, ...machine })).json();
  expect(next.needs).toBe('enrolment');
  const { token } = (await enrol(next.slip)).signedIn;
  const { acts } = (await get('/admin-acts?target=person%3Anuria', token)).json();
  expect(acts.map(({ what, person }: { what: string; person: string }) => `${what} ${person}`)).toEqual([
    'second-factor.made nuria',
    'password.changed nuria',
    'second-factor.reset hilo',
    'second-factor.made nuria',
  ]);
  expect((await signIn('lucia')).person.id).toBe('lucia');
});

test('a password that comes as a file is the person’s own', async () => {
  const place = mkdtempSync(join(tmpdir(), 'hilo-first-'));
  onTestFinished(() => rmSync(place, { recursive: true }));
  writeFileSync(join(place, 'password'), `${own}\n`);
  const run = runMain({
    DATABASE_URL: await freshDatabase(),
    HILO_ADMIN_PASSWORD_FILE: join(place, 'password'),
  });
  const body = { login: 'admin', password: own, ...machine };
  expect((await ask(await run.listens, '/sign-in', { body })).body).toMatchObject({
    person: { id: 'admin' },
  });
  expect(run.out()).not.toContain(own);
});
