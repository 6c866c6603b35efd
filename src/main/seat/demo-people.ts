import type { Reply } from '#shared/bridge.ts';
import type { DemoPeople } from '#shared/sync/identity.ts';
import type { Trouble } from '../person/sign-in.ts';
import type { Signing } from '../person/signing.ts';
import { done, refused } from './answers.ts';
import { underWay } from './attempt.ts';
import type { byPassword } from './by-password.ts';
import type { Chair } from './chair.ts';
import type { CentreSeat } from './doors.ts';

/** The demo company's people, who are there to be chosen. */
export const demoPeople = (
  centre: CentreSeat | null,
  chair: Chair,
  signing: Signing,
  { signInHere, signInLocked }: ReturnType<typeof byPassword>,
) => {
  let cast: DemoPeople | null = null;

  /** Asks for the demo's people, once they are there no more. */
  const callCast = async (at: CentreSeat, signal: AbortSignal): Promise<Trouble | null> => {
    if (cast) return null;
    const answer = await at.signIn.demo(signal);
    if ('trouble' in answer) return answer.trouble;
    cast = answer.cast;
    return null;
  };

  const signInAs = async (login: string): Promise<Reply<null>> => {
    const seated = chair.now();
    const locked = seated?.locking.state() && seated.who.login === login ? seated : null;
    if (!centre?.demo || (seated && !locked)) return refused('bad-input', 'only the demo has people to be');
    const ran = await signing.attempt(async (signal) => {
      const trouble = await callCast(centre, signal);
      const person = cast?.people.find((one) => one.login === login);
      if (locked && cast && person) return signInLocked(centre, locked, login, cast.password, signal);
      if (cast && person) return signInHere(centre, login, cast.password, signal);
      // The demo's passwords are no secret: whoever was here before needs none.
      const before = trouble ? centre.people.byLogin(centre.server, login) : null;
      if (locked && !locked.locking.leaseIsOver()) {
        await locked.locking.open(locked.session.ask);
        return null;
      }
      if (!before || locked) return trouble;
      chair.take(centre, before, null, 'yes');
      return null;
    });
    return ran ? done : underWay();
  };

  return { people: () => cast?.people ?? [], callCast, signInAs };
};
