import { afterAll, beforeAll, expect, test } from 'vitest';
import { problem, type SignedIn } from '#shared/sync/identity.ts';
import type { EnrolmentBegun, EnrolmentDone, SecondFactorWanted } from '#shared/sync/second-factor.ts';
import { poolOf } from './centre.ts';
import { codeOf, midStep, slipOfSomebody } from './second-factor.ts';
import { openCentreOn, password, staffedDatabase } from './staffed.ts';

let url = '';
let centre: Awaited<ReturnType<typeof openCentreOn>>;
beforeAll(async () => {
  url = await staffedDatabase();
  centre = await openCentreOn(url, { HILO_SECOND_FACTOR: 'supervisors' });
});
afterAll(() => centre.close());

const machine = { device: null, deviceName: 'Desk 4' };
const problemOf = (answer: { body: string }) => problem.parse(JSON.parse(answer.body)).code;
const typed = (who: string, its = password) =>
  centre.post('/sign-in', { login: `${who}@casalumbre.example`, password: its, ...machine });
const slipOf = async (who: string, its = password) => {
  const answer = await typed(who, its);
  expect(answer.statusCode).toBe(200);
  return answer.json() as SecondFactorWanted;
};
const code = (slip: string, text: string) =>
  centre.post('/sign-in/second-factor', { slip, code: text, ...machine });

/** Sets an app up. The code of the step before is the one that confirms: the one of now stays for the test. */
async function enrolled(who: string): Promise<EnrolmentBegun & EnrolmentDone> {
  const { needs, slip } = await slipOf(who);
  expect(needs).toBe('enrolment');
  const begun: EnrolmentBegun = (await centre.post('/sign-in/enrolment', { slip })).json();
  await midStep();
  const done = await centre.post('/sign-in/enrolment/confirm', {
    slip,
    code: codeOf(begun.secret, -1),
    ...machine,
  });
  expect(done.statusCode).toBe(200);
  return { ...begun, ...(done.json() as EnrolmentDone) };
}

test('who decides sets up an app at the first sign-in, and is asked for a code from then on; an agent is not', async () => {
  expect((await typed('lucia')).json()).toMatchObject({ person: { id: 'lucia' } });
  const { slip } = await slipOf('ines');
  const first: EnrolmentBegun = (await centre.post('/sign-in/enrolment', { slip })).json();
  expect(first.uri).toMatch(/^otpauth:\/\/totp\/Casa%20Lumbre:ines%40casalumbre\.example\?.*secret=/);
  const wrong = await centre.post('/sign-in/enrolment/confirm', { slip, code: '000000', ...machine });
  expect([wrong.statusCode, problemOf(wrong)]).toEqual([401, 'sign-in']);
  // Nothing counts before a code of it was seen.
  expect((await slipOf('ines')).needs).toBe('enrolment');

  const ines = await enrolled('ines');
  expect(ines.secret).not.toBe(first.secret);
  expect((await centre.get('/me', ines.signedIn.token)).statusCode).toBe(200);
  const { rows: doings } = await poolOf(url).query('SELECT what, target, person, device FROM admin_act');
  const { device } = ines.signedIn;
  expect(doings).toEqual([{ what: 'second-factor.made', target: 'person:ines', person: 'ines', device }]);
  const next = await slipOf('ines');
  expect(next.needs).toBe('code');
  // Nobody sets up another one with the password alone.
  expect((await centre.post('/sign-in/enrolment', { slip: next.slip })).statusCode).toBe(410);
  await midStep();
  const now = codeOf(ines.secret);
  const inside = await code(next.slip, `${now.slice(0, 3)} ${now.slice(3)}`);
  expect((inside.json() as SignedIn).person.id).toBe('ines');
  // The same code again, at another machine or here, and the one that confirmed: none is good twice.
  for (const used of [now, codeOf(ines.secret, -1)])
    expect(problemOf(await code((await slipOf('ines')).slip, used))).toBe('sign-in');
  expect((await code((await slipOf('ines')).slip, codeOf(ines.secret, 1))).statusCode).toBe(200);
  expect(problemOf(await code((await slipOf('ines')).slip, codeOf(ines.secret, 3)))).toBe('sign-in');

  const { rows } = await poolOf(url).query(
    "SELECT s::text AS row FROM second_factor AS s WHERE person = 'ines'",
  );
  for (const told of [ines.secret, ...ines.recovery, ...ines.recovery.map((one) => one.replaceAll('-', ''))])
    expect(JSON.stringify(rows) + centre.log.join('')).not.toContain(told);
});

test('a recovery code opens once; a slip is of this password, this step and a few minutes', async () => {
  const nuria = await enrolled('nuria');
  expect(new Set(nuria.recovery).size).toBe(10);
  const [one = '', two = ''] = nuria.recovery;
  const { slip } = await slipOf('nuria');
  expect((await code(slip, one.toUpperCase())).statusCode).toBe(200);
  expect(problemOf(await code(slip, one))).toBe('sign-in');
  for (const bad of [`${slip}x`, nuria.signedIn.token, nuria.signedIn.refresh])
    expect(problemOf(await code(bad, two))).toBe('gone');
  const minutes = async (ago: number) => slipOfSomebody(poolOf(url), false, ago * 60_000);
  expect(problemOf(await code(await minutes(9), two))).not.toBe('gone');
  expect(problemOf(await code(await minutes(11), two))).toBe('gone');
  // A slip is no token.
  expect((await centre.get('/me', slip)).statusCode).toBe(401);

  const put = (body: object) =>
    centre.app.inject({
      method: 'PUT',
      url: '/people/nuria',
      payload: {
        login: 'nuria@casalumbre.example',
        name: 'Nuria Salgado',
        role: 'admin',
        active: true,
        teams: ['day'],
        ...body,
      },
      headers: { authorization: `Bearer ${nuria.signedIn.token}` },
    });
  // With an app eight characters will do, unless everybody tries them.
  expect((await put({ password: 'password' })).body).toMatch(/everybody tries/);
  expect((await put({ password: 'farol 7' })).body).toMatch(/8 characters/);
  const shorter = await put({ password: 'faroles7' });
  expect(shorter.statusCode).toBe(200);
  expect(problemOf(await code(slip, two))).toBe('gone');
  expect((await code((await slipOf('nuria', 'faroles7')).slip, two)).statusCode).toBe(200);
});

test('an admin begins it anew for somebody who lost their phone, with a password that stands alone meanwhile', async () => {
  const pool = poolOf(url);
  await pool.query("UPDATE person SET role = 'supervisor' WHERE id = 'mateo'");
  const mateo = await enrolled('mateo');
  await pool.query("UPDATE person SET role = 'agent' WHERE id = 'mateo'");
  // Whoever has an app is asked for it, whatever their role.
  expect((await slipOf('mateo')).needs).toBe('code');
  const admin = await openCentreOn(url, { HILO_SECOND_FACTOR: 'off' });
  try {
    await pool.query("UPDATE person SET role = 'admin' WHERE id = 'lucia'");
    await pool.query("SELECT pg_notify('hilo_identity', '')");
    const { token } = await admin.signIn('lucia');
    await expect.poll(async () => (await centre.get('/people', token)).statusCode).toBe(200);
    const reset = (id: string, to: string, as = token) =>
      centre.post(`/people/${id}/second-factor/reset`, { password: to }, as);
    expect((await reset('mateo', 'faroles7')).body).toMatch(/15 characters/);
    expect((await reset('mateo', 'siete faroles rojos', mateo.signedIn.token)).statusCode).toBe(403);
    expect((await reset('nobody', 'siete faroles rojos')).statusCode).toBe(404);
    expect((await reset('mateo', 'siete faroles rojos')).statusCode).toBe(204);
    await expect.poll(async () => (await centre.get('/me', mateo.signedIn.token)).statusCode).toBe(401);
    expect((await typed('mateo', 'siete faroles rojos')).json()).toMatchObject({ person: { id: 'mateo' } });
    // Off asks nobody to set one up, and whoever has one all the same.
    const ines = await admin.post('/sign-in', { login: 'ines@casalumbre.example', password, ...machine });
    expect(ines.json()).toMatchObject({ needs: 'code' });
  } finally {
    await admin.close();
  }
});

test('ten wrong codes close it for minutes, for the right one as well', async () => {
  const { slip } = await slipOf('ines');
  for (let round = 0; round < 12; round += 1) await code(slip, '000000');
  const answer = await code(slip, '123456');
  expect(problemOf(answer)).toBe('too-many');
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(200);
});
