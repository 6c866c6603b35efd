import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

/** Bytes of a piece before it is sealed; sealed it has `tagBytes` more. */
export const pieceBytes = 64 * 1024;
export const tagBytes = 16;

/** What lies on the disk is not what was written there: changed, cut off, put in another's place, or sealed with another key. */
export class UnfitError extends Error {
  constructor(options?: ErrorOptions) {
    super('the file is not what was kept', options);
    this.name = 'UnfitError';
  }
}

/** A file's own key, from the store's and the file's random name: no two files share one, and one in another's place does not open. */
export function fileKey(storeKey: Uint8Array, name: string): Buffer {
  return Buffer.from(hkdfSync('sha256', storeKey, name, 'hilo attachment 1', 32));
}

/**
 * Seals one piece with AES-256-GCM. Its place and whether it is the last are its nonce, as in the STREAM construction (Hoang, Reyhanitabar,
 * Rogaway, Vizár 2015): pieces that were moved, left out or cut off do not open. A key seals one file once, so no nonce comes twice.
 */
export function seal(key: Buffer, index: number, isLast: boolean, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index, isLast));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws UnfitError */
export function unseal(key: Buffer, index: number, isLast: boolean, sealed: Uint8Array): Buffer {
  if (sealed.length < tagBytes) throw new UnfitError();
  const at = sealed.length - tagBytes;
  const cipher = createDecipheriv('aes-256-gcm', key, nonceOf(index, isLast), { authTagLength: tagBytes });
  cipher.setAuthTag(sealed.subarray(at));
  try {
    return Buffer.concat([cipher.update(sealed.subarray(0, at)), cipher.final()]);
  } catch (cause) {
    throw new UnfitError({ cause });
  }
}

function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 7);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}
