import { z } from 'zod';

/** What a centre signed: a compact JWS in which `kind` says what it is about (decision 0025). Longer ones are not read. */
export const statementMost = 8000;
export const statement = z.string().min(1).max(statementMost);

/** The public key that a centre signs with (Ed25519): base64url of its 32 bytes. */
export const centreKey = z.string().regex(/^[\w-]{43}$/);
