import type { z } from 'zod';
import { centreHeader, heardProblem } from '#shared/sync/identity.ts';
import type { Seen } from '../store/sync/trouble.ts';
import { type AskTrouble, troubleOf } from './trouble.ts';

/** As Electron's `session.fetch`: with the system's proxy and certificates. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** `cancelled`: whoever asked has taken the question back. */
export type Asked<T> = { ok: true; value: T } | { ok: false; trouble: AskTrouble | 'cancelled' };

export type CentreAsk<T> = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With the address. */
  url: string;
  body?: unknown;
  token?: string;
  headers?: Record<string, string>;
  answer: z.ZodType<T>;
  signal?: AbortSignal;
  /** How long an answer may take, ms; null: as long as it takes (a file is on its way). */
  patience?: number | null;
  now: () => number;
};

/** Longer than a busy centre needs, shorter than a person waits. */
const usual = 20_000;

/**
 * Asks the centre one thing that is no exchange: signing in, an import. Never throws. Redirects are not followed: a body with a password
 * goes to the address that was asked and to no other.
 */
export const askCentre = async <T>(fetch: Fetch, ask: CentreAsk<T>): Promise<Asked<T>> => {
  const { signal = new AbortController().signal, patience = usual } = ask;
  const no = (seen: Seen): Asked<T> => ({ ok: false, trouble: troubleOf(seen, ask.now()) });
  const ends = patience === null ? [signal] : [signal, AbortSignal.timeout(patience)];
  let response: Response;
  let json: unknown;
  try {
    response = await fetch(ask.url, {
      method: ask.method,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      headers: {
        ...(ask.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...ask.headers,
        ...(ask.token === undefined ? {} : { authorization: `Bearer ${ask.token}` }),
      },
      signal: AbortSignal.any(ends),
      ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
    });
    // Of a stranger's answer nothing is read: it may be as long as it likes.
    if (response.headers.has(centreHeader)) json = await bodyOf(response);
    else void response.body?.cancel();
  } catch (error) {
    return signal.aborted ? { ok: false, trouble: 'cancelled' } : no({ seen: 'error', error });
  }
  const isCentres = response.headers.has(centreHeader);
  if (response.ok && isCentres) {
    const read = ask.answer.safeParse(json);
    // An answer of another shape: one of the two programs is older.
    return read.success ? { ok: true, value: read.data } : no({ seen: 'newer' });
  }
  const { status, headers } = response;
  const said = heardProblem.safeParse(json).data ?? null;
  return no({ seen: 'answer', status, isCentres, problem: said, retryAfter: headers.get('retry-after') });
};

/** Bytes where it is a content; null where there is no body (204), or none that is JSON. */
const bodyOf = async (response: Response): Promise<unknown> => {
  if (response.headers.get('content-type') === 'application/octet-stream')
    return new Uint8Array(await response.arrayBuffer());
  const text = await response.text();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
};
