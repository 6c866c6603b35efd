import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Waits on this machine for the browser to come back from the identity provider (RFC 8252, 7.3). */
export type Loopback = {
  /** `http://127.0.0.1:PORT/back`: a port that the system says is free. */
  redirect: string;
  /** From now on an answer with this state is taken; before that, none is. Resolves with its query. */
  answer: (state: string) => Promise<URLSearchParams>;
  close: () => void;
};

const path = '/back';
/** Where the browser is sent at once, so that no code stays in its address bar and history. */
const afterwards = '/done';

/** Opens it. Whatever does not carry the state is answered and forgotten: another page may knock at every port. */
export const openLoopback = async (): Promise<Loopback> => {
  let take: ((query: URLSearchParams) => boolean) | null = null;
  let host = '';
  /** The browser has what it needs; null: it was promised nothing. */
  let shown: (() => void) | null = null;
  const isShown = () =>
    new Promise<void>((resolve) => {
      shown = resolve;
      setTimeout(resolve, lastWords).unref();
    });
  let owed = Promise.resolve();
  // Not with the rest of main: it reads all of undici with it.
  const { createServer } = await import('node:http');
  const server = createServer({ maxHeaderSize: 32 * 1024, requestTimeout: 10_000 }, (request, response) => {
    request.resume();
    const url = URL.parse(request.url ?? '', 'http://127.0.0.1');
    // A name that somebody lets point at this machine is not this machine.
    if (url === null || request.method !== 'GET' || request.headers.host !== host) return end(response, 404);
    if (url.pathname === afterwards) {
      end(response, 200, pages.done);
      return shown?.();
    }
    if (url.pathname !== path) return end(response, 404);
    if (!take?.(url.searchParams)) return end(response, 400, pages.other);
    owed = isShown();
    response.writeHead(303, { ...always, location: afterwards }).end();
  });
  await new Promise<void>((listens, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', listens);
  });
  server.unref();
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    redirect: `http://${host}${path}`,
    answer: (state) =>
      new Promise((resolve) => {
        take = (query) => {
          if (query.get('state') !== state) return false;
          take = null;
          resolve(query);
          return true;
        };
      }),
    close: () => {
      take = null;
      // The browser still asks for the page that says it is done.
      void owed.then(() => {
        server.close();
        server.closeIdleConnections();
      });
    },
  };
};

/** How long a browser may take for that, ms. */
const lastWords = 3000;

const always = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
} as const;

const end = (response: ServerResponse, status: number, page = ''): void =>
  void response.writeHead(status, always).end(page);

/** Nothing of what came stands in a page. In both languages: the browser's need not be Hilo's. */
const page = (lines: readonly [lang: string, text: string][]): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Hilo</title>
<style>:root{color-scheme:light dark}body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem}</style>
<h1>Hilo</h1>${lines.map(([lang, text]) => `<p lang="${lang}">${text}</p>`).join('')}</html>`;

const pages = {
  done: page([
    ['en', 'Go on in Hilo. You can close this page.'],
    ['es', 'Siga en Hilo. Puede cerrar esta página.'],
  ]),
  other: page([
    ['en', 'This is not the sign-in that Hilo waits for. Close this page and begin again in Hilo.'],
    ['es', 'Este no es el inicio de sesión que Hilo espera. Cierre esta página y empiece otra vez en Hilo.'],
  ]),
};
