import type { Problem } from '#shared/sync/identity.ts';
import type { SyncTrouble } from '#shared/views/sync.ts';
import { newRef } from '../trouble.ts';

/** What came back, seen from outside: no answer at all, one that is not whole, or one that is not a yes. */
export type Seen =
  | { seen: 'error'; error: unknown }
  | { seen: 'cut' }
  | { seen: 'newer' }
  | { seen: 'nonsense' }
  | {
      seen: 'answer';
      status: number;
      /** It carries the header that every answer of a centre carries. */
      isCentres: boolean;
      problem: Problem | null;
      /** As it stood in the header `retry-after`. */
      retryAfter: string | null;
    };

/** `retryAfter`: ms before which it is not worth asking again. `ref`: for support; the centre's where there is one. */
export type Trouble = {
  what: SyncTrouble;
  ref: string;
  retryAfter: number | null;
  isOfAsk: boolean;
  /** The centre's own word for it, where it gave one. */
  code: Problem['code'] | null;
};

/** Thrown on the way up to the loop, which says it in the view. */
export class TroubleError extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble) {
    super(trouble.what);
    this.name = 'TroubleError';
    this.trouble = trouble;
  }
}

/** A gateway in front of the centre says that the centre is down, without the centre's header (RFC 9110, 15.6). */
const gateways: ReadonlySet<number> = new Set([502, 503, 504]);
/** Whoever sends these asks for less at once or later: of no use to change the request (RFC 9110; RFC 6585; RFC 8470 for 425). */
const later: ReadonlySet<number> = new Set([408, 425, 429]);
/** Something in the request itself may be what the centre cannot take: fewer commands at once may pass. */
const ofAsk: ReadonlySet<number> = new Set([400, 413, 422, 500]);

/** Why the centre is not reached, or does not help. `now`: ms, for a `retry-after` that is a date. */
export function troubleIn(seen: Seen, now: number): Trouble {
  const ref = (seen.seen === 'answer' && seen.problem?.ref) || newRef();
  return {
    what: whatIn(seen),
    ref,
    retryAfter: seen.seen === 'answer' ? pauseIn(seen.retryAfter, now) : null,
    code: seen.seen === 'answer' && seen.isCentres ? (seen.problem?.code ?? null) : null,
    isOfAsk: seen.seen === 'answer' && seen.isCentres && ofAsk.has(seen.status),
  };
}

function whatIn(seen: Seen): SyncTrouble {
  switch (seen.seen) {
    case 'error':
      return whatInError(seen.error);
    case 'cut':
      return 'offline';
    case 'newer':
      return 'update';
    case 'nonsense':
      return 'internal';
    case 'answer':
      return seen.isCentres ? whatInAnswer(seen.status) : gateways.has(seen.status) ? 'busy' : 'portal';
  }
}

function whatInAnswer(status: number): SyncTrouble {
  if (status === 401) return 'sign-in';
  if (status === 403) return 'revoked';
  if (status === 426) return 'update';
  return status >= 500 || later.has(status) ? 'busy' : 'internal';
}

/** Node's names for certificates that do not hold (OpenSSL's X509_V_ERR_*, and its own for a wrong name). */
const certificateCodes: ReadonlySet<string> = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_CHAIN_TOO_LONG',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'HOSTNAME_MISMATCH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function whatInError(error: unknown): SyncTrouble {
  for (let one: unknown = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth += 1) {
    const code = 'code' in one && typeof one.code === 'string' ? one.code : '';
    // Chromium's names stand in the message: net/base/net_error_list.h.
    if (certificateCodes.has(code) || /net::ERR_(CERT|SSL_PINNED|SSL_KEY_USAGE)/.test(one.message))
      return 'certificate';
    // Nobody redirects a centre's own routes: somebody in between wants to be seen first.
    if (/redirect/i.test(one.message)) return 'portal';
  }
  return 'offline';
}

/** A `retry-after` in ms from now: seconds or a date (RFC 9110, 10.2.3), at most an hour. */
export function pauseIn(header: string | null, now: number): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 3_600_000) : null;
}
