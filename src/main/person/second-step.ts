import type { SignInStep } from '#shared/session/sign-in.ts';
import { signedIn } from '#shared/sync/identity.ts';
import {
  enrolmentBegun,
  enrolmentDone,
  type NewPasswordAsk,
  type SecondFactorAsk,
  type SecondFactorWanted,
  signInAnswer,
} from '#shared/sync/second-factor.ts';
import { type Asked, askCentre, type CentreAsk } from '../centre/ask.ts';
import { newRef } from '../log.ts';
import { passwordCheck } from './password-check.ts';
import { personOf } from './people-here.ts';
import type { SignInAnswer, SignInDoors, Trouble } from './sign-in.ts';

/** What comes after the right password, while it is under way; kept by main, which the page cannot look into. */
export type SecondStep = {
  /** Shows what is wanted. Returns why it cannot be. */
  open: (
    login: string,
    password: string,
    wanted: SecondFactorWanted,
    signal: AbortSignal,
  ) => Promise<Trouble | null>;
  isOpen: () => boolean;
  /** Hands in a password of one's own. `shown`: it was taken, and the next step is on the screen. */
  choose: (password: string, signal: AbortSignal) => Promise<SignInAnswer | 'shown'>;
  /** Hands in a code. `shown`: it was right, and recovery codes are shown before anybody sits down. */
  code: (text: string, signal: AbortSignal) => Promise<SignInAnswer | 'shown'>;
  /** What the centre gave, once the recovery codes were seen; null: there is nothing. */
  goOn: () => SignInAnswer | null;
  /** The password that was right. */
  password: () => string | null;
  /** Over, whatever came of it. Returns what the centre gave and nobody has taken. */
  close: () => SignInAnswer | null;
};

type Under = {
  login: string;
  password: string;
  wanted: SecondFactorWanted;
  given: SignInAnswer | null;
};

/** @param show puts a step on the screen; null: none */
export const startSecondStep = (doors: SignInDoors, show: (step: SignInStep | null) => void): SecondStep => {
  const { server, fetch, keychain, people, now } = doors;
  let under: Under | null = null;

  const post = <T>(path: string, body: unknown, answer: CentreAsk<T>['answer'], signal: AbortSignal) =>
    askCentre<T>(fetch, { method: 'POST', url: `${server}/sign-in/${path}`, body, answer, signal, now });

  const troubleIn = ({ trouble }: Extract<Asked<unknown>, { ok: false }>): Trouble => {
    if (trouble === 'cancelled') return { what: 'offline', ref: newRef(), until: null };
    const { what, code, why, ref, until } = trouble;
    if (why === 'weak-password') return { what: why, ref, until };
    if (code !== 'gone') return { what: what === 'wrong' ? 'wrong-code' : what, ref, until };
    close();
    return { what: 'over', ref, until };
  };

  const close = (): SignInAnswer | null => {
    const given = under?.given ?? null;
    under = null;
    show(null);
    return given;
  };

  const open: SecondStep['open'] = async (login, password, wanted, signal) => {
    if (wanted.needs === 'enrolment') {
      const begun = await post('enrolment', { slip: wanted.slip }, enrolmentBegun, signal);
      if (!begun.ok) return troubleIn(begun);
      if (signal.aborted) return null;
      under = { login, password, wanted, given: null };
      show({ step: 'enrolment', ...begun.value });
      return null;
    }
    if (signal.aborted) return null;
    under = { login, password, wanted, given: null };
    show({ step: wanted.needs });
    return null;
  };

  return {
    open,
    isOpen: () => under !== null,
    choose: async (password, signal) => {
      if (under === null) return { trouble: { what: 'over', ref: newRef(), until: null } };
      const { login, wanted } = under;
      const device = people.byLogin(server, login)?.device ?? null;
      const body: NewPasswordAsk = { slip: wanted.slip, password, device, deviceName: doors.deviceName };
      const asked = await post('new-password', body, signInAnswer, signal);
      if (!asked.ok) return { trouble: troubleIn(asked) };
      if (!('needs' in asked.value)) {
        const check = await passwordCheck(keychain, password);
        return { person: personOf(server, login, asked.value, check), signedIn: asked.value };
      }
      const trouble = await open(login, password, asked.value, signal);
      return trouble === null ? 'shown' : { trouble };
    },
    code: async (code, signal) => {
      if (under === null) return { trouble: { what: 'over', ref: newRef(), until: null } };
      const mine = under;
      const { login, password, wanted } = mine;
      const device = people.byLogin(server, login)?.device ?? null;
      const body: SecondFactorAsk = { slip: wanted.slip, code, device, deviceName: doors.deviceName };
      const check = await passwordCheck(keychain, password);
      if (wanted.needs === 'code') {
        const asked = await post('second-factor', body, signedIn, signal);
        if (!asked.ok) return { trouble: troubleIn(asked) };
        return { person: personOf(server, login, asked.value, check), signedIn: asked.value };
      }
      const asked = await post('enrolment/confirm', body, enrolmentDone, signal);
      if (!asked.ok) return { trouble: troubleIn(asked) };
      const { recovery, signedIn: given } = asked.value;
      mine.given = { person: personOf(server, login, given, check), signedIn: given };
      show({ step: 'recovery', codes: recovery });
      return 'shown';
    },
    goOn: () => under?.given ?? null,
    password: () => under?.password ?? null,
    close,
  };
};
