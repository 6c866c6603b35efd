import type { z } from 'zod';
import { zstdType } from '#shared/sync/exchange.ts';
import { centreHeader, heardProblem } from '#shared/sync/identity.ts';
import { unpacked } from '../unpack.ts';
import { type Seen, TroubleError, troubleIn } from './trouble.ts';

/** The network as it is handed in: Electron's, with the system's proxies and certificates, or Node's. */
export type Transport = { fetch: typeof fetch };

/** No ordinary answer holds more: one that does is not a centre's. */
const mostBytes = 64 * 1024 * 1024;
export type Request = {
  method: 'GET' | 'POST' | 'PUT';
  /** Below the server's address, with a slash before it. */
  path: string;
  token: string | null;
  headers?: Record<string, string>;
  body?: unknown;
  /** Sent as they are, instead of a `body` of JSON. */
  raw?: Uint8Array;
  /** Ends the request from outside. */
  signal: AbortSignal;
  /** ms without a byte after which nobody is expected to answer any more. */
  patience: number;
  /** Bytes that the answer may hold, packed or not. */
  most?: number;
  /** As it came: whoever asks unpacks it. */
  isLeftPacked?: boolean;
};

export type Centre = {
  server: string;
  /** The bytes of a good answer, unpacked where the centre packed it. @throws TroubleError */
  bytes(request: Request): Promise<Buffer>;
  /** A good answer's JSON, read by its schema. @throws TroubleError `update` where the answer is of another version. */
  json<T>(request: Request, schema: z.ZodType<T>): Promise<T>;
  /** A good answer that goes on for as long as it likes. @throws TroubleError */
  stream(request: Request): Promise<Response>;
};

/** Asks one centre. @param server its address, without a slash at the end. */
export function centreAt(server: string, { fetch }: Transport, now: () => number): Centre {
  const fail = (seen: Seen): never => {
    throw new TroubleError(troubleIn(seen, now()));
  };

  async function ask(
    { method, path, token, body, raw, headers: more }: Request,
    signal: AbortSignal,
  ): Promise<Response> {
    const headers: Record<string, string> = { accept: `${zstdType}, application/json, text/event-stream` };
    Object.assign(headers, more);
    if (token !== null) headers.authorization = `Bearer ${token}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (raw !== undefined) headers['content-type'] = 'application/octet-stream';
    const sent =
      raw === undefined ? (body === undefined ? undefined : JSON.stringify(body)) : new Uint8Array(raw);
    const init = sent === undefined ? {} : { body: sent };
    // Neither a token nor a person's words go where a redirect points.
    return fetch(server + path, { method, headers, signal, redirect: 'error', cache: 'no-store', ...init });
  }

  async function refuse(response: Response, text: () => Promise<string>): Promise<never> {
    const isCentres = response.headers.has(centreHeader);
    const said = isCentres ? heardProblem.safeParse(jsonIn(await text().catch(() => ''))) : null;
    return fail({
      seen: 'answer',
      status: response.status,
      isCentres,
      problem: said?.success ? said.data : null,
      retryAfter: response.headers.get('retry-after'),
    });
  }

  const isGood = ({ ok, headers }: Response) => ok && headers.has(centreHeader);

  async function bytes(request: Request): Promise<Buffer> {
    const { most = mostBytes } = request;
    const watch = watchdog(request.patience, request.signal);
    try {
      const response = await ask(request, watch.signal);
      const raw = await whole(response, most, watch.seen);
      if (!isGood(response)) return await refuse(response, async () => raw.toString('utf8'));
      if (request.isLeftPacked || !isPacked(response)) return raw;
      return await unpacked(raw, most).catch(() => fail({ seen: 'cut' }));
    } catch (error) {
      if (error instanceof TroubleError) throw error;
      return fail({ seen: 'error', error });
    } finally {
      watch.end();
    }
  }

  return {
    server,
    bytes,
    async json(request, schema) {
      const value = jsonIn((await bytes(request)).toString('utf8'));
      if (value === undefined) return fail({ seen: 'cut' });
      const read = schema.safeParse(value);
      if (read.success) return read.data;
      return fail({ seen: isOfNewer(value, read.error.issues) ? 'newer' : 'nonsense' });
    },
    async stream(request) {
      const watch = watchdog(request.patience, request.signal);
      try {
        const response = await ask(request, AbortSignal.any([request.signal, watch.signal]));
        return isGood(response) ? response : await refuse(response, () => response.text());
      } catch (error) {
        if (error instanceof TroubleError) throw error;
        return fail({ seen: 'error', error });
      } finally {
        watch.end();
      }
    },
  };
}

const isPacked = ({ headers }: Response) => headers.get('content-type')?.startsWith(zstdType) === true;

/** All of a body, or an error when it is cut off or too large. */
async function whole(response: Response, most: number, seen: () => void): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  seen();
  for await (const part of response.body ?? []) {
    seen();
    parts.push(part);
    size += part.length;
    if (size > most) throw new Error('the answer is too large');
  }
  return Buffer.concat(parts, size);
}

/** Aborts when nothing is seen for so long. */
function watchdog(patience: number, outer: AbortSignal) {
  const inner = new AbortController();
  const bark = () => inner.abort(new Error('no answer'));
  let timer = setTimeout(bark, patience);
  return {
    signal: AbortSignal.any([inner.signal, outer]),
    seen(): void {
      clearTimeout(timer);
      timer = setTimeout(bark, patience);
    },
    end: () => clearTimeout(timer),
  };
}

/**
 * An answer of another version; or one of this version in which nothing is wrong but that words stand where this program knows a list
 * and these are not in it. Everything that is numbered by version says so, and what is not is of the first.
 */
function isOfNewer(value: unknown, issues: readonly z.core.$ZodIssue[]): boolean {
  if (typeof value === 'object' && value !== null && 'v' in value && value.v !== 1) return true;
  return issues.every(
    ({ code, path }) =>
      (code === 'invalid_value' || code === 'invalid_union') && typeof at(value, path) === 'string',
  );
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
