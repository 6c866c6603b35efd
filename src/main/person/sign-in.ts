import { z } from 'zod';
import type { SignInStep, SigningIn } from '#shared/session/sign-in.ts';
import { type DemoPeople, demoPeople, type SignedIn } from '#shared/sync/identity.ts';
import { type SecondFactorWanted, signInAnswer } from '#shared/sync/second-factor.ts';
import { limit } from '../calls/limit.ts';
import { type Asked, askCentre, type Fetch } from '../centre/ask.ts';
import type { Keychain } from '../key/keychain.ts';
import { newRef } from '../log.ts';
import { type ByProvider, byProviderAt } from './by-provider.ts';
import { isPassword, passwordCheck } from './password-check.ts';
import { type PeopleHere, type PersonHere, personOf } from './people-here.ts';
import { type SecondStep, startSecondStep } from './second-step.ts';

export type Trouble = NonNullable<SigningIn['trouble']>;

export type SignInDoors = {
  server: string;
  fetch: Fetch;
  keychain: Keychain;
  people: PeopleHere;
  /** What the centre's admins see this machine as. */
  deviceName: string;
  /** The person is wanted here again: they were sent to the browser. */
  comeBack: () => void;
  /** Opens an address in the system's browser. Rejects where there is none. */
  openBrowser: (url: string) => Promise<void>;
  now: () => number;
};

/** Somebody whom the centre knows, with what it gave; or why not. */
export type SignInAnswer = { person: PersonHere; signedIn: SignedIn } | { trouble: Trouble };

export type SignIn = {
  /** `wanted`: the password is right, and not enough. */
  ask: (
    login: string,
    password: string,
    signal: AbortSignal,
  ) => Promise<SignInAnswer | { wanted: SecondFactorWanted }>;
  /** What this machine keeps of a password that the centre took (password-check.ts). */
  checkOf: (password: string) => Promise<string | null>;
  secondStep: (show: (step: SignInStep | null) => void) => SecondStep;
  /** Whom this login and password mean on this machine, while the centre cannot be reached (`instead`); or why nobody. */
  withoutCentre: (
    login: string,
    password: string,
    instead: Trouble,
  ) => Promise<{ person: PersonHere } | { trouble: Trouble }>;
  /** By the company's identity provider. */
  byProvider: ByProvider;
  /** Tells the centre that what it gave is not used. Not waited for: it ends by itself soon. */
  giveBack: (given: SignedIn) => void;
  /** The people of a demo centre, with the one password of all. */
  demo: (signal: AbortSignal) => Promise<{ cast: DemoPeople } | { trouble: Trouble }>;
};

/** Troubles in which nobody at the centre has said no. */
const unreached: ReadonlySet<Trouble['what']> = new Set([
  'offline',
  'portal',
  'certificate',
  'busy',
  'update',
]);

/** Whether a trouble leaves it open who somebody is. */
export const isUnreached = ({ what }: Trouble): boolean => unreached.has(what);

/** Guesses at a password on this machine, where no centre counts them. */
const tries = { most: 5, span: 60_000 };

/** Signs people in at a centre, or, while it cannot be reached, those who signed in on this machine before. */
export const signInAt = (doors: SignInDoors): SignIn => {
  const { server, fetch, keychain, people, now } = doors;
  const mayTry = limit(tries.most, tries.span);
  const said = ({ trouble }: Extract<Asked<unknown>, { ok: false }>): { trouble: Trouble } => {
    // Taken back: nobody reads it.
    if (trouble === 'cancelled') return { trouble: { what: 'offline', ref: newRef(), until: null } };
    const { what, ref, until } = trouble;
    return { trouble: { what, ref, until } };
  };

  return {
    ask: async (login, password, signal) => {
      const device = people.byLogin(server, login)?.device ?? null;
      const body = { login, password, device, deviceName: doors.deviceName };
      const url = `${server}/sign-in`;
      const asked = await askCentre(fetch, { method: 'POST', url, body, answer: signInAnswer, signal, now });
      if (!asked.ok) return said(asked);
      if ('needs' in asked.value) return { wanted: asked.value };
      const check = await passwordCheck(keychain, password);
      return { person: personOf(server, login, asked.value, check), signedIn: asked.value };
    },
    withoutCentre: async (login, password, instead) => {
      const person = unreached.has(instead.what) ? people.byLogin(server, login) : null;
      // Who signed in by the provider alone has no password that this machine could know.
      if (person === null || (person.check === null && keychain.available())) return { trouble: instead };
      if (!mayTry(now())) return { trouble: { what: 'too-many', ref: newRef(), until: now() + tries.span } };
      if (await isPassword(keychain, person.check, password)) return { person };
      return { trouble: { what: 'wrong', ref: newRef(), until: null } };
    },
    checkOf: (password) => passwordCheck(keychain, password),
    byProvider: byProviderAt(doors, said),
    secondStep: (show) => startSecondStep(doors, show),
    giveBack: ({ token }) => {
      const url = `${server}/sign-out`;
      void askCentre(fetch, { method: 'POST', url, token, answer: z.null(), now });
    },
    demo: async (signal) => {
      const url = `${server}/demo/people`;
      const asked = await askCentre(fetch, { method: 'GET', url, answer: demoPeople, signal, now });
      return asked.ok ? { cast: asked.value } : said(asked);
    },
  };
};
