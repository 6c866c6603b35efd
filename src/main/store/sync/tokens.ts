import { challengeAnswer } from '#shared/sync/device.ts';
import { signedIn } from '#shared/sync/identity.ts';
import { newRef } from '../trouble.ts';
import type { Account } from './account.ts';
import type { Centre } from './ask.ts';
import type { DeviceKey } from './device-key.ts';
import { TroubleError } from './trouble.ts';

export type TokenKeeper = {
  /** A token that is good now, refreshed if need be. @throws TroubleError, `sign-in` where only the person can help */
  good(signal: AbortSignal): Promise<string>;
  /** Asks for new tokens though the old ones are good: what comes with them is another. @throws TroubleError */
  renew(signal: AbortSignal): Promise<void>;
  /** Does what needs a token; when the centre does not take it, once more with a new one. @throws TroubleError */
  using<T>(signal: AbortSignal, work: (token: string) => Promise<T>): Promise<T>;
};

/** A token that ends sooner than this (ms) is not begun with. */
const margin = 60_000;
const patience = 30_000;
/** After this a centre that took no key is asked again, ms. */
const enrolAgain = 10 * 60_000;

/**
 * The one refresher of a store: whoever wants a token while one is fetched gets that one. The new refresh token is on
 * the disk before anything is done with it; the old one is good until its successor is used, so an answer that was lost does no harm.
 * @param now the centre's clock as far as it is known, ms
 */
export function tokenKeeper(
  account: Account,
  centre: Centre,
  person: string,
  now: () => number,
  key: DeviceKey,
): TokenKeeper {
  let underWay: Promise<string> | null = null;
  let enrolFrom = 0;

  async function challenge(signal: AbortSignal): Promise<string> {
    const ask = { method: 'GET', path: '/challenge', token: null, signal, patience } as const;
    return (await centre.json(ask, challengeAnswer)).challenge;
  }

  async function refresh(signal: AbortSignal): Promise<string> {
    const [held, device] = [account.tokens(), account.device()];
    if (!held || device === null) throw signInAgain();
    // Also where it is not known to be bound: the answer that said so may have been lost.
    const proof = key.isMade() ? { proof: key.proof('refresh', await challenge(signal), held.refresh) } : {};
    const body = { device, refresh: held.refresh, ...proof };
    const fresh = await centre.json(
      { method: 'POST', path: '/refresh', token: null, body, signal, patience },
      signedIn,
    );
    if (fresh.person.id !== person) throw signInAgain();
    // Somebody signed in again meanwhile: those tokens are the newer ones.
    if (account.tokens()?.refresh === held.refresh && !account.keepFresh(fresh)) throw signInAgain();
    return account.tokens()?.token ?? fresh.token;
  }

  const mustEnrol = () => !key.isOf(account.device(), account.deviceKey()) && now() >= enrolFrom;

  /** Binds this store's key to its device, which may be another afterwards (decision 0028). */
  async function enrol(signal: AbortSignal): Promise<void> {
    const held = account.tokens();
    if (!held || !mustEnrol()) return;
    try {
      const body = { proof: key.proof('enrol', await challenge(signal), '') };
      const fresh = await centre.json(
        { method: 'POST', path: '/enrol', token: held.token, body, signal, patience },
        signedIn,
      );
      if (fresh.person.id !== person) throw signInAgain();
      if (account.tokens()?.refresh !== held.refresh) return;
      if (!account.keepFresh(fresh)) throw signInAgain();
      key.bound(fresh.device);
    } catch (error) {
      // An older centre knows no such thing, and goes on without.
      if (!(error instanceof TroubleError) || error.trouble.what !== 'internal') throw error;
      enrolFrom = now() + enrolAgain;
    }
  }

  async function renew(signal: AbortSignal, isGood: boolean): Promise<string> {
    if (!isGood) await refresh(signal);
    try {
      await enrol(signal);
    } catch (error) {
      if (!isGood || !(error instanceof TroubleError) || error.trouble.what !== 'sign-in') throw error;
      await refresh(signal);
      await enrol(signal);
    }
    const held = account.tokens();
    if (!held) throw signInAgain();
    return held.token;
  }

  function fresh(signal: AbortSignal, isGood = false): Promise<string> {
    underWay ??= renew(signal, isGood).finally(() => {
      underWay = null;
    });
    return underWay;
  }

  async function good(signal: AbortSignal): Promise<string> {
    const held = account.tokens();
    if (!held) throw signInAgain();
    const isGood = held.tokenUntil - now() > margin;
    return isGood && !mustEnrol() ? held.token : fresh(signal, isGood);
  }

  return {
    good,
    async renew(signal) {
      await fresh(signal);
    },
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
  const ref = newRef();
  return new TroubleError({ what: 'sign-in', ref, retryAfter: null, isOfAsk: false, code: null });
}
