import { existsSync } from 'node:fs';
import { loginOf } from '#shared/sync/identity.ts';
import { newRef } from '../log.ts';
import { folderOf } from '../person/people-here.ts';
import type { SecondStep } from '../person/second-step.ts';
import { isUnreached, type Trouble } from '../person/sign-in.ts';
import type { Chair, Seated } from './chair.ts';
import type { CentreSeat } from './doors.ts';
import type { LetIn } from './let-in.ts';

/** Signing in with a password: at the sign-in screen, again at a desk, and at a locked one. Each returns why it came to nothing, or null. */
export const byPassword = (chair: Chair, second: SecondStep | null, { sitDown, stayHere }: LetIn) => {
  /**
   * The right password at a machine that the centre has shut out: the person's store is opened so that it can hand in what it has not sent,
   * and end. It shows nothing. False: there is none here.
   */
  const takeLeave = (at: CentreSeat, login: string): boolean => {
    const one = at.people.byLogin(at.server, login);
    if (!one || !existsSync(folderOf(at.home, one))) return false;
    chair.take(at, one, null, 'none', true);
    return true;
  };

  const signInHere = async (
    at: CentreSeat,
    login: string,
    password: string,
    signal: AbortSignal,
  ): Promise<Trouble | null> => {
    const answer = await at.signIn.ask(login, password, signal);
    if ('wanted' in answer) return second?.open(login, password, answer.wanted, signal) ?? null;
    if (!('trouble' in answer) || signal.aborted) return sitDown(at, answer, signal, { password });
    if (answer.trouble.what === 'revoked' && takeLeave(at, login)) return null;
    const here = await at.signIn.withoutCentre(login, password, answer.trouble);
    if ('trouble' in here) return here.trouble;
    if (!signal.aborted) chair.take(at, here.person, null, 'yes');
    return null;
  };

  const signInAgain = async (
    at: CentreSeat,
    sits: Seated,
    login: string,
    password: string,
    signal: AbortSignal,
  ): Promise<Trouble | null> => {
    const answer = await at.signIn.ask(login, password, signal);
    if ('wanted' in answer) return second?.open(login, password, answer.wanted, signal) ?? null;
    return stayHere(at, sits, answer, signal, password);
  };

  /** At a locked desk. Without the centre the password counts that it took last, unless it was away for too long. */
  const signInLocked = async (
    at: CentreSeat,
    sits: Seated,
    login: string,
    password: string,
    signal: AbortSignal,
  ): Promise<Trouble | null> => {
    const { who, session, locking } = sits;
    const trouble = await signInAgain(at, sits, login, password, signal);
    if (signal.aborted) return null;
    if (trouble === null) {
      if (!second?.isOpen()) await locking.open(session.ask);
      return null;
    }
    if (locking.leaseIsOver() || !isUnreached(trouble) || loginOf(login) !== loginOf(who.login))
      return trouble;
    if (await locking.unlock('password', password, session.ask)) return null;
    // A store of before there was a lock keeps no hash; the list of people here may.
    const before = at.people.byLogin(at.server, login)?.check ?? null;
    const here = before === null ? null : await at.signIn.withoutCentre(login, password, trouble);
    if (here === null || 'trouble' in here) return { what: 'wrong', ref: newRef(), until: null };
    await locking.open(session.ask);
    return null;
  };

  const signIn = async (
    at: CentreSeat,
    desk: Seated | null,
    login: string,
    password: string,
    signal: AbortSignal,
  ): Promise<Trouble | null> => {
    if (!desk) return signInHere(at, login, password, signal);
    return (desk.locking.state() ? signInLocked : signInAgain)(at, desk, login, password, signal);
  };

  return { signIn, signInHere, signInLocked };
};
