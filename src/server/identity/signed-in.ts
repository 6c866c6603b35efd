import type { onRequestHookHandler } from 'fastify';
import type { Role } from '#shared/people.ts';
import { ProblemError } from '../problem.ts';
import type { Requester } from './requester.ts';
import type { Roster } from './roster.ts';
import type { Claims, Tokens } from './tokens.ts';

export type Gate = {
  /**
   * A hook that lets through who is signed in, with one of these roles if any are named, and says in `request.who` who it is. As
   * `onRequest`, nothing of a stranger's body is read. Answers 401 `sign-in`, 403 `not-allowed`. From memory alone.
   */
  signedIn(...roles: Role[]): onRequestHookHandler;
  /**
   * For streams that outlive their request: who they belong to now, with the teams of now; null when they must end. Ask at each
   * beat, and whenever `onChange` calls.
   */
  stillAllowed(who: Requester): Requester | null;
  /** Hears that people or devices may have changed. Returns how to stop. */
  onChange(listener: () => void): () => void;
};

export function gateOf(tokens: Tokens, roster: Roster): Gate {
  /** What the token said, of those who were let in: only memory that something else keeps alive. */
  const bearers = new WeakMap<Requester, Claims>();
  /** Who a token's bearer is, until the roster is read again: a desk asks with the same token very often. */
  let known = new WeakMap<Claims, Requester>();
  roster.onRead(() => {
    known = new WeakMap();
  });
  const whoIs = (claims: Claims): Requester | null => {
    const before = known.get(claims);
    if (before) return before;
    const who = roster.now(claims);
    if (!who) return null;
    known.set(claims, who);
    bearers.set(who, claims);
    return who;
  };
  return {
    signedIn: (...roles) => {
      const wanted: ReadonlySet<Role> = new Set(roles);
      const hook: onRequestHookHandler = (request, _, done) => {
        const claims = tokens.read(bearerOf(request.headers.authorization));
        const who = claims && whoIs(claims);
        if (!who)
          return done(new ProblemError('sign-in', 'Sign in: there is no token here that is good now.'));
        if (wanted.size > 0 && !wanted.has(who.person.role))
          return done(new ProblemError('not-allowed', 'This is for other roles.'));
        request.who = who;
        done();
      };
      return Object.assign(hook, gateMark);
    },
    stillAllowed(who) {
      const claims = bearers.get(who);
      return claims ? whoIs(claims) : null;
    },
    onChange: (listener) => roster.onRead(listener),
  };
}

const gateMark = { asksForToken: true } as const;

/** Whether a hook asks for a token: a route's description says so. */
export function isGate(hook: object): boolean {
  return 'asksForToken' in hook;
}

/** RFC 6750: the scheme is written in any case. */
const scheme = 'bearer ';
const longest = 4000;

/** Whether it is a token at all is for whoever reads it to say; '' where there is none. */
function bearerOf(header = ''): string {
  const isOne = header.length <= longest && header.slice(0, scheme.length).toLowerCase() === scheme;
  return isOne ? header.slice(scheme.length) : '';
}
