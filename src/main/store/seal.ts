import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Db } from './database.ts';
import { remembered } from './sync/account.ts';

const nonceBytes = 12;
const tagBytes = 16;
/** Sealed, a longer one would not fit where a number goes. Nothing that rings is that long. */
const longest = 100;

/**
 * Words that a page may carry and not read: the same for the same text, so that two rings of one number are one call. The key is made here and
 * lies in the encrypted store, so that what a page kept before a restart can still be read.
 */
export function sealIn(db: Db) {
  const { get, set } = remembered(db);

  function key(): Buffer {
    const kept = get('seal');
    if (typeof kept === 'string') return Buffer.from(kept, 'base64');
    const fresh = randomBytes(32);
    set('seal', fresh.toString('base64'));
    return fresh;
  }

  return {
    /** Null: too long. */
    seal(text: string): string | null {
      const bytes = Buffer.from(text, 'utf8');
      if (bytes.length > longest) return null;
      const secret = key();
      const nonce = createHmac('sha256', secret).update(bytes).digest().subarray(0, nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce);
      const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
      return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
    },
    /** Null: nothing that was sealed here. */
    open(sealed: string): string | null {
      try {
        const bytes = Buffer.from(sealed, 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, nonceBytes), {
          authTagLength: tagBytes,
        });
        decipher.setAuthTag(bytes.subarray(-tagBytes));
        const text = Buffer.concat([
          decipher.update(bytes.subarray(nonceBytes, -tagBytes)),
          decipher.final(),
        ]);
        return text.toString('utf8');
      } catch {
        return null;
      }
    },
  };
}
