import { generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { signingOf } from '#server/identity/signing.ts';
import { wipeOrderIn } from '#store/sync/wipe-order.ts';

const centre = signingOf(randomBytes(32));
const another = signingOf(randomBytes(32));
const [device, nonce] = [randomUUID(), randomUUID()];
const at = Date.UTC(2026, 10, 20);
const body = { device, nonce, at, until: at + 600_000 };
const asked = { device, nonce, age: 1000 };
const good = centre.sign('wipe', body);
const [head = '', claims = '', signature = ''] = good.split('.');
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Claims that another program signed as it pleased, with the right header or not. */
function forged(header: object, said: object): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const text = `${part(header)}.${part(said)}`;
  return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
}

const malformed: [string, string, Partial<typeof asked>?][] = [
  ['of nothing', ''],
  ['of no order', 'wipe'],
  ['without its signature', `${head}.${claims}.`],
  ['with another signature', `${head}.${claims}.${another.sign('wipe', body).split('.')[2]}`],
  ['with a bit of its signature changed', `${head}.${claims}.${flip(signature)}`],
  [
    'of another device, under the old signature',
    `${head}.${part({ kind: 'wipe', body: { ...body, device: randomUUID() } })}.${signature}`,
  ],
  ['of another centre', another.sign('wipe', body)],
  [
    'of a key that the order brings along',
    forged({ alg: 'EdDSA', typ: 'JWT', jwk: {} }, { kind: 'wipe', body }),
  ],
  ['of another key under the right header', forged({ alg: 'EdDSA', typ: 'JWT' }, { kind: 'wipe', body })],
  ['of no algorithm', `${part({ alg: 'none' })}.${claims}.`],
  ['of a shared secret', `${part({ alg: 'HS256', typ: 'JWT' })}.${claims}.${signature}`],
  ['for another device', centre.sign('wipe', { ...body, device: randomUUID() })],
  ['for another question', centre.sign('wipe', { ...body, nonce: randomUUID() })],
  ['executed before: it answers an older question', good, { nonce: randomUUID() }],
  ['that is over', good, { age: 600_000 }],
  ['that ended before it began', centre.sign('wipe', { ...body, until: at - 1 })],
  ['that is good for ever', centre.sign('wipe', { ...body, until: at + 10 ** 12 })],
  ['of another kind', centre.sign('slip', body)],
  ['of a kind to come', centre.sign('wipe-2', body)],
  ['without a device', centre.sign('wipe', { nonce, at, until: body.until })],
  ['with more than an order has', centre.sign('wipe', { ...body, all: true })],
  ['that is longer than any', centre.sign('wipe', body).padEnd(100_000, 'A')],
];

function flip(text: string): string {
  return `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;
}

test('the order that answers the question is the one that counts, of either kind', () => {
  expect(wipeOrderIn(centre.publicKey, good, asked)).toEqual({ kind: 'wipe', ...body });
  expect(wipeOrderIn(centre.publicKey, centre.sign('wipe-without-drain', body), asked)).toEqual({
    kind: 'wipe-without-drain',
    ...body,
  });
  expect(malformed.length).toBeGreaterThanOrEqual(20);
});

test.each(malformed)('an order %s has no effect', (_what, text, more = {}) => {
  expect(wipeOrderIn(centre.publicKey, text, { ...asked, ...more })).toBeNull();
  // Nor has any where the store was never told a key.
  expect(wipeOrderIn(null, text, { ...asked, ...more })).toBeNull();
});
