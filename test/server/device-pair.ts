import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type DeviceProof, deviceStatement } from '#shared/sync/device.ts';

/** The key of a device, as a store makes one. */
export type Pair = { key: string; secret: KeyObject };

export function pair(): Pair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    key: publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
    secret: privateKey,
  };
}

export function proofOf(
  { key, secret }: Pair,
  challenge: string,
  what: Parameters<typeof deviceStatement>[0],
  about = '',
): DeviceProof {
  const text = deviceStatement(what, { key, challenge }, about);
  return { key, challenge, signature: sign(null, Buffer.from(text), secret).toString('base64url') };
}
