import type { Reply } from '#shared/bridge.ts';
import { refused } from './answers.ts';
import type { Attempt } from './attempt.ts';
import type { Chair } from './chair.ts';
import type { CentreSeat, SeatDoors } from './doors.ts';
import type { LetIn } from './let-in.ts';

/** Between two questions what ways in there are, while the centre does not answer, ms. */
const waysAgain = 10_000;

/** Signing in at the company's identity provider, in the browser. */
export const byProvider = (
  chair: Chair,
  attempt: Attempt,
  { letIn }: LetIn,
  { changed, wait }: Pick<SeatDoors, 'changed' | 'wait'>,
) => {
  /** Of the centre, as it said last. */
  let provider: string | null = null;

  const signInWithProvider = async (): Promise<Reply<null>> => {
    const seated = chair.now();
    const name = seated ? seated.who.provider : provider;
    if (name === null) return refused('bad-input', 'there is no identity provider');
    // Of somebody who works here already: they say again that it is them.
    const isAgain = seated !== null;
    return attempt(async (at, desk, signal, away) => {
      const answer = await at.signIn.byProvider.ask(name, away, signal, isAgain);
      return letIn(at, desk, answer, signal, null);
    });
  };

  /** Until the centre has said whether there is an identity provider: only while somebody is asked who they are. */
  const askWays = async (at: CentreSeat): Promise<void> => {
    for (;;) {
      const told = await at.signIn.byProvider.name();
      if (chair.now()) return;
      if (told !== 'unknown') {
        if (told === provider) return;
        provider = told;
        return changed();
      }
      await wait(waysAgain);
      if (chair.now()) return;
    }
  };

  return { provider: () => provider, askWays, signInWithProvider };
};
