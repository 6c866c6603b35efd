import { createPrivateKey, createPublicKey } from 'node:crypto';
import { createSigner, createVerifier } from 'fast-jwt';
import type { Pool } from 'pg';
import { z } from 'zod';
import { statementMost } from '#shared/sync/statement.ts';
import { secretOf } from './secret.ts';

/** What a centre says in its own name, so that a desk can tell without a network that it is the centre's (decision 0025). */
export type Signing = {
  /** For desks: base64url of the 32 bytes of the public key. */
  publicKey: string;
  /** A compact JWS (EdDSA) of what is said. `kind`: what it is about, so that one statement is never taken for another. */
  sign(kind: string, body: object): string;
  /** What was signed here, in any process of this centre; null: not ours, of another kind, or not of this shape. */
  read<T>(text: string, kind: string, schema: z.ZodType<T>): T | null;
};

const said = z.object({ kind: z.string(), body: z.unknown() });

/** The signing key of the whole centre, made by whichever process is first. */
export async function openSigning(pool: Pool): Promise<Signing> {
  return signingOf(await secretOf(pool, 'signing-key'));
}

/** @param seed 32 bytes that all processes of a centre share: an Ed25519 private key (RFC 8032). */
export function signingOf(seed: Buffer): Signing {
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
  const open = createPublicKey(key);
  const sign = createSigner({
    key: key.export({ format: 'pem', type: 'pkcs8' }),
    algorithm: 'EdDSA',
    noTimestamp: true,
  });
  const verify = createVerifier({
    key: open.export({ format: 'pem', type: 'spki' }),
    algorithms: ['EdDSA'],
  });
  return {
    publicKey: open.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64url'),
    sign(kind, body) {
      const text = sign({ kind, body });
      if (text.length > statementMost) throw new Error(`a ${kind} is longer than desks read`);
      return text;
    },
    read(text, kind, schema) {
      if (text.length > statementMost) return null;
      let claims: unknown;
      try {
        claims = verify(text);
      } catch {
        return null;
      }
      const read = said.safeParse(claims);
      if (!read.success || read.data.kind !== kind) return null;
      const body = schema.safeParse(read.data.body);
      return body.success ? body.data : null;
    },
  };
}

/** What stands before the seed in a PKCS #8 key of Ed25519 (RFC 8410, 10.3). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
