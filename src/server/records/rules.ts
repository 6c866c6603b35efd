import type { CustomerRecord } from '#shared/customer/records.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import type { TeamRules } from '#shared/sync/records.ts';

/** What a rule looks at. */
export type Belonging = {
  /** Names of the shops that know the customer. */
  shops: readonly string[];
  /** ISO 3166-1 alpha-2. */
  country: string | null;
};

/** The team of a customer of whom nobody has heard before: the first rule that matches, else the rest's; null where that is nobody's. */
export function teamFor({ rules, rest }: TeamRules, { shops, country }: Belonging): string | null {
  const first = rules.find(
    (rule) =>
      (rule.country === null || rule.country === country) &&
      (rule.shop === null || shops.includes(rule.shop)) &&
      (rule.brand === null || shops.some((shop) => shop.startsWith(rule.brand ?? ''))),
  );
  return first?.team ?? rest;
}

/**
 * What is known of a customer when the team is decided. The country is where the newest order that names one went, else that of the
 * last address (new ones are added at the end), else of a phone. `orders`: theirs, as far as they came with the customer.
 */
export function belongingOf(
  customer: Pick<CustomerRecord, 'keys' | 'addresses' | 'phones'>,
  orders: readonly Pick<OrderRecord, 'shop' | 'placedAt' | 'shipTo'>[],
): Belonging {
  const shops = new Set(orders.map((order) => order.shop));
  for (const key of customer.keys) shops.add(key.slice(0, key.indexOf(':')));
  shops.delete('');
  const sent = orders
    .filter((order) => order.shipTo?.country)
    .reduce<(typeof orders)[number] | null>(
      (newest, order) => (newest === null || order.placedAt >= newest.placedAt ? order : newest),
      null,
    );
  const country =
    sent?.shipTo?.country ??
    customer.addresses.findLast((address) => address.country !== null)?.country ??
    customer.phones.findLast((phone) => phone.country !== null)?.country ??
    null;
  return { shops: [...shops], country: country?.toUpperCase() ?? null };
}
