import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from './durable.ts';

const base64 = z.base64().max(4096);

/** How a passphrase becomes a key: argon2id, RFC 9106. `memory` in KiB. The bounds keep a damaged file from eating the machine. */
export const stretch = z.strictObject({
  name: z.literal('argon2id'),
  memory: z.int().min(65_536).max(1_048_576),
  passes: z.int().min(1).max(20),
  lanes: z.int().min(1).max(16),
  salt: base64,
});
export type Stretch = z.infer<typeof stretch>;

const common = {
  v: z.literal(1),
  /** The id of this store; a key sealed for another one does not open here. */
  store: z.uuid(),
  /** HMAC-SHA256(key, "hilo key check") in hex: tells a wrong key from a damaged database. */
  check: z.string().regex(/^[0-9a-f]{64}$/),
  /** The store was opened once: from then on a missing database is a loss, not a beginning. */
  opened: z.boolean(),
  /** The salt that the database of this key begins with, in hex: tells another store's database from a damaged one. */
  begins: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
};

/** `key.json`: the store's key, wrapped. `sealed` is base64. */
export const keyFile = z.discriminatedUnion('how', [
  z.strictObject({ ...common, how: z.literal('keychain'), sealed: base64 }),
  z.strictObject({ ...common, how: z.literal('passphrase'), sealed: base64, kdf: stretch }),
]);
export type KeyFile = z.infer<typeof keyFile>;

const pathIn = (folder: string) => join(folder, 'key.json');

/** `absent` only when the file system says so: a file that cannot be read may still be the only key there is. */
export const readKeyFile = (folder: string): KeyFile | 'absent' | 'unreadable' => {
  let text: string;
  try {
    text = readFileSync(pathIn(folder), 'utf8');
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'absent' : 'unreadable';
  }
  try {
    return keyFile.parse(JSON.parse(text));
  } catch {
    return 'unreadable';
  }
};

export const writeKeyFile = (folder: string, file: KeyFile): void =>
  writeDurably(pathIn(folder), `${JSON.stringify(file, null, 2)}\n`);
