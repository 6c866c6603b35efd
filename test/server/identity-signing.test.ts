import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createSigner } from 'fast-jwt';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openSigning, signingOf } from '#server/identity/signing.ts';
import { statementIn } from '#store/sync/statement.ts';
import { freshDatabase, poolOf } from './centre.ts';

const signing = signingOf(randomBytes(32));
const { publicKey } = signing;
const wipe = z.strictObject({ device: z.string(), once: z.string() });
const body = { device: 'd1', once: 'ñ' };
const good = signing.sign('wipe', body);
const [head, said, signature] = good.split('.') as [string, string, string];
const coded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('what the centre signed is read by a desk that knows its key, and by the centre itself', () => {
  expect(statementIn(publicKey, good, 'wipe', wipe)).toEqual(body);
  expect(signing.read(good, 'wipe', wipe)).toEqual(body);
});

const pair = generateKeyPairSync('ed25519');
const strange = createSigner({
  key: pair.privateKey.export({ format: 'pem', type: 'pkcs8' }),
  algorithm: 'EdDSA',
  noTimestamp: true,
});

test.each<[string, string]>([
  ['signed with another key', signingOf(randomBytes(32)).sign('wipe', body)],
  ['signed with another key, by hand', strange({ kind: 'wipe', body })],
  // The public key is no secret: as the key of an HMAC it must open nothing.
  [
    'of another algorithm',
    createSigner({ key: Buffer.from(publicKey, 'base64url'), algorithm: 'HS256', noTimestamp: true })({
      kind: 'wipe',
      body,
    }),
  ],
  ['without an algorithm', `${coded({ alg: 'none', typ: 'JWT' })}.${said}.`],
  ['under a header that says none', `${coded({ alg: 'none', typ: 'JWT' })}.${said}.${signature}`],
  [
    'with an altered body',
    `${head}.${coded({ kind: 'wipe', body: { ...body, device: 'd2' } })}.${signature}`,
  ],
  [
    'with an altered signature',
    `${head}.${said}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
  ],
  ['without a signature', `${head}.${said}.`],
  ['with something behind it', `${good}.x`],
  ['about something else', signing.sign('slip', body)],
  ['of another shape', signing.sign('wipe', { ...body, all: true })],
  ['too long', `${head}.${'a'.repeat(8000)}.${signature}`],
  ['nothing', ''],
])('a statement that is %s is not read', (_, text) => {
  expect(statementIn(publicKey, text, 'wipe', wipe)).toBeNull();
  expect(signing.read(text, 'wipe', wipe)).toBeNull();
});

test.each<[string, string | null]>([
  ['no key yet', null],
  ['what is no key', 'x'],
  ['what is no point of the curve', Buffer.alloc(32, 0xff).toString('base64url')],
  ['another key', signingOf(randomBytes(32)).publicKey],
])('with %s nothing is read', (_, key) => {
  expect(statementIn(key, good, 'wipe', wipe)).toBeNull();
});

test('what desks would not read is not signed', () => {
  expect(() => signing.sign('wipe', { ...body, once: 'x'.repeat(8000) })).toThrow('longer than desks read');
});

test('all processes of a centre sign with one key', async () => {
  const pool = poolOf(await freshDatabase());
  const [one, other] = await Promise.all([openSigning(pool), openSigning(pool)]);
  expect(one.publicKey).toBe(other.publicKey);
  expect(other.read(one.sign('wipe', body), 'wipe', wipe)).toEqual(body);
});
