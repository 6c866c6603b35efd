import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { z } from 'zod';
import { type DeviceProof, deviceStatement } from '#shared/sync/device.ts';
import type { Db } from '../database.ts';
import { remembered } from './account.ts';

/**
 * The key of this store's device. `secret` (PKCS #8, base64) is here and nowhere else: it was made here, and goes with the store. `device`:
 * to which id the centre has bound it.
 */
const kept = z.strictObject({ key: z.string(), secret: z.string(), device: z.uuid().nullable() });

export type DeviceKey = {
  /** That this store has the key, for a challenge of the centre's. */
  proof(what: Parameters<typeof deviceStatement>[0], challenge: string, about: string): DeviceProof;
  /** Whether there is one: it is made when a centre that knows of keys is heard of. */
  isMade(): boolean;
  /**
   * Whether the centre has bound the key to this device. `said`: by which it knows the device, where it says so: one that was restored from a backup
   * may have forgotten.
   */
  isOf(device: string | null, said: string | null | undefined): boolean;
  /** The centre has bound it. */
  bound(device: string): void;
};

/** The key of a store, made when it is asked for first. */
export function deviceKeyIn(db: Db): DeviceKey {
  const { get, set } = remembered(db);
  const read = () => kept.safeParse(get('device-key')).data ?? null;

  function made() {
    const found = read();
    if (found) return found;
    const pair = generateKeyPairSync('ed25519');
    const fresh = {
      key: pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
      secret: pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      device: null,
    };
    set('device-key', fresh);
    return fresh;
  }

  return {
    proof(what, challenge, about) {
      const { key, secret } = made();
      const text = Buffer.from(deviceStatement(what, { key, challenge }, about));
      const own = createPrivateKey({ key: Buffer.from(secret, 'base64'), format: 'der', type: 'pkcs8' });
      return { key, challenge, signature: sign(null, text, own).toString('base64url') };
    },
    isMade: () => read() !== null,
    isOf(device, said) {
      const own = read();
      return own !== null && own.device === device && (said === undefined || said === own.key);
    },
    bound: (device) => set('device-key', { ...made(), device }),
  };
}
