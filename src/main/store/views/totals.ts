import type { Money } from '#shared/order/money.ts';
import type { OrderSummary } from '#shared/order/records.ts';
import type { CustomerTotals } from '#shared/views/customer.ts';

export type ContactRow = { entries: number; contacts: number; last: number | null };

export function totals(
  orders: readonly { summary: OrderSummary; worth: number }[],
  contacts: ContactRow[],
): CustomerTotals {
  const spent = new Map<string, number>();
  for (const { summary, worth } of orders)
    spent.set(summary.currency, (spent.get(summary.currency) ?? 0) + worth);
  const sales = orders.flatMap(({ summary }) => (summary.kind === 'sale' ? summary.placedAt : []));
  const money: Money[] = [...spent].map(([currency, minor]) => ({ minor, currency }));
  const last = contacts.flatMap((one) => one.last ?? []);
  return {
    orders: sales.length,
    spent: money.sort((a, b) => b.minor - a.minor),
    firstOrderAt: sales.at(-1) ?? null,
    lastOrderAt: sales[0] ?? null,
    contacts: contacts.reduce((sum, one) => sum + one.contacts, 0),
    lastContactAt: last.length === 0 ? null : Math.max(...last),
    storyEntries: contacts.reduce((sum, one) => sum + one.entries, 0),
  };
}
