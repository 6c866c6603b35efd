import type { z } from 'zod';
import type { SignInTrouble } from '#shared/bridge.ts';
import { centreHeader, type Problem, problem } from '#shared/sync/identity.ts';
import { newRef } from '../log.ts';
import { troubleOfAnswer, troubleOfFailure } from './trouble.ts';

/** As Electron's `session.fetch`: with the system's proxy and certificates. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** `until`: when it may be asked again (ms), where the centre said so. `code`: the centre's own, where it gave one. */
export type AskTrouble = {
  what: SignInTrouble | 'cancelled';
  code: Problem['code'] | null;
  ref: string;
  until: number | null;
};
export type Asked<T> = { ok: true; value: T } | { ok: false; trouble: AskTrouble };

export type CentreAsk<T> = {
  method: 'GET' | 'POST' | 'DELETE';
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

const no = (
  what: AskTrouble['what'],
  rest: Partial<Omit<AskTrouble, 'what'>> = {},
): { ok: false; trouble: AskTrouble } => ({
  ok: false,
  trouble: { what, code: null, ref: newRef(), until: null, ...rest },
});

/** When `retry-after` allows the next try; seconds are what a centre sends (RFC 9110, 10.2.3). */
const untilOf = ({ headers }: Response, now: number): number | null => {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? now + seconds * 1000 : null;
};

const jsonOf = async (response: Response): Promise<unknown> => {
  try {
    return await response.json();
  } catch {
    return null;
  }
};

/**
 * Asks the centre one thing that is no exchange: signing in, an import. Never throws. Redirects are not followed: a body with a password
 * goes to the address that was asked and to no other.
 */
export const askCentre = async <T>(fetch: Fetch, ask: CentreAsk<T>): Promise<Asked<T>> => {
  const { signal = new AbortController().signal, patience = usual } = ask;
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
    if (!response.headers.has(centreHeader)) {
      void response.body?.cancel();
      return no(troubleOfAnswer({ status: response.status, centre: false, code: null }));
    }
    json = response.status === 204 ? null : await jsonOf(response);
  } catch (error) {
    return no(signal.aborted ? 'cancelled' : troubleOfFailure(error));
  }
  if (response.ok) {
    const read = ask.answer.safeParse(json);
    // An answer of another shape: one of the two programs is older.
    return read.success ? { ok: true, value: read.data } : no('update');
  }
  const said = problem.safeParse(json);
  const code = said.data?.code ?? null;
  return no(troubleOfAnswer({ status: response.status, centre: true, code }), {
    code,
    until: untilOf(response, ask.now()),
    ...(said.success ? { ref: said.data.ref } : {}),
  });
};
