import { randomBytes, randomUUID } from 'node:crypto';
import { createSigner } from 'fast-jwt';
import { afterEach, expect, test, vi } from 'vitest';
import { type Claims, tokenLife, tokensOf } from '#server/identity/tokens.ts';

const key = randomBytes(32);
const tokens = tokensOf(key, () => Date.now());
const device = randomUUID();
const lucia: Claims = {
  sub: 'lucia',
  name: 'Lucía Ferrer',
  role: 'agent',
  device,
  teams: ['casalumbre', 'night'],
  at: 1_760_000_000_000,
};

afterEach(() => {
  vi.useRealTimers();
});

test('a token says who, at what machine, in which teams, with home first', () => {
  expect(tokens.read(tokens.sign(lucia))).toMatchObject(lucia);
});

test('a token of another key, with a changed letter, without a signature or of another kind is nobody', () => {
  const token = tokens.sign(lucia);
  const [head, said, signature] = token.split('.') as [string, string, string];
  const forged = Buffer.from(JSON.stringify({ ...lucia, kind: 'token', role: 'admin', exp: 9e9 })).toString(
    'base64url',
  );
  const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  const longer = createSigner({ key, algorithm: 'HS512', expiresIn: tokenLife });
  for (const bad of [
    tokensOf(randomBytes(32), () => Date.now()).sign(lucia),
    `${head}.${forged}.${signature}`,
    `${none}.${said}.`,
    `${head}.${said}.`,
    tokens.signRefresh(device),
    longer({ kind: 'token', ...lucia }),
    '',
    'a.b.c',
  ]) {
    expect(tokens.read(bad), bad).toBeNull();
  }
  expect(tokens.read(token)).not.toBeNull();
});

test('a token that ends as one that is known does is read for itself', () => {
  const token = tokens.sign(lucia);
  const [head, , signature] = token.split('.') as [string, string, string];
  const said = Buffer.from(JSON.stringify({ ...lucia, kind: 'token', role: 'admin', exp: 9e9 })).toString(
    'base64url',
  );
  const forged = `${head}.${said}.${signature}`;
  expect(tokens.read(token)).toMatchObject(lucia);
  expect(tokens.read(forged)).toBeNull();
  expect(tokens.read(token)).toMatchObject(lucia);
  expect(tokens.read(token.slice(-43))).toBeNull();
});

test('a token ends after a quarter of an hour, also one that was read a moment before', () => {
  vi.useFakeTimers({ now: 1_760_000_000_000 });
  const token = tokens.sign(lucia);
  vi.setSystemTime(1_760_000_000_000 + tokenLife - 2000);
  expect(tokens.read(token)).not.toBeNull();
  vi.setSystemTime(1_760_000_000_000 + tokenLife + 2000);
  expect(tokens.read(token)).toBeNull();
});

test('a token that has no end is not taken', () => {
  const endless = createSigner({ key, algorithm: 'HS256' });
  expect(tokens.read(endless({ kind: 'token', ...lucia }))).toBeNull();
});

test('a refresh token names its device, is never the same twice and cannot be made up', () => {
  const token = tokens.signRefresh(device);
  expect(tokens.readRefresh(token)).toBe(device);
  expect(tokens.signRefresh(device)).not.toBe(token);
  expect(tokensOf(randomBytes(32), () => Date.now()).readRefresh(token)).toBeNull();
  expect(tokens.readRefresh(tokens.sign(lucia))).toBeNull();
  expect(token.length).toBeLessThan(400);
});

test('the longest token is short enough for the wire and for a header', () => {
  const teams = Array.from({ length: 32 }, (_, index) => `${'t'.repeat(60)}${index}`);
  const long = tokens.sign({ ...lucia, sub: 's'.repeat(128), name: 'ñ'.repeat(200), teams });
  expect(long.length).toBeLessThan(4000);
});

test('what one process of a centre has signed is good at another, whatever the clocks of their machines say, and is over by the one they share', () => {
  vi.useFakeTimers({ now: 1_760_000_000_000 });
  const shared = { at: 1_790_000_000_000 };
  const [one, other] = [tokensOf(key, () => shared.at), tokensOf(key, () => shared.at)];
  const token = one.sign(lucia);
  const challenge = one.challenge();
  vi.setSystemTime(1_860_000_000_000);
  expect(other.read(token)).toMatchObject({ sub: 'lucia' });
  expect(other.readChallenge(challenge)).toBe(true);
  shared.at += 2 * 60_000;
  expect(other.readChallenge(challenge)).toBe(false);
  shared.at += 13 * 60_000 - 1;
  expect(other.read(token)).not.toBeNull();
  shared.at += 1;
  expect([other.read(token), one.read(token)]).toEqual([null, null]);
});
