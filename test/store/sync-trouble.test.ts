import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { thinned } from '#shared/sync/chain.ts';
import type { SyncTrouble } from '#shared/views/sync.ts';
import { centreAt } from '#store/sync/ask.ts';
import { between, pauseAfter } from '#store/sync/pace.ts';
import { pauseIn, type Seen, TroubleError, troubleIn } from '#store/sync/trouble.ts';

const now = Date.UTC(2026, 10, 20, 12);

/** As Node's fetch says it: the reason is a cause. */
const nodes = (code: string, message = code) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });
const answer = (status: number, isCentres = true): Seen => ({
  seen: 'answer',
  status,
  isCentres,
  problem: null,
  retryAfter: null,
});

const table: [string, Seen, SyncTrouble][] = [
  ['no such host', { seen: 'error', error: nodes('ENOTFOUND') }, 'offline'],
  ['nobody listens', { seen: 'error', error: nodes('ECONNREFUSED') }, 'offline'],
  ['reset', { seen: 'error', error: nodes('ECONNRESET') }, 'offline'],
  [
    'no network, in Chromium',
    { seen: 'error', error: new Error('net::ERR_INTERNET_DISCONNECTED') },
    'offline',
  ],
  [
    'a proxy that is gone',
    { seen: 'error', error: new Error('net::ERR_PROXY_CONNECTION_FAILED') },
    'offline',
  ],
  ['our own patience', { seen: 'error', error: new DOMException('no answer', 'AbortError') }, 'offline'],
  ['no error at all', { seen: 'error', error: undefined }, 'offline'],
  ['cut off', { seen: 'cut' }, 'offline'],
  ['unknown issuer', { seen: 'error', error: nodes('UNABLE_TO_VERIFY_LEAF_SIGNATURE') }, 'certificate'],
  ['self-signed', { seen: 'error', error: nodes('DEPTH_ZERO_SELF_SIGNED_CERT') }, 'certificate'],
  ['over', { seen: 'error', error: nodes('CERT_HAS_EXPIRED') }, 'certificate'],
  ['of another name', { seen: 'error', error: nodes('ERR_TLS_CERT_ALTNAME_INVALID') }, 'certificate'],
  [
    'unknown issuer, in Chromium',
    { seen: 'error', error: new Error('net::ERR_CERT_AUTHORITY_INVALID') },
    'certificate',
  ],
  [
    'pinned, in Chromium',
    { seen: 'error', error: new Error('net::ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN') },
    'certificate',
  ],
  ['redirected', { seen: 'error', error: nodes('', 'unexpected redirect') }, 'portal'],
  [
    'redirected, in Electron',
    { seen: 'error', error: new Error("Attempted to redirect, but redirect policy was 'error'") },
    'portal',
  ],
  ['a page of a hotel', answer(200, false), 'portal'],
  ['network sign-in', answer(511, false), 'portal'],
  ['a proxy that wants a password', answer(407, false), 'portal'],
  ['somebody who forbids', answer(403, false), 'portal'],
  ['a gateway without its centre', answer(502, false), 'busy'],
  ['a gateway that is told to wait', answer(503, false), 'busy'],
  ['a gateway that waited', answer(504, false), 'busy'],
  ['no token', answer(401), 'sign-in'],
  ['shut out', answer(403), 'revoked'],
  ['too old', answer(426), 'update'],
  ['another version', { seen: 'newer' }, 'update'],
  ['too slow', answer(408), 'busy'],
  ['too early', answer(425), 'busy'],
  ['too many', answer(429), 'busy'],
  ['broken', answer(500), 'busy'],
  ['busy', answer(503), 'busy'],
  ['not understood', answer(400), 'internal'],
  ['not there', answer(404), 'internal'],
  ['gone', answer(410), 'internal'],
  ['too large', answer(413), 'internal'],
  ['of no shape', { seen: 'nonsense' }, 'internal'],
];

test.each(table)('what came back: %s', (_, seen, what) => {
  expect(troubleIn(seen, now).what).toBe(what);
});

test('a ref is the centre’s where there is one, and only what the request holds is cut smaller', () => {
  const problem = { code: 'bad-input', sentence: 'No.', ref: 'r-77' } as const;
  const of = (status: number, isCentres = true) =>
    troubleIn({ seen: 'answer', status, isCentres, problem, retryAfter: null }, now);
  expect(of(400)).toMatchObject({ ref: 'r-77', isOfAsk: true });
  expect([413, 422, 500].map((status) => of(status).isOfAsk)).toEqual([true, true, true]);
  expect([401, 403, 404, 426, 429, 503].some((status) => of(status).isOfAsk)).toBe(false);
  expect(of(400, false).isOfAsk).toBe(false);
  expect(troubleIn({ seen: 'cut' }, now).ref).toMatch(/^[0-9a-f]{8}$/);
});

test('retry-after is read as seconds and as a date, and never believed for longer than an hour', () => {
  expect(pauseIn('120', now)).toBe(120_000);
  expect(pauseIn('Fri, 20 Nov 2026 12:00:30 GMT', now)).toBe(30_000);
  expect(pauseIn('Fri, 20 Nov 2026 11:00:00 GMT', now)).toBe(0);
  expect(pauseIn('999999', now)).toBe(3_600_000);
  expect(pauseIn('soon', now)).toBeNull();
  expect(pauseIn(null, now)).toBeNull();
});

test('pauses are spread over the whole of what is allowed, never shorter than asked for, never none', () => {
  fc.assert(
    fc.property(
      fc.nat(40),
      fc.option(fc.nat(3_600_000)),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (times, asked, random) => {
        const pause = pauseAfter(times, asked, [1000, 60_000], () => random);
        expect(pause).toBeGreaterThanOrEqual((asked ?? 0) + 250);
        expect(pause).toBeLessThanOrEqual((asked ?? 0) + 60_000);
      },
    ),
  );
  const [low, high] = [
    pauseAfter(9, null, [1000, 60_000], () => 0),
    pauseAfter(9, null, [1000, 60_000], () => 0.99),
  ];
  expect(high / low).toBeGreaterThan(100);
  expect(between([30, 60], () => 0.5)).toBe(45);
});

test('checkpoints grow sparser with their age, and there are never too many for a request', () => {
  const points = Array.from({ length: 100_000 }, (_, i) => ({ n: 1_000_000 - i * 10 }));
  const kept = thinned(points);
  expect(kept.length).toBeLessThan(400);
  expect(kept.slice(0, 5).map(({ n }) => n)).toEqual([1_000_000, 999_990, 999_980, 999_970, 999_960]);
});

/** A certificate that nobody vouches for. */
function selfSigned(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-cert-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  execFileSync(
    'openssl',
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ],
      ...['-subj', '/CN=localhost', '-keyout', key, '-out', cert],
    ],
    { stdio: 'ignore' },
  );
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

async function troubleAt(server: string, path = '/exchange'): Promise<SyncTrouble | null> {
  const centre = centreAt(server, { fetch }, Date.now);
  const signal = AbortSignal.timeout(10_000);
  try {
    await centre.json({ method: 'GET', path, token: null, signal, patience: 5_000 }, z.unknown());
    return null;
  } catch (error) {
    if (!(error instanceof TroubleError)) throw error;
    return error.trouble.what;
  }
}

test('a certificate that nobody vouches for is told from a server that is not there', async () => {
  const server = createServer(selfSigned(), (_, response) => response.end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  expect(await troubleAt(`https://127.0.0.1:${port}`)).toBe('certificate');
  await new Promise((resolve) => server.close(resolve));
  expect(await troubleAt(`https://127.0.0.1:${port}`)).toBe('offline');
  expect(await troubleAt('http://centre.invalid')).toBe('offline');
});

test('an answer that unpacks to more than any centre sends is not unpacked', async () => {
  const bomb = zstdCompressSync(Buffer.alloc(80 * 1024 * 1024));
  expect(bomb.length).toBeLessThan(20_000);
  const { createServer: plain } = await import('node:http');
  const server = plain((_, response) => {
    response.writeHead(200, { 'hilo-centre': '1', 'content-type': 'application/zstd' });
    response.end(bomb);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  expect(await troubleAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)).toBe('offline');
});
