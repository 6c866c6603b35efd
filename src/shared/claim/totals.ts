import type { Money } from '../order/money.ts';
import type { ClaimNow } from './fold.ts';

type Countable = Pick<ClaimNow, 'amount' | 'status'> & {
  closed: Pick<NonNullable<ClaimNow['closed']>, 'outcome' | 'back'> | null;
};

export type ClaimTotals = {
  /** Of claims that are open or were closed otherwise than by being withdrawn. */
  asked: Money[];
  /** What closed ones brought. */
  back: Money[];
  /** How many are open. */
  open: number;
};

/** What we asked the others for and what came back, by currency, the largest first. */
export function claimTotals(claims: readonly Countable[]): ClaimTotals {
  const asked = claims.filter(({ closed }) => closed?.outcome !== 'withdrawn').map(({ amount }) => amount);
  const back = claims.flatMap(({ closed }) => (closed ? [closed.back] : []));
  return {
    asked: summed(asked),
    back: summed(back),
    open: claims.filter(({ status }) => status === 'open').length,
  };
}

function summed(all: readonly Money[]): Money[] {
  const sums = new Map<string, number>();
  for (const { minor, currency } of all) sums.set(currency, (sums.get(currency) ?? 0) + minor);
  return [...sums]
    .map(([currency, minor]) => ({ minor, currency }))
    .filter(({ minor }) => minor !== 0)
    .sort((a, b) => b.minor - a.minor);
}
