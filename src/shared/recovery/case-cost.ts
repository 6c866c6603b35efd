import type { Money } from '../order/money.ts';
import type { Manual } from '../rules/manual.ts';
import { minutesOf } from '../time/spent.ts';
import type { CaseView } from '../views/case.ts';
import { reckoned } from './authority.ts';

/** What a case has cost us so far, in the manual's currency (money given plus minutes spent), and what came back for it. */
export type CaseCost = {
  given: Money;
  minutes: number;
  work: Money;
  /** From carriers and others, of claims that are closed. */
  back: Money;
  /** Given plus work, less what came back. */
  total: Money;
  /** Some of it is in a currency without a rate, or nobody knew what it costs: then it is more than this. */
  isWhole: boolean;
};

export function caseCost(
  one: Pick<CaseView, 'compensations' | 'spent' | 'claims'>,
  manual: Manual,
): CaseCost {
  const given = one.compensations
    .filter(({ state }) => state === 'given')
    .flatMap(({ cost, besides }) => (besides ? [cost, besides] : [cost]));
  const back = one.claims.flatMap(({ closed }) => (closed ? [closed.back] : []));
  const sum = (list: readonly (Money | null)[]) =>
    list.reduce((all, each) => all + ((each && reckoned(manual, each)) ?? 0), 0);
  const { minutes } = minutesOf(one);
  const money = (minor: number): Money => ({ minor, currency: manual.currency });
  const work = minutes * manual.costs.minute;
  return {
    given: money(sum(given)),
    minutes,
    work: money(work),
    back: money(sum(back)),
    total: money(sum(given) + work - sum(back)),
    isWhole: [...given, ...back].every((each) => each !== null && reckoned(manual, each) !== null),
  };
}
