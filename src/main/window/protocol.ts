import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

export const scheme = 'app';
export const origin = 'app://hilo';
export const startPage = `${origin}/index.html`;

/** What the page may load and run. Trusted Types: nothing but `preload.ts`'s one policy turns text into markup. */
export const contentPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');

const kinds: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
};

/**
 * The file that an address of ours means: an absolute path below `root`, or the HTTP status that says why not. Percent signs are decoded
 * once; the URL parser has already folded plain `..`, so what is left of it here was written to deceive.
 */
export const fileFor = (address: string, root: string): string | 400 | 403 => {
  let path: string;
  try {
    const url = new URL(address);
    if (`${url.protocol}//${url.host}` !== origin) return 403;
    path = decodeURIComponent(url.pathname);
  } catch {
    return 400;
  }
  // Backslashes and colons (drives, streams) are separators on Windows; a zero byte ends a path early.
  if (/[\\:\0]/.test(path)) return 403;
  const base = normalize(root).replace(/[\\/]+$/, '');
  const file = normalize(join(base, path === '/' ? 'index.html' : path));
  return file.startsWith(base + sep) ? file : 403;
};

const headersFor = (kind: string, nonce: string): Record<string, string> => ({
  'content-type': kind,
  'content-security-policy': contentPolicy(nonce),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
});

/** What Electron's protocol takes as an answer. */
export type PageAnswer = { statusCode: number; headers: Record<string, string>; data: Buffer };

/**
 * Answers `app://hilo/…` from the folder of the built page. In HTML the text `__NONCE__` becomes the nonce of this answer, with which
 * Mantine marks its style elements.
 */
export const servePage = async (
  request: { url: string; method: string },
  root: string,
  newNonce: () => string,
): Promise<PageAnswer> => {
  const nonce = newNonce();
  const refuse = (statusCode: number): PageAnswer => ({
    statusCode,
    headers: headersFor('text/plain; charset=utf-8', nonce),
    data: Buffer.alloc(0),
  });
  if (request.method !== 'GET') return refuse(405);
  const file = fileFor(request.url, root);
  if (typeof file === 'number') return refuse(file);
  const kind = kinds[extname(file).toLowerCase()];
  if (kind === undefined) return refuse(404);
  let body: Buffer;
  try {
    body = await readFile(file);
  } catch {
    return refuse(404);
  }
  const headers = headersFor(kind, nonce);
  if (!kind.startsWith('text/html')) return { statusCode: 200, headers, data: body };
  const data = Buffer.from(body.toString('utf8').replaceAll('__NONCE__', nonce));
  return { statusCode: 200, headers: { ...headers, 'cache-control': 'no-store' }, data };
};
