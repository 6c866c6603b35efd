import type { CustomerCard } from '#shared/views.ts';
import type { Db } from '../database.ts';
import { readCustomer } from '../projection/write.ts';

export const cardSql = `
  SELECT body, phones_shown, orders, open_cases, last_at
  FROM customer_now JOIN card_now USING (customer_id) WHERE customer_id = ?`;

type Row = { body: string; phones_shown: string; orders: number; open_cases: number; last_at: number | null };

export type Cards = (customerId: string) => CustomerCard | null;

/** A customer in a line: what tells two namesakes apart. */
export function customerCards(db: Db): Cards {
  const row = db.prepare<[string], Row>(cardSql);
  return (customerId) => {
    const found = row.get(customerId);
    if (!found) return null;
    const customer = readCustomer(found.body);
    const shown = JSON.parse(found.phones_shown) as string[];
    const home = customer.addresses[0];
    return {
      id: customer.id,
      name: customer.name,
      guest: customer.guest,
      city: home?.city ?? null,
      country: home?.country ?? null,
      emails: customer.emails,
      phones: customer.phones.map(({ raw, e164 }, index) => ({ raw, e164, shown: shown[index] ?? raw })),
      orderCount: found.orders,
      openCases: found.open_cases,
      lastAt: found.last_at,
    };
  };
}
