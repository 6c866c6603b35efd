import type { Reply } from '#shared/bridge.ts';
import { FaultError } from '#shared/fault.ts';
import type { SessionAsk } from '#shared/session/asks.ts';
import { centreHeader, heardProblem } from '#shared/sync/identity.ts';
import { newRef } from '../log.ts';
import { writeTo } from '../store/files/disk.ts';
import { type AsPersonDoors, refused } from './as-person.ts';

export type SaveExport = (
  ask: Extract<SessionAsk, { ask: 'save-export' }>,
  path: string,
) => Promise<Reply<null>>;

/** Longer than a centre takes to begin; photos then take as long as they take, ms. */
const patience = 60_000;

/** Everything that the centre has of a person, from it to a file that somebody chose. Half a file does not stay. */
export const saveExportAt =
  ({ server, token, fetch }: Pick<AsPersonDoors, 'server' | 'token' | 'fetch'>): SaveExport =>
  async ({ customerIds, language }, path) => {
    const good = await token();
    if (good === null) return refused('centre-needed');
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
      if (!response.headers.has(centreHeader) || response.body === null) return refused('centre-needed');
      if (!response.ok) return refusalIn(await response.json().catch(() => null));
      await writeTo(path, response.body);
      return { ok: true, value: null };
    } catch (error) {
      if (error instanceof FaultError)
        return { ok: false, fault: { code: error.code, what: 'export', ref: newRef() } };
      return refused('centre-needed');
    } finally {
      clearTimeout(timer);
    }
  };

function refusalIn(body: unknown): Reply<null> {
  const said = heardProblem.safeParse(body).data;
  if (said?.why === 'fresh-sign-in') return refused('fresh-sign-in');
  const isTheirs = said?.code === 'not-allowed' || said?.code === 'not-found';
  return refused(isTheirs ? 'not-allowed' : 'centre-needed');
}
