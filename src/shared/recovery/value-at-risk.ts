import type { Money } from '../order/money.ts';
import type { OrderSummary } from '../order/records.ts';
import type { Worth } from '../rules/manual.ts';
import { standingSales } from './segment.ts';

const year = 365.25 * 86_400_000;

/** What is lost with a customer, and how it was reckoned. Amounts in minor units of `amount`'s currency. */
export type ValueAtRisk = {
  amount: Money;
  /** Spent in a year, as in the last `years` of looking back. */
  yearly: number;
  marginPercent: number;
  years: number;
  lossPercent: number;
  failures: number;
};

/** No failure makes it certain that somebody leaves. */
const mostLoss = 95;

/**
 * What this customer is worth, times how likely these failures are to lose them: yearly spending x margin x years to come x
 * loss. In the currency in which they spent most; null where they have bought nothing.
 * @param failures how many they have met in a year, this one among them
 */
export function valueAtRisk(
  orders: readonly OrderSummary[],
  failures: number,
  worth: Worth,
  now: number,
): ValueAtRisk | null {
  const sales = standingSales(orders);
  const spent = new Map<string, number>();
  for (const { currency, total } of sales) spent.set(currency, (spent.get(currency) ?? 0) + total);
  const [most] = [...spent].sort(([, a], [, b]) => b - a);
  if (!most || most[1] <= 0) return null;
  const [currency] = most;
  const lookBack = (worth.loyalMonths / 12) * year;
  const recent = sales.filter((one) => one.currency === currency && one.placedAt > now - lookBack);
  const oldest = Math.min(...recent.map(({ placedAt }) => placedAt), now);
  // Whoever came last week has not shown a year: what they bought counts as a year's.
  const seen = Math.max(1, Math.min(lookBack, now - oldest) / year);
  const yearly = Math.max(0, recent.reduce((sum, { total }) => sum + total, 0) / seen);
  const lossPercent = Math.min(
    mostLoss,
    worth.lossPercent + worth.lossPercentEach * (Math.max(1, failures) - 1),
  );
  const { marginPercent, years } = worth;
  const minor = Math.round(((yearly * marginPercent) / 100) * years * (lossPercent / 100));
  return {
    amount: { minor, currency },
    yearly: Math.round(yearly),
    marginPercent,
    years,
    lossPercent,
    failures: Math.max(1, failures),
  };
}
