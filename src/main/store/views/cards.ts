import type { CustomerCard } from '#shared/views.ts';
import { readPhone } from '#shops/phone.ts';
import type { Db } from '../database.ts';
import { readCustomer } from '../projection/write.ts';

export type Cards = (customerId: string) => CustomerCard | null;

/** A customer in a line: what tells two namesakes apart. */
export function customerCards(db: Db): Cards {
  const body = db.prepare('SELECT body FROM customer_now WHERE customer_id = ?').pluck();
  const orders = db.prepare("SELECT count(*) FROM order_now WHERE customer_id = ? AND kind = 'sale'").pluck();
  const open = db.prepare("SELECT count(*) FROM case_now WHERE customer_id = ? AND status = 'open'").pluck();
  const last = db.prepare('SELECT at FROM story WHERE customer_id = ? ORDER BY at DESC, id LIMIT 1').pluck();
  return (customerId) => {
    const found = body.get(customerId) as string | undefined;
    if (found === undefined) return null;
    const customer = readCustomer(found);
    const home = customer.addresses[0];
    return {
      id: customer.id,
      name: customer.name,
      guest: customer.guest,
      city: home?.city ?? null,
      country: home?.country ?? null,
      emails: customer.emails,
      phones: customer.phones.map((phone) => ({
        raw: phone.raw,
        e164: phone.e164,
        shown: readPhone(phone.e164 ?? phone.raw, phone.country ?? 'ES').shown,
      })),
      orderCount: Number(orders.get(customerId)),
      openCases: Number(open.get(customerId)),
      lastAt: (last.get(customerId) as number | undefined) ?? null,
    };
  };
}
