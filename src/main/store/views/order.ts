import type { OrderRecord } from '#shared/order/records.ts';
import type { Db } from '../database.ts';
import { readOrder } from '../projection/write.ts';
import type { SamePeople } from './same.ts';

/** One order whole, or null when this customer has no such order here, under any of their records. */
export function orderView(
  db: Db,
  same: SamePeople,
): (customerId: string, orderId: string) => OrderRecord | null {
  const body = db.prepare('SELECT body FROM customer_order WHERE customer_id = ? AND order_id = ?').pluck();
  return (customerId, orderId) => {
    for (const id of same.ids(customerId)) {
      const found = body.get(id, orderId) as string | undefined;
      if (found !== undefined) return readOrder(found);
    }
    return null;
  };
}
