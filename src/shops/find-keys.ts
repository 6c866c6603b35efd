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

export function orderKeys(order: OrderRecord): FindKey[] {
  const keys: FindKey[] = [{ kind: 'order', value: bareNumber(order.number), ref: order.id }];
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
