import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Reply } from '#shared/bridge.ts';
import type { SessionAsk } from '#shared/session/asks.ts';
import { centreHeader, heardProblem } from '#shared/sync/identity.ts';
import { newRef } from '../log.ts';
import type { PublishDoors } from './publish-rules.ts';

export type SaveExport = (
  ask: Extract<SessionAsk, { ask: 'save-export' }>,
  path: string,
) => Promise<Reply<null>>;

/** Longer than a centre takes to begin; photos then take as long as they take, ms. */
const patience = 60_000;

/** Everything that the centre has of a person, from it to a file that somebody chose. Half a file does not stay. */
export const saveExportAt =
  ({ server, token, fetch }: PublishDoors): SaveExport =>
  async ({ customerIds, language }, path) => {
    const good = await token();
    if (good === null) return no('centre-needed');
    const end = new AbortController();
    const timer = setTimeout(() => end.abort(), patience);
    try {
      const response = await fetch(`${server}/exports`, {
        method: 'POST',
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${good}` },
        body: JSON.stringify({ customerIds, language }),
        signal: end.signal,
      });
      clearTimeout(timer);
      if (!response.headers.has(centreHeader) || response.body === null) return no('centre-needed');
      if (!response.ok) {
        const said = heardProblem.safeParse(await response.json().catch(() => null)).data;
        if (said?.why === 'fresh-sign-in') return no('fresh-sign-in');
        return no(
          said?.code === 'not-allowed' || said?.code === 'not-found' ? 'not-allowed' : 'centre-needed',
        );
      }
      await pipeline(
        Readable.fromWeb(response.body as ReadableStream),
        createWriteStream(path, { mode: 0o600 }),
      );
      return { ok: true, value: null };
    } catch (error) {
      await rm(path, { force: true }).catch(() => undefined);
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (code === 'ENOSPC' || code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOENT')
        return {
          ok: false,
          fault: { code: code === 'ENOSPC' ? 'disk-full' : 'bad-place', what: 'export', ref: newRef() },
        };
      return no('centre-needed');
    } finally {
      clearTimeout(timer);
    }
  };

const no = (code: 'centre-needed' | 'not-allowed' | 'fresh-sign-in'): Reply<null> => ({
  ok: false,
  refusal: { code },
});
