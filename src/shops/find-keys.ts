import type { CustomerRecord } from '#shared/customer/records.ts';
import type { OrderRecord } from '#shared/order/records.ts';

/** One way to find a customer. `ref` is the order or case it came from, else empty. */
export type FindKey = {
  kind: 'phone' | 'phone-end' | 'email' | 'order' | 'tracking' | 'case';
  value: string;
  ref: string;
};

/** Digits from the last to the first, so that "ends with 2233" is a range of an index. */
export function reversed(digits: string): string {
  return [...digits].reverse().join('');
}

/** Order and tracking numbers as they are looked up: no `#`, blanks or dashes, lower case. */
export function bareNumber(text: string): string {
  return text.toLowerCase().replace(/[\s#._-]/g, '');
}

export function customerKeys(customer: CustomerRecord): FindKey[] {
  const keys: FindKey[] = [];
  for (const { e164 } of customer.phones) {
    if (e164 === null) continue;
    const digits = e164.slice(1);
    keys.push(
      { kind: 'phone', value: digits, ref: '' },
      { kind: 'phone-end', value: reversed(digits), ref: '' },
    );
  }
  for (const email of customer.emails)
    keys.push({ kind: 'email', value: email.trim().toLowerCase(), ref: '' });
  return keys;
}

/** Digits from which on a number is found by its beginning; fewer are of half a shop, and find only a number that is just that. */
const sureDigits = 4;
/** Digits that a number's last groups have at least to be looked for by them alone: `-1` is the end of everything. */
const leastGroup = 3;

/**
 * A number that is written with letters or in groups is found by its digits too, as they are read aloud: all of them, or the last one or two groups,
 * without zeros before. The number stands behind a blank, for what was found: `PED-2026-01042` gives `202601042 ped202601042` and `1042 ped202601042`.
 */
function digitKeys(number: string, bare: string): string[] {
  const groups = number.match(/\d+/g) ?? [];
  const read = [groups, groups.slice(-2), groups.slice(-1)].map((some) =>
    some.join('').replace(/^0+(?=\d)/, ''),
  );
  const kept = read.filter((digits, n) => digits.length >= (n === 0 ? 1 : leastGroup) && digits !== bare);
  return [...new Set(kept)].map((digits) => `${digits} ${bare}`);
}

/** Where the number of an order is looked for that was typed: from the first text to before the second. */
export function orderRanges(typed: string): [from: string, before: string][] {
  const bare = bareNumber(typed);
  if (!/^\d+$/.test(bare)) return bare === '' ? [] : [[bare, `${bare}\u{10FFFF}`]];
  const starts = [bare, bare.replace(/^0+(?=\d)/, '')];
  // A blank comes before everything that a number may go on with.
  return [...new Set(starts)].map((start) => [
    start,
    start + (start.length < sureDigits ? '!' : '\u{10FFFF}'),
  ]);
}

/** The number that was found, as it is looked up, of what it was found under. */
export function numberFound(value: string): string {
  return value.slice(value.indexOf(' ') + 1);
}

export function orderKeys(order: OrderRecord): FindKey[] {
  const number = bareNumber(order.number);
  const keys = [number, ...digitKeys(order.number, number)].map(
    (value): FindKey => ({ kind: 'order', value, ref: order.id }),
  );
  for (const { tracking } of order.shipments) {
    if (tracking !== null && tracking !== '')
      keys.push({ kind: 'tracking', value: bareNumber(tracking), ref: order.id });
  }
  return keys.filter((key) => key.value !== '');
}

/** The words under which a name search finds a customer. */
export function searchedName(customer: CustomerRecord): string {
  const names = [customer.name, ...customer.addresses.flatMap((a) => [a.name, a.company])];
  return [...new Set(names.filter((name): name is string => name !== null && name !== ''))].join(' ');
}
