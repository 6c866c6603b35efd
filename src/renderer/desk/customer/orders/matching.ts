import type { OrderSummary } from '#shared/order/records.ts';
import { plain } from '../../../ui/plain-text.ts';

/** Orders whose number or first product has the text, without regard to case and accents. */
export function matching(orders: readonly OrderSummary[], text: string): readonly OrderSummary[] {
  const wanted = plain(text.trim());
  if (wanted === '') return orders;
  return orders.filter((order) => plain(`${order.number}\n${order.firstTitle ?? ''}`).includes(wanted));
}
