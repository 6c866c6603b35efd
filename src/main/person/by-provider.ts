import { createHash, randomBytes } from 'node:crypto';
import { signedIn } from '#shared/sync/identity.ts';
import { type ProviderSignInAsk, providerBegun, waysAnswer } from '#shared/sync/provider.ts';
import { centreAddress } from '../centre/address.ts';
import { type Asked, askCentre } from '../centre/ask.ts';
import { newRef } from '../log.ts';
import { openLoopback } from './loopback.ts';
import { personOf } from './people-here.ts';
import type { SignInAnswer, SignInDoors, Trouble } from './sign-in.ts';

/** How long a person may take at the provider's page, ms; the centre's attempt is good a little longer. */
const patience = 9 * 60_000;

export type ByProvider = {
  /** What the provider is called; null: there is none. `unknown`: the centre does not answer. */
  name: () => Promise<string | null | 'unknown'>;
  /** All of it: begins at the centre, opens the browser, waits for it, hands in what it brought. `away`: the browser is open. `fresh`: a session with the provider is not enough. */
  ask: (name: string, away: () => void, signal: AbortSignal, fresh: boolean) => Promise<SignInAnswer>;
};

const trouble = (what: Trouble['what']): { trouble: Trouble } => ({
  trouble: { what, ref: newRef(), until: null },
});

/**
 * Signing in by the company's identity provider (RFC 8252): in the system's browser, where the person sees whose page it is and has their
 * own password manager and keys. No page of Hilo's and no token of the provider's is involved: the centre exchanges the code.
 */
export const byProviderAt = (
  doors: SignInDoors,
  said: (asked: Extract<Asked<unknown>, { ok: false }>) => { trouble: Trouble },
): ByProvider => {
  const { server, fetch, people, now } = doors;
  const post = <T>(
    path: string,
    body: unknown,
    answer: Parameters<typeof askCentre<T>>[1]['answer'],
    signal: AbortSignal,
  ) => askCentre<T>(fetch, { method: 'POST', url: `${server}${path}`, body, answer, signal, now });

  return {
    name: async () => {
      const url = `${server}/sign-in/ways`;
      const asked = await askCentre(fetch, { method: 'GET', url, answer: waysAnswer, now });
      if (asked.ok) return asked.value.provider?.name ?? null;
      // A centre that is older than providers has none.
      return asked.trouble !== 'cancelled' && asked.trouble.code === 'not-found' ? null : 'unknown';
    },
    ask: async (name, away, signal, fresh) => {
      const verifier = randomBytes(32).toString('base64url');
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      const loopback = await openLoopback();
      try {
        const { redirect } = loopback;
        const ask = { challenge, redirect, ...(fresh && { fresh }) };
        const begun = await post('/sign-in/provider/begin', ask, providerBegun, signal);
        if (!begun.ok) return said(begun);
        const { url, state, attempt } = begun.value;
        if (!mayOpen(url)) return trouble('internal');
        const waiting = loopback.answer(state);
        try {
          await doors.openBrowser(url);
        } catch {
          return trouble('browser');
        }
        away();
        const answer = await inTime(waiting, signal);
        if (answer === null) return trouble('over');
        doors.comeBack();
        if (answer.has('error'))
          return trouble(answer.get('error') === 'access_denied' ? 'denied' : 'provider');
        const body: ProviderSignInAsk = {
          attempt,
          answer: `?${answer}`,
          verifier,
          devices: people.all(server).map(({ device }) => device),
          deviceName: doors.deviceName,
        };
        const asked = await post('/sign-in/provider', body, signedIn, signal);
        // Of a password nothing was said: it is this sign-in that is not good.
        if (!asked.ok) return wrongIsOver(said(asked));
        const { login = asked.value.person.id, person } = asked.value;
        const before = people.all(server).find(({ id }) => id === person.id);
        return {
          person: personOf(server, login, asked.value, before?.check ?? null, name),
          signedIn: asked.value,
        };
      } finally {
        loopback.close();
      }
    },
  };
};

/** A browser takes any address there is; ours is one of the web, and without TLS only where it does not leave this machine. */
const mayOpen = (url: string): boolean => {
  const { protocol, origin } = new URL(url);
  return protocol === 'https:' || centreAddress(origin) !== null;
};

const inTime = (waiting: Promise<URLSearchParams>, signal: AbortSignal): Promise<URLSearchParams | null> => {
  const ends = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  return Promise.race([
    waiting,
    new Promise<null>((resolve) => {
      if (ends.aborted) resolve(null);
      ends.addEventListener('abort', () => resolve(null), { once: true });
    }),
  ]);
};

const wrongIsOver = ({ trouble: one }: { trouble: Trouble }): { trouble: Trouble } => ({
  trouble: one.what === 'wrong' ? { ...one, what: 'over' } : one,
});
