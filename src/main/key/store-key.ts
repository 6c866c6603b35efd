import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { StoreTrouble } from '#shared/session/state.ts';
import { type KeyFile, readKeyFile, writeKeyFile } from './key-file.ts';
import type { Keychain } from './keychain.ts';
import { openWithPassphrase, sealWithPassphrase } from './passphrase.ts';

/**
 * `fresh`: the store was never opened, so its database may be created. `why` is for the log.
 * No state here ever leads to a new key where a key or a database already is.
 */
export type KeyState =
  | { state: 'open'; key: Uint8Array; fresh: boolean }
  | { state: 'passphrase'; mode: 'new' | 'enter' }
  | {
      state: 'trouble';
      what: 'wrong-key' | 'missing';
      why: 'no-key-file' | 'bad-key-file' | 'no-keychain' | 'keychain-refused' | 'other-key' | 'no-database';
    };

const checkOf = (key: Uint8Array) => createHmac('sha256', key).update('hilo key check').digest();
const isRight = (key: Uint8Array, file: KeyFile) =>
  key.length === 32 && timingSafeEqual(checkOf(key), Buffer.from(file.check, 'hex'));

/** Anything a database leaves: the file, even empty, or its log, which alone can hold work. */
const hasDatabase = (folder: string) =>
  ['hilo.db', 'hilo.db-wal'].some((name) => existsSync(join(folder, name)));
const databaseIsGone = (folder: string) =>
  (statSync(join(folder, 'hilo.db'), { throwIfNoEntry: false })?.size ?? 0) === 0;

const openFromKeychain = (file: KeyFile, keychain: Keychain): KeyState => {
  if (!keychain.available()) return { state: 'trouble', what: 'wrong-key', why: 'no-keychain' };
  let key: Uint8Array;
  try {
    key = new Uint8Array(Buffer.from(keychain.open(Buffer.from(file.sealed, 'base64')), 'base64'));
  } catch {
    return { state: 'trouble', what: 'wrong-key', why: 'keychain-refused' };
  }
  if (!isRight(key, file)) return { state: 'trouble', what: 'wrong-key', why: 'other-key' };
  return { state: 'open', key, fresh: !file.opened };
};

const newFile = (key: Uint8Array) => ({
  v: 1 as const,
  store: randomUUID(),
  check: checkOf(key).toString('hex'),
  opened: false,
});

/** Finds the key of the store in `folder`, or makes one when there is neither key nor database. Writes `key.json` then. */
export const findKey = (folder: string, keychain: Keychain): KeyState => {
  const file = readKeyFile(folder);
  if (file === 'unreadable') return { state: 'trouble', what: 'wrong-key', why: 'bad-key-file' };
  if (file === 'absent') {
    if (hasDatabase(folder)) return { state: 'trouble', what: 'wrong-key', why: 'no-key-file' };
    if (!keychain.available()) return { state: 'passphrase', mode: 'new' };
    const key = new Uint8Array(randomBytes(32));
    const sealed = keychain.seal(Buffer.from(key).toString('base64')).toString('base64');
    writeKeyFile(folder, { ...newFile(key), how: 'keychain', sealed });
    // Read back: a key that cannot be opened again must be known before anything is written with it.
    const written = readKeyFile(folder);
    return typeof written === 'string'
      ? { state: 'trouble', what: 'wrong-key', why: 'bad-key-file' }
      : openFromKeychain(written, keychain);
  }
  if (file.opened && databaseIsGone(folder)) return { state: 'trouble', what: 'missing', why: 'no-database' };
  return file.how === 'keychain' ? openFromKeychain(file, keychain) : { state: 'passphrase', mode: 'enter' };
};

/** Makes the key of a new store and seals it with a passphrase. Refuses (a `trouble`) when a key or a database is there. */
export const createWithPassphrase = async (folder: string, passphrase: string): Promise<KeyState> => {
  if (readKeyFile(folder) !== 'absent') return { state: 'trouble', what: 'wrong-key', why: 'bad-key-file' };
  if (hasDatabase(folder)) return { state: 'trouble', what: 'wrong-key', why: 'no-key-file' };
  const key = new Uint8Array(randomBytes(32));
  const file = newFile(key);
  const { sealed, kdf } = await sealWithPassphrase(key, passphrase, file.store);
  writeKeyFile(folder, { ...file, how: 'passphrase', sealed, kdf });
  return { state: 'open', key, fresh: true };
};

/** Opens the key with a passphrase; null when it is not the one. */
export const enterPassphrase = async (folder: string, passphrase: string): Promise<KeyState | null> => {
  const file = readKeyFile(folder);
  if (typeof file === 'string' || file.how !== 'passphrase')
    return { state: 'trouble', what: 'wrong-key', why: file === 'absent' ? 'no-key-file' : 'bad-key-file' };
  if (file.opened && databaseIsGone(folder)) return { state: 'trouble', what: 'missing', why: 'no-database' };
  const key = await openWithPassphrase(file, passphrase);
  return key !== null && isRight(key, file) ? { state: 'open', key, fresh: !file.opened } : null;
};

/**
 * The first 24 bytes of the database, which its cipher leaves readable: a random salt of 16, made once for each file, and 8 that
 * say how it is laid out (page size and the like). Null when the file is shorter.
 */
const beginning = (folder: string): { salt: string; rest: string } | null => {
  const bytes = Buffer.alloc(24);
  try {
    const file = openSync(join(folder, 'hilo.db'), 'r');
    try {
      if (readSync(file, bytes, 0, 24, 0) < 24) return null;
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
  return { salt: bytes.toString('hex', 0, 16), rest: bytes.toString('hex', 16) };
};

/** Pages of 8 KB (4 in stores of before: decision 0039), WAL, the cipher's 64 bytes reserved in each, and SQLite's three fixed fractions. */
const everyBeginning: ReadonlySet<string> = new Set(['2000020240402020', '1000020240402020']);

/**
 * What is really wrong with a database that did not open with its right key. One that begins as a sound store does, but not as the
 * store of this key, is another store's: key and file do not belong together.
 */
export const openingTrouble = (folder: string, what: StoreTrouble): StoreTrouble => {
  const file = readKeyFile(folder);
  if (what !== 'damaged' || typeof file === 'string' || file.begins === undefined) return what;
  const found = beginning(folder);
  return found && everyBeginning.has(found.rest) && found.salt !== file.begins ? 'wrong-key' : what;
};

/** Writes down that the store was opened, and how its database begins: called once it exists. */
export const markOpened = (folder: string): void => {
  const file = readKeyFile(folder);
  if (typeof file === 'string' || file.opened) return;
  const salt = beginning(folder)?.salt;
  writeKeyFile(folder, { ...file, opened: true, ...(salt === undefined ? {} : { begins: salt }) });
};
