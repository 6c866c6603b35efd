/** Why nobody is signed in (yet). The screen says what to do about each. */
export type SignInTrouble =
  /** Login or password: which one is not said. */
  | 'wrong'
  | 'too-many'
  /** No answer at all, and nobody with this login signed in on this machine before. */
  | 'offline'
  | 'portal'
  | 'certificate'
  | 'busy'
  | 'update'
  /** An admin has shut this machine out. */
  | 'revoked'
  /** Somebody else's login at a desk that is asked to sign in again. */
  | 'other-person'
  /** The company's identity provider does not answer the centre as it must. */
  | 'provider'
  /** The person, or the provider, said no in the browser. */
  | 'denied'
  /** The provider vouches for somebody who has no account at this centre, or no longer. */
  | 'unknown-person'
  /** The browser did not come back in time, or what it brought was used or not what was begun. */
  | 'over'
  /** This machine opens no browser. */
  | 'browser'
  /** A code that is not the app's now, or was used. */
  | 'wrong-code'
  /** The new password is short, or one that everybody tries first. */
  | 'weak-password'
  | 'internal';

/**
 * `new-password`: the one that was typed was good once, and the person chooses their own. `code`: of the person's authenticator app. `enrolment`: they set one up, with a secret that they type or whose `uri` the app reads as a QR
 * code. `recovery`: what opens instead when the phone is lost, shown this once.
 */
export type SignInStep =
  | { step: 'new-password' }
  | { step: 'code' }
  | { step: 'enrolment'; secret: string; uri: string }
  | { step: 'recovery'; codes: string[] };

/** How signing in goes. `ref`: for support, with `internal`. `until`: when it may be tried again, with `too-many` and `busy`. */
export type SigningIn = {
  busy: boolean;
  /** The company's identity provider, as people call it: *Sign in with Contoso*. Null: none, or not known yet. */
  provider: string | null;
  /** Whoever signs in is at the provider's page in the browser. */
  atProvider: boolean;
  /** What is wanted after the password, which was right; null: nothing. */
  step: SignInStep | null;
  trouble: { what: SignInTrouble; ref: string; until: number | null } | null;
};
