import type { Money } from '../order/money.ts';
import type { Manual } from '../rules/manual.ts';
import { inCurrency } from './authority.ts';

/**
 * How a cost of ours is told beside amounts of an order. `plain`: in the order's currency, or there is none. `rate`: in the manual's, and `theirs` by
 * the company's own rate. `own`: in the manual's, and there is no rate: nobody reckons one.
 */
export type CostSaid =
  | { how: 'plain' }
  | { how: 'rate'; theirs: Money }
  | { how: 'own'; own: string; theirs: string };

/** @param currency the order's; null: no order is in question */
export function costSaid(
  cost: Money,
  currency: string | null,
  manual: Pick<Manual, 'currency' | 'rates'>,
): CostSaid {
  if (currency === null || cost.currency === currency || cost.currency !== manual.currency)
    return { how: 'plain' };
  const minor = inCurrency(manual, cost.minor, currency);
  return minor === null
    ? { how: 'own', own: cost.currency, theirs: currency }
    : { how: 'rate', theirs: { minor, currency } };
}
