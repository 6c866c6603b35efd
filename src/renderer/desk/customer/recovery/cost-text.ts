import type { Money } from '#shared/order/money.ts';
import type { OrderSummary } from '#shared/order/records.ts';
import { costSaid } from '#shared/recovery/cost-said.ts';
import type { Manual } from '#shared/rules/manual.ts';
import type { CompensationView } from '#shared/views/case.ts';
import type { Say } from '../say.ts';
import type { Screen } from '../screen-context.ts';

type About = {
  cost: Money;
  /** What it costs besides, in a currency that cannot be added to it. */
  besides?: Money | null | undefined;
  /** The order's; null: no order is in question. */
  currency: string | null;
};

/** `costs us €5.00`; of another currency than the order's, why it is, or what that is by the company's own rate. */
export function costText(
  { cost, besides = null, currency }: About,
  manual: Pick<Manual, 'currency' | 'rates'>,
  { t, money }: Pick<Say, 't' | 'money'>,
): string {
  if (besides)
    return t('give.costsBesides', {
      cost: money(cost),
      parcel: money(besides),
      own: besides.currency,
      theirs: cost.currency,
    });
  const said = costSaid(cost, currency, manual);
  switch (said.how) {
    case 'plain':
      return t('give.costs', { cost: money(cost) });
    case 'rate':
      return t('give.costsRate', { cost: money(cost), theirs: money(said.theirs) });
    case 'own':
      return t('give.costsOwn', { cost: money(cost), own: said.own, theirs: said.theirs });
  }
}

/** The same of what was given or asked for, with what it costs besides and in its order's currency. */
export const givenCost = (
  cost: Money,
  about: Pick<CompensationView, 'amount' | 'besides' | 'orderId'>,
  { view, rules, say }: Pick<Screen, 'view' | 'rules' | 'say'>,
): string =>
  costText(
    { cost, besides: about.besides, currency: currencyOf(about, view.orders) },
    rules.manual.content,
    say,
  );

/** `€30.00 (£26.10)`: an amount of the manual, and what it is in the order's currency where the company has a rate. */
export function withTheirs(
  amount: Money,
  currency: string | null,
  rates: Pick<Manual, 'currency' | 'rates'>,
  { money }: Pick<Say, 'money'>,
): string {
  const said = costSaid(amount, currency, rates);
  return said.how === 'rate' ? `${money(amount)} (${money(said.theirs)})` : money(amount);
}

/** The currency of the order that something was given for, or else in which it was given; null: of neither is anything known. */
export function currencyOf(
  { amount, orderId }: Pick<CompensationView, 'amount' | 'orderId'>,
  orders: readonly Pick<OrderSummary, 'id' | 'currency'>[],
): string | null {
  return orders.find(({ id }) => id === orderId)?.currency ?? amount?.currency ?? null;
}
