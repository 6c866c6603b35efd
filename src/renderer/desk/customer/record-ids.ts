import type { CustomerView } from '#shared/views/customer.ts';

/** All records of the person who is shown. */
export function recordIds({ customer, same }: Pick<CustomerView, 'customer' | 'same'>): string[] {
  const linked = (same?.counting ?? []).flatMap(({ from, into }) => [from.id, into.id]);
  return [...new Set([customer.id, ...linked])];
}
