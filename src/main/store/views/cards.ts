import type { CustomerCard } from '#shared/views.ts';
import type { Db } from '../database.ts';
import { readCustomer } from '../projection/write.ts';

export type Cards = (customerId: string) => CustomerCard | null;

/** A customer in a line: what tells two namesakes apart. */
export function customerCards(db: Db): Cards {
  const body = db.prepare<[string], { body: string; phones_shown: string }>(
    'SELECT body, phones_shown FROM customer_now WHERE customer_id = ?',
  );
  const orders = db.prepare("SELECT count(*) FROM order_now WHERE customer_id = ? AND kind = 'sale'").pluck();
  const open = db.prepare("SELECT count(*) FROM case_now WHERE customer_id = ? AND status = 'open'").pluck();
  const last = db.prepare('SELECT at FROM story WHERE customer_id = ? ORDER BY at DESC, id LIMIT 1').pluck();
  return (customerId) => {
    const found = body.get(customerId);
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
      orderCount: Number(orders.get(customerId)),
      openCases: Number(open.get(customerId)),
      lastAt: (last.get(customerId) as number | undefined) ?? null,
    };
  };
}
