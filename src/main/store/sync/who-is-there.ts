import { findAnswer, shortestFind } from '#shared/sync/find.ts';
import type { AtCentre } from '#shared/views/search.ts';
import type { Account } from './account.ts';
import type { Centre } from './ask.ts';
import type { TokenKeeper } from './tokens.ts';
import { TroubleError } from './trouble.ts';

export type WhoParts = {
  centre: Centre;
  tokens: TokenKeeper;
  account: Pick<Account, 'holds'>;
  isHere: (customerId: string) => boolean;
  patience: number;
};

/** As many as a list shows beside what is here. */
const most = 10;

/** Looks for somebody at the centre, where this machine holds some customers only; those who are here are not named once more. */
export function whoIsThere({ centre, tokens, account, isHere, patience }: WhoParts) {
  return async (text: string, signal: AbortSignal): Promise<AtCentre> => {
    // Nobody could be found there who is not here: what is typed stays on this machine.
    if (account.holds().length === 0) return { state: 'all-here' };
    const typed = text.trim();
    if (typed.length < shortestFind) return { state: 'asked', hits: [] };
    try {
      const { hits } = await tokens.using(signal, (token) =>
        centre.json(
          {
            method: 'POST',
            path: '/customers/search',
            token,
            body: { text: typed, limit: most },
            signal,
            patience,
          },
          findAnswer,
        ),
      );
      return { state: 'asked', hits: hits.filter(({ customerId }) => !isHere(customerId)) };
    } catch (error) {
      if (error instanceof TroubleError) return { state: 'away' };
      throw error;
    }
  };
}
