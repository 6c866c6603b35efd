import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Keychain } from '../../src/main/key/keychain.ts';
import { openWithPassphrase, sealWithPassphrase } from '../../src/main/key/passphrase.ts';
import {
  createWithPassphrase,
  enterPassphrase,
  findKey,
  markOpened,
  openingTrouble,
} from '../../src/main/key/store-key.ts';

/** A keychain that can be taken away and can forget. */
const fakeKeychain = () => {
  const state = { available: true, secret: randomBytes(1).toString('hex') };
  const keychain: Keychain = {
    available: () => state.available,
    seal: (text) => Buffer.from(`${state.secret}|${text}`),
    open: (sealed) => {
      const [secret, text] = sealed.toString().split('|');
      if (!state.available || secret !== state.secret || text === undefined)
        throw new Error('decrypt failed');
      return text;
    },
  };
  return { state, keychain };
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hilo-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const keyPath = () => join(folder, 'key.json');
const database = () => join(folder, 'hilo.db');
const everything = () =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]));

test('the first start makes 32 random bytes and seals them; the next one finds the same', () => {
  const { keychain } = fakeKeychain();
  const first = findKey(folder, keychain);
  if (first.state !== 'open') throw new Error(first.state);
  expect(first.key).toHaveLength(32);
  expect(first.fresh).toBe(true);
  const kept = readFileSync(keyPath(), 'utf8');
  expect(kept).not.toContain(Buffer.from(first.key).toString('base64'));
  expect(kept).not.toContain(Buffer.from(first.key).toString('hex'));
  expect(JSON.parse(kept).check).toBe(createHmac('sha256', first.key).update('hilo key check').digest('hex'));
  if (process.platform !== 'win32') expect(statSync(keyPath()).mode & 0o077).toBe(0);
  expect(findKey(folder, keychain)).toEqual(first);
  writeFileSync(database(), 'x');
  markOpened(folder);
  expect(findKey(folder, keychain)).toEqual({ ...first, fresh: false });
});

test('two stores have two keys', () => {
  const { keychain } = fakeKeychain();
  const other = join(folder, 'other');
  const [one, two] = [findKey(folder, keychain), findKey(other, keychain)];
  expect(one).not.toEqual(two);
});

/** Each makes a store that was opened, spoils it, and says what must come of it. */
const spoiled: [string, (chain: ReturnType<typeof fakeKeychain>) => void, object][] = [
  ['the key file is gone', () => rmSync(keyPath()), { what: 'wrong-key', why: 'no-key-file' }],
  ['the key file is empty', () => writeFileSync(keyPath(), ''), { what: 'wrong-key', why: 'bad-key-file' }],
  [
    'the key file is half',
    () => writeFileSync(keyPath(), '{"v":1,'),
    { what: 'wrong-key', why: 'bad-key-file' },
  ],
  [
    'the key file has something of a later Hilo',
    () => writeFileSync(keyPath(), readFileSync(keyPath(), 'utf8').replace('{', '{"extra":1,')),
    { what: 'wrong-key', why: 'bad-key-file' },
  ],
  [
    'the key file is a folder',
    () => {
      rmSync(keyPath());
      mkdirSync(keyPath());
    },
    { what: 'wrong-key', why: 'bad-key-file' },
  ],
  [
    'the check is of another key',
    () => writeFileSync(keyPath(), readFileSync(keyPath(), 'utf8').replace(/[0-9a-f]{64}/, '0'.repeat(64))),
    { what: 'wrong-key', why: 'other-key' },
  ],
  [
    'the keychain forgot',
    ({ state }) => {
      state.secret = 'new';
    },
    { what: 'wrong-key', why: 'keychain-refused' },
  ],
  [
    'the keychain is gone',
    ({ state }) => {
      state.available = false;
    },
    { what: 'wrong-key', why: 'no-keychain' },
  ],
  ['the database is gone', () => rmSync(database()), { what: 'missing', why: 'no-database' }],
  ['the database is empty', () => writeFileSync(database(), ''), { what: 'missing', why: 'no-database' }],
];

test.each(spoiled)('when %s, the store is left as it is', (_name, spoil, expected) => {
  const chain = fakeKeychain();
  findKey(folder, chain.keychain);
  writeFileSync(database(), 'pages');
  markOpened(folder);
  spoil(chain);
  const readable = () =>
    statSync(keyPath(), { throwIfNoEntry: false })?.isDirectory() ? null : everything();
  const before = readable();
  for (let n = 0; n < 3; n += 1)
    expect(findKey(folder, chain.keychain)).toEqual({ state: 'trouble', ...expected });
  expect(readable()).toEqual(before);
});

test.each(['hilo.db', 'hilo.db-wal'])(
  'a lone %s, even empty, gets no new key, by keychain or passphrase',
  async (name) => {
    writeFileSync(join(folder, name), '');
    const { keychain, state } = fakeKeychain();
    const trouble = { state: 'trouble', what: 'wrong-key', why: 'no-key-file' };
    expect(findKey(folder, keychain)).toEqual(trouble);
    state.available = false;
    expect(findKey(folder, keychain)).toEqual(trouble);
    expect(await createWithPassphrase(folder, 'a long passphrase')).toEqual(trouble);
    expect(readdirSync(folder)).toEqual([name]);
  },
);

test('without a keychain a passphrase is asked for, and only the right one opens', async () => {
  const { keychain, state } = fakeKeychain();
  state.available = false;
  expect(findKey(folder, keychain)).toEqual({ state: 'passphrase', mode: 'new' });
  const made = await createWithPassphrase(folder, 'una contraseña larga');
  if (made.state !== 'open') throw new Error(made.state);
  expect(findKey(folder, keychain)).toEqual({ state: 'passphrase', mode: 'enter' });
  const before = everything();
  expect(await enterPassphrase(folder, 'una contraseña Larga')).toBeNull();
  expect(everything()).toEqual(before);
  // The ñ as one character and as two: the same word from another keyboard.
  expect(await enterPassphrase(folder, 'una contrasen\u0303a larga')).toEqual(made);
  const { kdf } = JSON.parse(readFileSync(keyPath(), 'utf8'));
  expect(kdf).toMatchObject({ name: 'argon2id', memory: 65_536 });
});

test('a passphrase store stays one when a keychain appears', async () => {
  const { keychain } = fakeKeychain();
  await createWithPassphrase(folder, 'a long passphrase');
  expect(findKey(folder, keychain)).toEqual({ state: 'passphrase', mode: 'enter' });
});

test('a second key is never made beside the first', async () => {
  const { keychain } = fakeKeychain();
  findKey(folder, keychain);
  const before = everything();
  expect((await createWithPassphrase(folder, 'a long passphrase')).state).toBe('trouble');
  expect(everything()).toEqual(before);
});

test('a key sealed for one store does not open another, nor with one bit changed', async () => {
  const key = new Uint8Array(randomBytes(32));
  const file = { ...(await sealWithPassphrase(key, 'a long passphrase', 'store-1')), store: 'store-1' };
  expect(await openWithPassphrase(file, 'a long passphrase')).toEqual(key);
  expect(await openWithPassphrase({ ...file, store: 'store-2' }, 'a long passphrase')).toBeNull();
  const bytes = Buffer.from(file.sealed, 'base64');
  bytes[40] = (bytes[40] ?? 0) ^ 1;
  expect(
    await openWithPassphrase({ ...file, sealed: bytes.toString('base64') }, 'a long passphrase'),
  ).toBeNull();
});

test('a key file that asks for all the memory is not obeyed', async () => {
  await createWithPassphrase(folder, 'a long passphrase');
  writeFileSync(keyPath(), readFileSync(keyPath(), 'utf8').replace('65536', '4294967295'));
  expect(findKey(folder, fakeKeychain().keychain)).toMatchObject({ state: 'trouble', why: 'bad-key-file' });
});

test('a start that was cut off while writing the key begins again', () => {
  writeFileSync(`${keyPath()}.new`, '{"half');
  expect(findKey(folder, fakeKeychain().keychain).state).toBe('open');
});

test.each([
  ['8 kB', '2000020240402020'],
  ['4 kB, as before', '1000020240402020'],
])(
  'a database that does not open is another store’s when it begins as a sound one of another key, else damaged: pages of %s',
  (_, sound) => {
    const { keychain } = fakeKeychain();
    const begin = (salt: string, rest = sound) => writeFileSync(database(), Buffer.from(salt + rest, 'hex'));
    findKey(folder, keychain);
    begin('ab'.repeat(16));
    expect(openingTrouble(folder, 'damaged')).toBe('damaged');
    markOpened(folder);
    expect(JSON.parse(readFileSync(keyPath(), 'utf8')).begins).toBe('ab'.repeat(16));
    expect(openingTrouble(folder, 'damaged')).toBe('damaged');
    expect(openingTrouble(folder, 'disk-full')).toBe('disk-full');
    begin('cd'.repeat(16));
    expect(openingTrouble(folder, 'damaged')).toBe('wrong-key');
    expect(openingTrouble(folder, 'newer')).toBe('newer');
    begin('00'.repeat(16), '00'.repeat(8));
    expect(openingTrouble(folder, 'damaged')).toBe('damaged');
    writeFileSync(database(), 'short');
    expect(openingTrouble(folder, 'damaged')).toBe('damaged');
  },
);
