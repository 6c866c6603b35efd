import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Stretch } from './key-file.ts';

/** Characters that a new passphrase must have. The store can be tried offline by whoever takes the disk. */
export const shortestPassphrase = 12;

/** RFC 9106, section 4, second recommended option: 64 MiB, 3 passes, 4 lanes. */
const recommended = { name: 'argon2id', memory: 65_536, passes: 3, lanes: 4 } as const;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * The same passphrase is not always the same bytes: ñ may be one character or two, by keyboard and system. NFKC makes
 * them one. Length is counted after it, in characters.
 */
const normal = (text: string) => text.normalize('NFKC');

export const longEnough = (passphrase: string): boolean =>
  Array.from(normal(passphrase)).length >= shortestPassphrase;

/** The stretching is loaded when it is needed: where there is a keychain no start waits for it. */
const stretched = async (passphrase: string, kdf: Stretch): Promise<Buffer> => {
  const { hashRaw } = await import('@node-rs/argon2');
  return hashRaw(normal(passphrase), {
    algorithm: 2, // Argon2id; its enum exists in types only
    memoryCost: kdf.memory,
    timeCost: kdf.passes,
    parallelism: kdf.lanes,
    outputLen: 32,
    salt: Buffer.from(kdf.salt, 'base64'),
  });
};

/** Seals the store's key (32 bytes) with a passphrase, bound to the store's id: AES-256-GCM, nonce and tag before the text. */
export const sealWithPassphrase = async (
  key: Uint8Array,
  passphrase: string,
  store: string,
): Promise<{ sealed: string; kdf: Stretch }> => {
  const kdf: Stretch = { ...recommended, salt: randomBytes(16).toString('base64') };
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', await stretched(passphrase, kdf), nonce);
  cipher.setAAD(Buffer.from(store, 'utf8'));
  const body = Buffer.concat([cipher.update(key), cipher.final()]);
  return { sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64'), kdf };
};

/** The key, or null when the passphrase is not the one (or the sealed text was changed: the two cannot be told apart). */
export const openWithPassphrase = async (
  file: { sealed: string; kdf: Stretch; store: string },
  passphrase: string,
): Promise<Uint8Array | null> => {
  const bytes = Buffer.from(file.sealed, 'base64');
  if (bytes.length !== nonceBytes + tagBytes + 32) return null;
  const decipher = createDecipheriv(
    'aes-256-gcm',
    await stretched(passphrase, file.kdf),
    bytes.subarray(0, nonceBytes),
    { authTagLength: tagBytes },
  );
  decipher.setAAD(Buffer.from(file.store, 'utf8'));
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    return new Uint8Array(
      Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]),
    );
  } catch {
    return null;
  }
};
