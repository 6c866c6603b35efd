import type { SignInTrouble } from '#shared/bridge.ts';
import type { Problem } from '#shared/sync/identity.ts';

/** An answer that is not what was asked for. `centre`: it bears the centre's header, so nobody in between wrote it. */
export type Refusing = { status: number; centre: boolean; code: Problem['code'] | null };

const ofCode: Record<Problem['code'], SignInTrouble> = {
  'sign-in': 'wrong',
  'too-many': 'too-many',
  'not-allowed': 'revoked',
  busy: 'busy',
  update: 'update',
  // A centre without this route or of other manners: one of the two is older.
  'not-found': 'update',
  gone: 'update',
  'bad-input': 'internal',
  'too-large': 'internal',
  internal: 'internal',
};

/** What an answer means for whoever asked. A proxy that cannot reach the centre answers 502 or 504 (RFC 9110, 15.6). */
export const troubleOfAnswer = ({ status, centre, code }: Refusing): SignInTrouble => {
  if (!centre) return status === 502 || status === 503 || status === 504 ? 'busy' : 'portal';
  if (code !== null) return ofCode[code];
  return status >= 500 ? 'busy' : 'update';
};

/**
 * What a request that got no answer means. Chromium names its errors `net::ERR_…` (net/base/net_error_list.h): those of certificates
 * begin with CERT_ or SSL_; a redirect, which is not followed, comes from somebody in between.
 */
export const troubleOfFailure = (error: unknown): SignInTrouble => {
  const text = error instanceof Error ? error.message : '';
  if (/ERR_(?:CERT|SSL|BAD_SSL)_/.test(text)) return 'certificate';
  if (/redirect/i.test(text) || /ERR_PROXY_AUTH/.test(text)) return 'portal';
  return 'offline';
};
