import { expect, test } from 'vitest';
import { z } from 'zod';
import { centreAddress } from '../../src/main/centre/address.ts';
import { askCentre, type Fetch } from '../../src/main/centre/ask.ts';
import { whichCentre } from '../../src/main/centre/which.ts';

test.each([
  ['https://hilo.example', 'https://hilo.example'],
  ['https://hilo.example/', 'https://hilo.example'],
  [' https://HILO.example:8443/centre/ ', 'https://hilo.example:8443/centre'],
  ['http://127.0.0.1:4450', 'http://127.0.0.1:4450'],
  ['http://localhost:4450/', 'http://localhost:4450'],
  ['http://[::1]:4450', 'http://[::1]:4450'],
  ['http://127.1', 'http://127.0.0.1'],
  ['http://hilo.example', null],
  ['http://192.168.1.7:4450', null],
  ['http://127.0.0.1.example', null],
  ['http://localhost.example', null],
  ['https://ana:secret@hilo.example', null],
  ['https://hilo.example/?team=a', null],
  ['https://hilo.example/#x', null],
  ['ftp://hilo.example', null],
  ['file:///etc/passwd', null],
  ['hilo.example', null],
  ['', null],
])('the address %j is kept as %j', (text, kept) => {
  expect(centreAddress(text)).toBe(kept);
});

const settingsFile = (kept: unknown) => {
  const file = { kept };
  return {
    file,
    doors: {
      server: () => file.kept,
      keepServer: (address: string | null) => {
        file.kept = address ?? undefined;
      },
    },
  };
};

test('a centre that is asked for is kept for the next start, and an empty one forgets it', () => {
  const { file, doors } = settingsFile(undefined);
  expect(whichCentre(null, false, doors)).toBeNull();
  expect(whichCentre('https://hilo.example/', false, doors)).toBe('https://hilo.example');
  expect(whichCentre(null, false, doors)).toBe('https://hilo.example');
  expect(whichCentre('http://hilo.example', false, doors)).toBe('bad');
  expect(file.kept).toBe('https://hilo.example');
  expect(whichCentre('', false, doors)).toBeNull();
  expect(file.kept).toBeUndefined();
});

test("the demo's centre is not this company's, and a kept one that is no address is said, not passed over", () => {
  const { file, doors } = settingsFile('https://hilo.example');
  expect(whichCentre(null, true, doors)).toBeNull();
  expect(whichCentre('http://127.0.0.1:4450', true, doors)).toBe('http://127.0.0.1:4450');
  expect(file.kept).toBe('https://hilo.example');
  expect(whichCentre(null, false, settingsFile('http://hilo.example').doors)).toBe('bad');
  expect(whichCentre(null, false, settingsFile(7).doors)).toBe('bad');
});

const said = (status: number, code: string | null, headers: Record<string, string> = {}): Response =>
  new Response(code === null ? '<html>' : JSON.stringify({ code, sentence: 'Words.', ref: 'abc' }), {
    status,
    headers: { 'hilo-centre': '1', ...headers },
  });
const between = (status: number): Response => new Response('<html>Accept our terms</html>', { status });
const chromium = (name: string) => new Error(`net::${name}`);

const answers: [string, Response | Error, string][] = [
  ['a wrong password', said(401, 'sign-in'), 'wrong'],
  ['too many tries', said(429, 'too-many'), 'too-many'],
  ['a machine that was shut out', said(403, 'not-allowed'), 'revoked'],
  ['a busy centre', said(503, 'busy'), 'busy'],
  ['a centre that wants a newer Hilo', said(426, 'update'), 'update'],
  ['a centre without this route', said(404, 'not-found'), 'update'],
  ['a fault of the centre', said(500, 'internal'), 'internal'],
  ['a request that it does not understand', said(400, 'bad-input'), 'internal'],
  ['an error of the centre without words', said(502, null), 'busy'],
  ['an answer of another shape', said(200, 'sign-in'), 'update'],
  ['an answer that is no JSON', said(200, null), 'update'],
  ['a page of the network', between(200), 'portal'],
  ['a proxy that wants a password', between(407), 'portal'],
  ['a proxy that cannot reach the centre', between(502), 'busy'],
  ['a proxy that waited in vain', between(504), 'busy'],
  ['a redirect', new Error("Attempted to redirect, but redirect policy was 'error'"), 'portal'],
  ['no network', chromium('ERR_INTERNET_DISCONNECTED'), 'offline'],
  ['no such host', chromium('ERR_NAME_NOT_RESOLVED'), 'offline'],
  ['nobody who listens', chromium('ERR_CONNECTION_REFUSED'), 'offline'],
  ['a connection that is cut', chromium('ERR_EMPTY_RESPONSE'), 'offline'],
  ['an answer that does not come', new DOMException('The operation timed out', 'TimeoutError'), 'offline'],
  ['a certificate of nobody', chromium('ERR_CERT_AUTHORITY_INVALID'), 'certificate'],
  ['a certificate of another host', chromium('ERR_CERT_COMMON_NAME_INVALID'), 'certificate'],
  ['a certificate out of time', chromium('ERR_CERT_DATE_INVALID'), 'certificate'],
  ['no TLS at the other end', chromium('ERR_SSL_PROTOCOL_ERROR'), 'offline'],
];

const giving =
  (answer: Response | Error): Fetch =>
  async () => {
    if (answer instanceof Response) return answer;
    throw answer;
  };

const ask = (fetch: Fetch, signal?: AbortSignal) =>
  askCentre(fetch, {
    method: 'POST',
    url: 'https://hilo.example/sign-in',
    body: { password: 'secret' },
    answer: z.strictObject({ token: z.string() }),
    now: () => 1000,
    ...(signal ? { signal } : {}),
  });

test.each(answers)('%s is told as what it is', async (_what, answer, expected) => {
  const asked = await ask(giving(answer));
  expect(asked).toMatchObject({ ok: false, trouble: { what: expected, until: null } });
});

test('what the centre says of when to come back and for support is handed on', async () => {
  const busy = await ask(giving(said(503, 'busy', { 'retry-after': '5' })));
  expect(busy).toMatchObject({ trouble: { what: 'busy', until: 6000, ref: 'abc' } });
  const odd = await ask(giving(said(503, 'busy', { 'retry-after': 'soon' })));
  expect(odd).toMatchObject({ trouble: { what: 'busy', until: null } });
});

test('a question that is taken back is no trouble of the network', async () => {
  const taken = new AbortController();
  const asked = ask(
    (_url, { signal }) => new Promise((_, no) => signal?.addEventListener('abort', () => no(signal.reason))),
    taken.signal,
  );
  taken.abort();
  expect(await asked).toEqual({ ok: false, trouble: 'cancelled' });
});

test('a password is sent with no cookie, to no other address, and is not kept', async () => {
  const inits: RequestInit[] = [];
  await ask(async (_url, init) => {
    inits.push(init);
    return said(401, 'sign-in');
  });
  expect(inits[0]).toMatchObject({ redirect: 'error', credentials: 'omit', cache: 'no-store' });
});
