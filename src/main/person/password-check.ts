import type { Keychain } from '../key/keychain.ts';

/** As at the centre: the first of the minimum settings that OWASP's Password Storage Cheat Sheet names. The keychain's seal is around it. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Machine code, for whoever signs in. */
const argon2 = () => import('@node-rs/argon2');

const normal = (password: string): string => password.normalize('NFKC');

/**
 * What tells a person's password from a wrong one when the centre cannot be reached: its argon2id hash, sealed by the system's keychain.
 * Null where there is none: there the store opens with a passphrase that only its person knows, and no hash lies open on the disk.
 */
export const passwordCheck = async (keychain: Keychain, password: string): Promise<string | null> =>
  keychain.available()
    ? keychain.seal(await (await argon2()).hash(normal(password), cost)).toString('base64')
    : null;

/** Whether this is the password that the person signed in with last. A keychain that does not open the check knows nobody. */
export const isPassword = async (
  keychain: Keychain,
  check: string | null,
  password: string,
): Promise<boolean> => {
  // The passphrase of the store is asked for next.
  if (check === null) return !keychain.available();
  try {
    const { verify } = await argon2();
    return await verify(keychain.open(Buffer.from(check, 'base64')), normal(password));
  } catch {
    return false;
  }
};
