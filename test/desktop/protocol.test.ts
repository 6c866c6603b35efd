import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { contentPolicy, fileFor, servePage } from '../../src/main/window/protocol.ts';

const home = mkdtempSync(join(tmpdir(), 'hilo-page-'));
const root = join(home, 'renderer');
mkdirSync(join(root, 'assets'), { recursive: true });
mkdirSync(`${root}-secret`);
writeFileSync(join(root, 'index.html'), '<meta content="__NONCE__"><p nonce="__NONCE__">');
writeFileSync(join(root, 'assets', 'a b.js'), '1');
writeFileSync(join(home, 'key.json'), 'secret');
writeFileSync(join(`${root}-secret`, 'a.js'), 'secret');
afterAll(() => rmSync(home, { recursive: true, force: true }));

let made = 0;
const serve = (url: string, method = 'GET') =>
  servePage({ url, method }, root, () => {
    made += 1;
    return `nonce-${made}`;
  });

test('the page is served, with the nonce of its own answer in place', async () => {
  for (const url of ['app://hilo/', 'app://hilo/index.html', 'app://hilo/index.html?x=1#y']) {
    const answer = await serve(url);
    const text = answer.data.toString('utf8');
    expect(answer.statusCode).toBe(200);
    const nonce = /content="([^"]+)"/.exec(text)?.[1] ?? '';
    expect(text).toBe(`<meta content="${nonce}"><p nonce="${nonce}">`);
    expect(answer.headers['content-security-policy']).toBe(contentPolicy(nonce));
    expect(answer.headers['cache-control']).toBe('no-store');
  }
  const script = await serve('app://hilo/assets/a%20b.js');
  expect([script.statusCode, script.headers['content-type']]).toEqual([
    200,
    'text/javascript; charset=utf-8',
  ]);
});

test.each([
  'app://hilo/../key.json',
  'app://hilo/%2e%2e/key.json',
  'app://hilo/..%2fkey.json',
  'app://hilo/%2e%2e%2fkey.json',
  'app://hilo/assets/..%2f..%2fkey.json',
  'app://hilo/..%2frenderer-secret/a.js',
  'app://hilo/..%5ckey.json',
  'app://hilo/%2e%2e%5ckey.json',
  'app://hilo/C:%5cWindows%5cwin.ini',
  'app://hilo//etc/passwd',
  'app://hilo/index.html%00.js',
  'app://hilo/%',
  'app://hilo/%E0%A4%A',
  'app://hilo/%252e%252e%252fkey.json',
  'app://hilo/missing.js',
  'app://hilo/assets',
  'app://hilo/assets/',
  'app://other/index.html',
  'app://hilo.example/index.html',
  'http://hilo/index.html',
  'file:///etc/passwd',
  'not an address',
])('%s gives nothing', async (url) => {
  const answer = await serve(url);
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.data).toHaveLength(0);
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
});

test('only reading is answered', async () => {
  expect((await serve('app://hilo/index.html', 'POST')).statusCode).toBe(405);
});

test('whatever the path, a file that is given lies below the folder', () => {
  const piece = fc.constantFrom(
    '..',
    '.',
    '/',
    '%2f',
    '%2F',
    '%5c',
    '\\',
    '%2e',
    '%252e',
    'a',
    ':',
    '%00',
    '//',
    '~',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 2 })), { maxLength: 12 }), (pieces) => {
      const file = fileFor(`app://hilo/${pieces.join('')}`, root);
      if (typeof file === 'string')
        expect(file.startsWith(`${root}/`) || file.startsWith(`${root}\\`)).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

test('the policy has no way around it', () => {
  const policy = contentPolicy('n');
  expect(policy).not.toMatch(/unsafe|\*|https?:|wasm/);
  for (const rule of [
    "default-src 'none'",
    "script-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "connect-src 'none'",
  ])
    expect(policy.split('; ')).toContain(rule);
});
