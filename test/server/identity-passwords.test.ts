import { hash, parseOptions } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { passwordsOf, weakness } from '#server/identity/passwords.ts';
import { problemFrom } from '#server/problem.ts';
import { processorMs } from './processor.ts';

const passwords = passwordsOf();
const password = 'cinco faroles azules';

test('a password is kept as argon2id with the cost that OWASP names, and never twice as the same text', async () => {
  const kept = await passwords.hash(password);
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.hash(password)).not.toBe(kept);
  expect(parseOptions(kept)).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1, saltLen: 16 });
});

test('the right password is right, also in another form of Unicode; a wrong one and any for no login are not', async () => {
  const kept = await passwords.hash('contraseña de la estación');
  const right = { right: true, stale: false };
  expect(await passwords.check(kept, 'contraseña de la estación')).toEqual(right);
  expect(await passwords.check(kept, 'contraseña de la estación'.normalize('NFD'))).toEqual(right);
  expect(await passwords.check(kept, 'contrasena de la estacion')).toEqual({ right: false, stale: false });
  expect(await passwords.check(null, 'contraseña de la estación')).toEqual({ right: false, stale: false });
});

test('a password that was hashed with another cost is right, and to be hashed again', async () => {
  const old = await hash(password, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
  expect(await passwords.check(old, password)).toEqual({ right: true, stale: true });
});

test('an unknown login takes as much work as a wrong password', async () => {
  const kept = await passwords.hash(password);
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let round = 0; round < 15; round += 1) {
    for (const [kind, stored] of [
      ['known', kept],
      ['unknown', null],
    ] as const) {
      const began = processorMs();
      await passwords.check(stored, 'not this one, surely');
      times[kind].push(processorMs() - began);
    }
  }
  // The least of each: what else this process does meanwhile adds to it, and takes nothing from it.
  const [known, unknown] = [Math.min(...times.known), Math.min(...times.unknown)];
  expect(unknown).toBeGreaterThan(5);
  expect(unknown / known).toBeGreaterThan(0.6);
  expect(unknown / known).toBeLessThan(1.7);
});

test('a flood of sign-ins waits its turn up to a hundred, and the rest is sent away at once', async () => {
  const kept = await passwords.hash(password);
  const all = await Promise.allSettled(Array.from({ length: 130 }, () => passwords.check(kept, password)));
  const failed = all.filter((one) => one.status === 'rejected');
  expect(failed).toHaveLength(28);
  // What any route that looks at a password then answers.
  for (const one of failed) expect(problemFrom(one.reason)).toMatchObject({ code: 'busy', retryAfter: 5 });
  expect(all.filter((one) => one.status === 'fulfilled' && one.value.right)).toHaveLength(102);
  expect((await passwords.check(kept, password)).right).toBe(true);
});

test.each([
  ['too short', 'fourteen chars', /15/],
  ['fifteen of few kinds', 'aaaaabbbbbccccc', /six different/],
  ['the person and the company', 'lucia.ferrer-casalumbre', /names/],
])('%s is too weak', (_, text, why) => {
  expect(weakness(text, ['lucia.ferrer', 'casalumbre'])).toMatch(why);
});

test.each(['cinco faroles azules', '🌊🌋🏔️🌵🎈🧭🪁🎻🥁🎲🧩🪀🎯🚲🛶', 'lucia.ferrer pinta faroles'])(
  '%s may be used',
  (text) => {
    expect(weakness(text, ['lucia.ferrer', 'casalumbre'])).toBeNull();
  },
);
