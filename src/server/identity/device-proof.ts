import { createPublicKey, verify } from 'node:crypto';
import { type DeviceProof, deviceStatement } from '#shared/sync/device.ts';
import type { Tokens } from './tokens.ts';

/** Whether whoever sent this holds the key's private half, and has asked this centre for a challenge within two minutes. */
export function isProof(
  tokens: Pick<Tokens, 'readChallenge'>,
  what: Parameters<typeof deviceStatement>[0],
  proof: DeviceProof,
  about: string,
): boolean {
  if (!tokens.readChallenge(proof.challenge)) return false;
  try {
    const key = createPublicKey({ key: Buffer.from(proof.key, 'base64url'), format: 'der', type: 'spki' });
    const signature = Buffer.from(proof.signature, 'base64url');
    return verify(null, Buffer.from(deviceStatement(what, proof, about)), key, signature);
  } catch {
    // Bytes that are no point of the curve.
    return false;
  }
}
