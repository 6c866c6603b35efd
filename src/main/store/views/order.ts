import type { OrderRecord } from '#shared/order/records.ts';
import type { Db } from '../database.ts';
import { readOrder } from '../projection/write.ts';

/** One order whole, or null when this customer has no such order here. */
export function orderView(db: Db): (customerId: string, orderId: string) => OrderRecord | null {
  const body = db.prepare('SELECT body FROM customer_order WHERE customer_id = ? AND order_id = ?').pluck();
  return (customerId, orderId) => {
    const found = body.get(customerId, orderId) as string | undefined;
    return found === undefined ? null : readOrder(found);
  };
}
