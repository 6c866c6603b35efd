import { createReadStream } from 'node:fs';
import { type IncomingMessage, net, type Session } from 'electron';
import type { Fetch } from './ask.ts';

/**
 * A fetch whose body is a file, sent while it is read: Electron's own gathers the whole body in memory first. `sent`: bytes handed to the
 * network so far. Rejects as Electron's fetch does, and with the file system's error where the file cannot be read.
 */
export const fileFetch =
  (session: Session, path: string, sent: (bytes: number) => void): Fetch =>
  (url, { method = 'POST', headers, signal }) =>
    new Promise((resolve, reject) => {
      const request = net.request({ method, url, session, redirect: 'error', credentials: 'omit' });
      request.chunkedEncoding = true;
      for (const [name, value] of new Headers(headers)) request.setHeader(name, value);
      const file = createReadStream(path, { highWaterMark: 256 * 1024 });
      const fail = (error: unknown) => {
        file.destroy();
        request.abort();
        reject(error);
      };
      signal?.addEventListener('abort', () => fail(signal.reason), { once: true });
      request.on('error', fail);
      request.on('response', (message) => {
        // It may answer before it has all: the file is too large.
        file.destroy();
        wholeOf(message).then(resolve, reject);
      });
      file.on('error', fail);
      let bytes = 0;
      file.on('data', (chunk) => {
        file.pause();
        request.write(Buffer.from(chunk), undefined, () => {
          bytes += chunk.length;
          sent(bytes);
          file.resume();
        });
      });
      file.on('end', () => request.end());
    });

const wholeOf = (message: IncomingMessage): Promise<Response> =>
  new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    message.on('data', (part: Buffer) => parts.push(part));
    message.on('error', reject);
    message.on('end', () => {
      const headers = Object.entries(message.headers).map(([name, value]): [string, string] => [
        name,
        Array.isArray(value) ? value.join(', ') : value,
      ]);
      const body = message.statusCode === 204 ? null : Buffer.concat(parts);
      resolve(new Response(body, { status: message.statusCode, headers }));
    });
  });
