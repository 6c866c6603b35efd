import type { SignInTrouble } from '#shared/session/sign-in.ts';
import type { Problem } from '#shared/sync/identity.ts';
import type { SyncTrouble } from '#shared/views/sync.ts';
import { type Seen, troubleIn } from '../store/sync/trouble.ts';

/** `until`: when it may be asked again (ms), where the centre said so. `code`: the centre's own, where it gave one. */
export type AskTrouble = {
  what: SignInTrouble;
  code: Problem['code'] | null;
  /** Which of the mistakes that a screen has words for. */
  why: Problem['why'];
  ref: string;
  until: number | null;
};

/** What keeps a desk from its centre is what keeps a person from signing in; a token that is not good is a password that is wrong. */
const inOtherWords = (what: SyncTrouble): SignInTrouble => (what === 'sign-in' ? 'wrong' : what);

/** Codes that mean more here than they do to an exchange. A centre without this route is older than this Hilo. */
const byCode: Partial<Record<Problem['code'], SignInTrouble>> = {
  'too-many': 'too-many',
  'not-found': 'update',
  gone: 'update',
  provider: 'provider',
  'unknown-person': 'unknown-person',
  internal: 'internal',
};

/** Why the centre did not do what main asked: told as the store tells it of its exchanges (store/sync/trouble.ts). */
export const troubleOf = (seen: Seen, now: number): AskTrouble => {
  const { what, ref, retryAfter } = troubleIn(seen, now);
  const code = seen.seen === 'answer' ? (seen.problem?.code ?? null) : null;
  return {
    what: (code && byCode[code]) ?? inOtherWords(what),
    code,
    why: seen.seen === 'answer' ? seen.problem?.why : undefined,
    ref,
    until: retryAfter === null ? null : now + retryAfter,
  };
};
