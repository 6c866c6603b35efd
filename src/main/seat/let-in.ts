import { newRef } from '../log.ts';
import type { SignInAnswer, Trouble } from '../person/sign-in.ts';
import { isDone, refOf } from './answers.ts';
import type { Chair, Proof, Seated } from './chair.ts';
import type { CentreSeat } from './doors.ts';

export type LetIn = ReturnType<typeof lettingIn>;

/** What comes of the centre's answer to whoever said who they are. Each returns why nothing does, or null. */
export const lettingIn = (chair: Chair) => {
  /** Somebody sits down whom the centre knows, or it says why not. */
  const sitDown = (
    at: CentreSeat,
    answer: SignInAnswer,
    signal: AbortSignal,
    proof: Proof,
  ): Trouble | null => {
    if (signal.aborted && 'signedIn' in answer) at.signIn.giveBack(answer.signedIn);
    if (signal.aborted) return null;
    if ('trouble' in answer) return answer.trouble;
    chair.take(at, answer.person, answer.signedIn, proof);
    return null;
  };

  /** At a desk whose centre wants to know again who sits there. The work goes on meanwhile. */
  const stayHere = async (
    at: CentreSeat,
    desk: Seated,
    answer: SignInAnswer,
    signal: AbortSignal,
    password: string | null,
  ): Promise<Trouble | null> => {
    const { who, session } = desk;
    if (!('signedIn' in answer)) return answer.trouble;
    const { person, signedIn } = answer;
    if (signal.aborted || person.id !== who.person.id) {
      at.signIn.giveBack(signedIn);
      return { what: 'other-person', ref: newRef(), until: null };
    }
    chair.again(at, desk, person);
    const told = await session.ask({ verb: 'signed-in', signedIn });
    if (isDone(told) && password !== null) await session.ask({ verb: 'keep-password', password });
    return isDone(told) ? null : { what: 'internal', ref: refOf(told), until: null };
  };

  /** At the sign-in screen or at a desk, which opens if it was locked. */
  const letIn = async (
    at: CentreSeat,
    desk: Seated | null,
    answer: SignInAnswer,
    signal: AbortSignal,
    password: string | null,
  ): Promise<Trouble | null> => {
    if (!desk) return sitDown(at, answer, signal, password === null ? 'yes' : { password });
    const trouble = await stayHere(at, desk, answer, signal, password);
    const isLocked = desk.locking.state() !== null;
    if (isLocked && trouble === null && !signal.aborted) await desk.locking.open(desk.session.ask);
    return trouble;
  };

  return { sitDown, stayHere, letIn };
};
