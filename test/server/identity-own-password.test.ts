import { expect, test } from 'vitest';
import { problem, type SignedIn } from '#shared/sync/identity.ts';
import { poolOf } from './centre.ts';
import { centreOn, password, staffedDatabase } from './staffed.ts';

const better = 'siete faroles rojos';

test('who knows the password of now changes it: other machines are out, this one goes on, and wrong ones are counted', async () => {
  const url = await staffedDatabase();
  const { app, get, post, signIn } = await centreOn(url);
  const [here, elsewhere, mateo] = [await signIn('lucia'), await signIn('lucia'), await signIn('mateo')];
  const change = async (current: string, to: string, { token }: SignedIn = here) => {
    const headers = { authorization: `Bearer ${token}` };
    const payload = { current, password: to };
    const answer = await app.inject({ method: 'PUT', url: '/me/password', payload, headers });
    return answer.statusCode === 204 ? 204 : problem.parse(answer.json());
  };
  const typed = async (text: string) =>
    (
      await post('/sign-in', {
        login: 'lucia@casalumbre.example',
        password: text,
        device: null,
        deviceName: 'Desk',
      })
    ).statusCode;

  for (const weak of ['faroles7', 'contraseña123456', 'lucia@casalumbre.example'])
    expect(await change(password, weak)).toMatchObject({ code: 'bad-input', why: 'weak-password' });
  expect(await change(better, better)).toMatchObject({ code: 'bad-input', why: 'wrong-password' });
  expect(await typed(password)).toBe(200);

  expect(await change(password, better)).toBe(204);
  expect([await typed(password), await typed(better)]).toEqual([401, 200]);
  await expect.poll(async () => (await get('/me', elsewhere.token)).statusCode).toBe(401);
  const again = ({ device, refresh }: SignedIn) => post('/refresh', { device, refresh });
  expect((await again(elsewhere)).statusCode).toBe(401);
  expect((await get('/me', here.token)).statusCode).toBe(200);
  expect((await again(here)).statusCode).toBe(200);
  // Only their own.
  expect((await get('/me', mateo.token)).statusCode).toBe(200);

  await poolOf(url).query("UPDATE person SET password = NULL WHERE id = 'mateo'");
  expect(await change(password, better, mateo)).toMatchObject({ why: 'no-password' });
  const told = [];
  for (let tries = 0; tries < 11; tries += 1) told.push(await change('otra cosa que no es', 'x', here));
  expect(told.at(-1)).toMatchObject({ code: 'too-many' });
  // The right one waits as well.
  expect(await change(better, password)).toMatchObject({ code: 'too-many' });
});
