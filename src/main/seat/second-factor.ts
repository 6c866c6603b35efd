import type { Reply } from '#shared/bridge.ts';
import type { SecondStep } from '../person/second-step.ts';
import type { Signing } from '../person/signing.ts';
import type { Attempt } from './attempt.ts';
import type { CentreSeat } from './doors.ts';
import type { LetIn } from './let-in.ts';

/** What is wanted after the right password: one of their own, a code, to have seen the recovery codes; or that nobody goes on. */
export const secondFactor = (
  centre: CentreSeat | null,
  second: SecondStep | null,
  signing: Signing,
  attempt: Attempt,
  { letIn }: LetIn,
) => {
  const signInPassword = (password: string): Promise<Reply<null>> =>
    attempt(async (at, desk, signal) => {
      if (!second?.isOpen()) return null;
      const answer = await second.choose(password, signal);
      if (answer === 'shown') return null;
      if ('trouble' in answer) return answer.trouble;
      second.close();
      return letIn(at, desk, answer, signal, password);
    });

  const signInCode = (code: string): Promise<Reply<null>> =>
    attempt(async (at, desk, signal) => {
      if (!second?.isOpen()) return null;
      const answer = await second.code(code, signal);
      if (answer === 'shown') return null;
      if ('trouble' in answer) return answer.trouble;
      const password = second.password();
      second.close();
      return letIn(at, desk, answer, signal, password);
    });

  const signInGoOn = (): Promise<Reply<null>> =>
    attempt(async (at, desk, signal) => {
      const password = second?.password() ?? null;
      const answer = second?.close() ?? null;
      return answer && letIn(at, desk, answer, signal, password);
    });

  /** Ends the attempt that is under way, or else the step that waits. */
  const cancel = (): void => {
    if (signing.now().busy) {
      signing.cancel();
      return;
    }
    const given = second?.close() ?? null;
    if (centre && given && 'signedIn' in given) centre.signIn.giveBack(given.signedIn);
  };

  return { signInPassword, signInCode, signInGoOn, cancel };
};
