import { randomUUID } from 'node:crypto';
import { signedIn } from '#shared/sync/identity.ts';
import type { Account } from './account.ts';
import type { Centre } from './ask.ts';
import { TroubleError } from './trouble.ts';

export type TokenKeeper = {
  /** A token that is good now, refreshed if need be. @throws TroubleError, `sign-in` where only the person can help */
  good(signal: AbortSignal): Promise<string>;
  /** Does what needs a token; when the centre does not take it, once more with a new one. @throws TroubleError */
  using<T>(signal: AbortSignal, work: (token: string) => Promise<T>): Promise<T>;
};

/** A token that ends sooner than this (ms) is not begun with. */
const margin = 60_000;
const patience = 30_000;

/**
 * The one refresher of a store (trust.md, trap 36): whoever wants a token while one is fetched gets that one. The new refresh token is on
 * the disk before anything is done with it; the old one is good until its successor is used, so an answer that was lost does no harm.
 * @param now the centre's clock as far as it is known, ms
 */
export function tokenKeeper(
  account: Account,
  centre: Centre,
  person: string,
  now: () => number,
): TokenKeeper {
  let underWay: Promise<string> | null = null;

  async function refresh(signal: AbortSignal): Promise<string> {
    const [held, device] = [account.tokens(), account.device()];
    if (!held || device === null) throw signInAgain();
    const body = { device, refresh: held.refresh };
    const fresh = await centre.json(
      { method: 'POST', path: '/refresh', token: null, body, signal, patience },
      signedIn,
    );
    if (fresh.person.id !== person) throw signInAgain();
    // Somebody signed in again meanwhile: those tokens are the newer ones.
    if (account.tokens()?.refresh === held.refresh && !account.keepFresh(fresh)) throw signInAgain();
    return account.tokens()?.token ?? fresh.token;
  }

  function fresh(signal: AbortSignal): Promise<string> {
    underWay ??= refresh(signal).finally(() => {
      underWay = null;
    });
    return underWay;
  }

  async function good(signal: AbortSignal): Promise<string> {
    const held = account.tokens();
    if (!held) throw signInAgain();
    return held.tokenUntil - now() > margin ? held.token : fresh(signal);
  }

  return {
    good,
    async using(signal, work) {
      const token = await good(signal);
      try {
        return await work(token);
      } catch (error) {
        if (!(error instanceof TroubleError) || error.trouble.what !== 'sign-in') throw error;
        const now = account.tokens()?.token;
        return work(now !== undefined && now !== token ? now : await fresh(signal));
      }
    },
  };
}

function signInAgain(): TroubleError {
  const ref = randomUUID().slice(0, 8);
  return new TroubleError({ what: 'sign-in', ref, retryAfter: null, isOfAsk: false, code: null });
}
