import { type Money, minorDigits } from '../order/money.ts';
import type { Role } from '../people.ts';
import type { Authority, Manual, Remedy } from '../rules/manual.ts';

/** Why somebody may not give something at once; `most`: what they may, in minor units of the manual's currency. */
export type Beyond =
  | { why: 'remedy' | 'currency' }
  | { why: 'once'; most: number }
  | { why: 'month'; most: number };

/** What a role may give at once (mission.md, C4); null: nothing. */
export function authorityOf(manual: Manual, role: Role): Authority | null {
  return manual.authorities.find((one) => one.role === role) ?? null;
}

/**
 * Why a remedy is beyond somebody's authority, or null when they may give it at once. The same on a desk before it is given, with what the
 * desk knows, and at the ledger afterwards, which knows what everybody gave.
 * @param worth what it is worth to the customer, else what it costs us
 * @param spent what they gave this month already, in minor units of the manual's currency
 */
export function beyond(
  manual: Manual,
  role: Role,
  { remedy, worth }: { remedy: Remedy; worth: Money | null },
  spent: number,
): Beyond | null {
  const mine = authorityOf(manual, role);
  if (!mine?.remedies.includes(remedy)) return { why: 'remedy' };
  if (worth === null) return null;
  const minor = reckoned(manual, worth);
  if (minor === null) return { why: 'currency' };
  if (minor > mine.once) return { why: 'once', most: mine.once };
  if (spent + minor > mine.month) return { why: 'month', most: Math.max(0, mine.month - spent) };
  return null;
}

/** An amount in minor units of the manual's currency; null where the manual has no rate for it. */
export function reckoned({ currency, rates }: Manual, money: Money): number | null {
  if (money.currency === currency) return money.minor;
  const rate = rateOf(rates, money.currency);
  return rate === null ? null : Math.round((money.minor * unit(currency)) / (unit(money.currency) * rate));
}

/** The other way round: minor units of the manual's currency in another, for its limits and costs. */
export function inCurrency({ currency, rates }: Manual, minor: number, other: string): number | null {
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
