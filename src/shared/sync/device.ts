import { z } from 'zod';

/** An Ed25519 public key as DER (SPKI, RFC 8410), base64url: 44 bytes. */
export const deviceKeyText = z.string().regex(/^MCowBQYDK2VwAyEA[\w-]{43}$/);

/**
 * That a desk holds the private key of its device now: `challenge` is the centre's, good for two minutes, so that no clock of the desk is
 * needed; `signature` (base64url) is over a `deviceStatement` with it.
 */
export const deviceProof = z.strictObject({
  key: deviceKeyText,
  challenge: z.string().min(1).max(1000),
  signature: z.string().regex(/^[\w-]{86}$/),
});
export type DeviceProof = z.infer<typeof deviceProof>;

/** `GET /challenge`. */
export const challengeAnswer = z.object({ challenge: z.string().min(1).max(1000) });

/** Binds a key to the device that the token is of, or makes a device of its own for it. Answered as a sign-in. */
export const enrolAsk = z.strictObject({ proof: deviceProof });

/**
 * The text that is signed. `what` it is for stands in it, so that a signature for one thing is none for another. `about`: what the
 * statement is about, as a refresh token; '' for none.
 */
export function deviceStatement(
  what: 'enrol' | 'refresh' | 'revocation',
  { key, challenge }: Pick<DeviceProof, 'key' | 'challenge'>,
  about: string,
): string {
  return ['hilo-device', what, key, challenge, about].join('\n');
}

/** A desk says of itself with every exchange, in this header, which Hilo it is and how much is not sent: older centres leave it unread. */
export const deskHeader = 'hilo-desk';

/** `version` of Hilo; `unsent`: commands that the centre has not answered. */
export type DeskReport = { version: string; unsent: number };

export const deskReportText = ({ version, unsent }: DeskReport): string => `${version}; unsent=${unsent}`;

/** Null: nothing that a Hilo writes. */
export function readDeskReport(text: unknown): DeskReport | null {
  const [, version, unsent] = /^([\w.+-]{1,40}); unsent=(\d{1,9})$/.exec(String(text ?? '')) ?? [];
  return version === undefined ? null : { version, unsent: Number(unsent) };
}
