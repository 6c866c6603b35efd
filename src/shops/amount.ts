import { minorDigits } from '#shared/order/money.ts';

/** A decimal number, exact: `n` / 10^`scale`. */
export type Decimal = { n: number; scale: number };

/** How a file writes numbers. `thousands`: the mark between groups of three digits, null where there is none. */
export type NumberStyle = { decimal: '.' | ','; thousands: string | null };
export const plainNumbers: NumberStyle = { decimal: '.', thousands: null };

const allDigits = /^\d+$/;

/**
 * Reads a decimal number exactly, or null. Spaces and currency signs around it are ignored; a minus may stand before or after, and
 * brackets mean the same. `1,5` is no number where the comma marks thousands: it is refused, not guessed.
 */
export function readDecimal(text: string, style: NumberStyle = plainNumbers): Decimal | null {
  if (text.length > 40) return null;
  let bare = text.replace(/[\s\p{Sc}]/gu, '').replace('\u2212', '-');
  let negative = false;
  if (bare.startsWith('(') && bare.endsWith(')')) {
    negative = true;
    bare = bare.slice(1, -1);
  } else if (bare.startsWith('-') || bare.endsWith('-')) {
    negative = true;
    bare = bare.startsWith('-') ? bare.slice(1) : bare.slice(0, -1);
  } else if (bare.startsWith('+')) bare = bare.slice(1);
  const parts = bare.split(style.decimal);
  if (parts.length > 2) return null;
  const whole = ungroup(parts[0] ?? '', style.thousands);
  const fraction = parts[1] ?? '';
  if (whole === null || (whole === '' && fraction === '')) return null;
  if ((whole !== '' && !allDigits.test(whole)) || (fraction !== '' && !allDigits.test(fraction))) return null;
  const n = Number(whole + fraction);
  if (!Number.isSafeInteger(n)) return null;
  return { n: negative && n !== 0 ? -n : n, scale: fraction.length };
}

function ungroup(whole: string, mark: string | null): string | null {
  if (mark === null || mark.trim() === '') return whole;
  const groups = whole.split(mark);
  if (groups.length === 1) return whole;
  const [first, ...rest] = groups;
  if (first === undefined || first.length < 1 || first.length > 3 || rest.some((g) => g.length !== 3))
    return null;
  return groups.join('');
}

/** The product, exact; null where it is too large to be. */
export function times(a: Decimal, b: Decimal): Decimal | null {
  const n = a.n * b.n;
  return Number.isSafeInteger(n) ? { n: n === 0 ? 0 : n, scale: a.scale + b.scale } : null;
}

/** As a plain number, for quantities. */
export function asNumber(value: Decimal): number {
  return value.scale === 0 ? value.n : Number(`${value.n}e-${value.scale}`);
}

/**
 * In whole minor units of a currency with `exponent` decimals. What is finer than a minor unit is rounded half away from zero.
 * Null where it is too large for a whole number.
 */
export function minorUnits(value: Decimal, exponent: number): number | null {
  if (value.scale <= exponent) {
    const n = value.n * 10 ** (exponent - value.scale);
    return Number.isSafeInteger(n) ? n : null;
  }
  const cut = value.scale - exponent;
  if (cut > 15) return 0;
  const unit = 10 ** cut;
  const rest = value.n % unit;
  const whole = (value.n - rest) / unit;
  const rounded = Math.abs(rest) * 2 >= unit ? whole + Math.sign(rest) : whole;
  return rounded === 0 ? 0 : rounded;
}

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** How many decimals an ISO 4217 currency has; null for one that does not exist. */
export function currencyExponent(code: string): number | null {
  return currencies.has(code) ? minorDigits(code) : null;
}

/** Reads an amount of money in minor units of `currency`, or null. */
export function readMinor(text: string, currency: string, style: NumberStyle = plainNumbers): number | null {
  const exponent = currencyExponent(currency);
  const value = readDecimal(text, style);
  return exponent === null || value === null ? null : minorUnits(value, exponent);
}
