import { type Money, minorDigits } from '../order/money.ts';
import type { Role } from '../people.ts';
import type { Authority, Manual, Remedy } from '../rules/manual.ts';

/**
 * Why somebody may not give something at once; `most`: what they may, in minor units of the currency of their terms. `ended`: their slip has
 * run out (slip.ts).
 */
export type Beyond =
  | { why: 'remedy' | 'currency' | 'ended' }
  | { why: 'once'; most: number }
  | { why: 'month'; most: number };

/** What somebody may give at once, as it can be reckoned with: amounts in minor units of `currency`. */
export type Terms = Pick<Authority, 'once' | 'month' | 'remedies'> & Pick<Manual, 'currency' | 'rates'>;

/**
 * What a role may give at once at a level; null: nothing. Of what the manual says of the role, that of the highest level that
 * is no higher than theirs; what names no level is for all of them.
 */
export function authorityOf({ authorities }: Pick<Manual, 'authorities'>, role: Role, level: number) {
  const theirs = authorities.filter((one) => one.role === role && (one.level ?? 0) <= level);
  return theirs.reduce<Authority | null>(
    (best, one) => (best === null || (one.level ?? 0) > (best.level ?? 0) ? one : best),
    null,
  );
}

/** What the manual lets a person give at once. */
export function termsOf(manual: Manual, role: Role, level: number): Terms {
  const { once, month, remedies } = authorityOf(manual, role, level) ?? { once: 0, month: 0, remedies: [] };
  return { once, month, remedies, currency: manual.currency, rates: manual.rates };
}

/**
 * Why a remedy is beyond somebody's authority, or null when they may give it at once. The same on a desk before it is given, with what the
 * desk knows, and at the ledger afterwards, which knows what everybody gave.
 * @param terms null: nothing at once, their slip has run out
 * @param worth what it is worth to the customer, else what it costs us
 * @param spent what they gave this month already, in minor units of the terms' currency (`spentIn`)
 */
export function beyond(
  terms: Terms | null,
  { remedy, worth }: { remedy: Remedy; worth: Money | null },
  spent: number,
): Beyond | null {
  if (terms === null) return { why: 'ended' };
  if (!terms.remedies.includes(remedy)) return { why: 'remedy' };
  if (worth === null) return null;
  const minor = reckoned(terms, worth);
  if (minor === null) return { why: 'currency' };
  if (minor > terms.once) return { why: 'once', most: terms.once };
  if (spent + minor > terms.month) return { why: 'month', most: Math.max(0, terms.month - spent) };
  return null;
}

type Rates = Pick<Manual, 'currency' | 'rates'>;

/** An amount in minor units of the manual's currency; null where the manual has no rate for it. */
export function reckoned({ currency, rates }: Rates, money: Money): number | null {
  if (money.currency === currency) return money.minor;
  const rate = rateOf(rates, money.currency);
  return rate === null ? null : Math.round((money.minor * unit(currency)) / (unit(money.currency) * rate));
}

/**
 * What amounts come to, in minor units of the manual's currency; those without a rate are left out. Each currency is summed before it is
 * reckoned, so that a desk, which knows sums, and the ledger, which knows each amount, come to the same.
 */
export function spentIn(rates: Rates, amounts: readonly Money[]): number {
  return summed(amounts).reduce((sum, one) => sum + (reckoned(rates, one) ?? 0), 0);
}

/** One amount for each currency. */
export function summed(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, number>();
  for (const { currency, minor } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + minor);
  return [...sums].map(([currency, minor]) => ({ minor, currency }));
}

/** The other way round: minor units of the manual's currency in another, for its limits and costs. */
export function inCurrency({ currency, rates }: Rates, minor: number, other: string): number | null {
  if (other === currency) return minor;
  const rate = rateOf(rates, other);
  return rate === null ? null : Math.round((minor * rate * unit(other)) / unit(currency));
}

const unit = (currency: string): number => 10 ** minorDigits(currency);
const rateOf = (rates: Manual['rates'], currency: string): number | null =>
  rates.find((one) => one.currency === currency)?.rate ?? null;

/** The month that an authority is counted in: the calendar month in UTC, the same on every desk and at the centre. `2026-11`. */
export function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7);
}

/** When a month (`2026-11`) begins, and when the next one does. */
export function bordersOf(month: string): { from: number; until: number } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { from: Date.UTC(year, number - 1), until: Date.UTC(year, number) };
}
