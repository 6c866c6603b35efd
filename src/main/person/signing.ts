import type { SigningIn } from '#shared/session/sign-in.ts';
import { errorFields, type Log, newRef } from '../log.ts';
import type { Trouble } from './sign-in.ts';

type Attempt = Omit<SigningIn, 'provider'>;
const idle: Attempt = { busy: false, trouble: null, atProvider: false, step: null };

export type Signing = {
  now: () => Attempt;
  /**
   * Runs one attempt; its trouble, or null, is what the screen says afterwards. False: another is under way, nothing was done. What it
   * throws becomes an `internal` trouble. `away`: it goes on in the browser.
   */
  attempt: (work: (signal: AbortSignal, away: () => void) => Promise<Trouble | null>) => Promise<boolean>;
  /** Ends the attempt that is under way, if any; the screen says nothing of it. */
  cancel: () => void;
  /** What is wanted next, on the screen. */
  stepTo: (step: SigningIn['step']) => void;
  /** Somebody else is asked now: what was said to the last one is over. */
  forget: () => void;
};

/** How signing in goes, one attempt at a time. */
export const startSigning = (changed: () => void, log: Log): Signing => {
  let now = idle;
  let asking: AbortController | null = null;
  const become = (next: Attempt) => {
    now = next;
    const { what = null, ref = null } = next.trouble ?? {};
    log('sign-in', { busy: next.busy, what, ref });
    changed();
  };
  const forget = () => {
    asking?.abort();
    asking = null;
    now = idle;
  };

  return {
    now: () => now,
    attempt: async (work) => {
      if (asking) return false;
      const mine = new AbortController();
      asking = mine;
      become({ ...idle, step: now.step, busy: true });
      const away = () => asking === mine && become({ ...now, atProvider: true });
      const trouble = await work(mine.signal, away).catch((error: unknown): Trouble => {
        const ref = newRef();
        log('sign-in', { ref, ...errorFields(error) });
        return { what: 'internal', ref, until: null };
      });
      // Forgotten meanwhile: what is said now is about somebody else.
      if (asking !== mine) return true;
      asking = null;
      become({ ...idle, step: now.step, trouble: mine.signal.aborted ? null : trouble });
      return true;
    },
    cancel: () => asking?.abort(),
    stepTo: (step) => become({ ...now, step }),
    forget,
  };
};
