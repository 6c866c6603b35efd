import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { centreKey, statementMost } from '#shared/sync/statement.ts';

/** The only header that a centre writes (`{"alg":"EdDSA","typ":"JWT"}`): whoever names another algorithm is not read at all. */
const header = 'eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9';
const parts = /^([\w-]+)\.([\w-]+)\.([\w-]{86})$/;
const said = z.strictObject({ kind: z.string(), body: z.unknown() });

/**
 * What the centre said and signed, or null: signed with another key, altered, about something else (`kind`), not of this shape, too long,
 * or there is no key yet. Whether it is still good, and for this person and machine, is the caller's question.
 * @param key the centre's, as `account` keeps it
 */
export function statementIn<T>(
  key: string | null,
  text: string,
  kind: string,
  schema: z.ZodType<T>,
): T | null {
  if (!centreKey.safeParse(key).success || text.length > statementMost) return null;
  const [, head, body, signature] = parts.exec(text) ?? [];
  if (head !== header || body === undefined || signature === undefined || key === null) return null;
  if (!isSigned(key, `${head}.${body}`, signature)) return null;
  const read = said.safeParse(jsonIn(body));
  if (!read.success || read.data.kind !== kind) return null;
  const meant = schema.safeParse(read.data.body);
  return meant.success ? meant.data : null;
}

/** What stands before the 32 bytes in a public key of Ed25519 (RFC 8410, 4). */
const spki = Buffer.from('302a300506032b6570032100', 'hex');

function isSigned(key: string, text: string, signature: string): boolean {
  const der = Buffer.concat([spki, Buffer.from(key, 'base64url')]);
  try {
    const open = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text, 'ascii'), open, Buffer.from(signature, 'base64url'));
  } catch {
    // Not a point of the curve: nobody's key.
    return false;
  }
}

function jsonIn(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
