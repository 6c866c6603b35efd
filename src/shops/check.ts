import type { Built } from './csv-orders.ts';
import { type NeutralCustomer, type NeutralOrder, neutralCustomer, neutralOrder } from './neutral.ts';
import type { Skip } from './trouble.ts';

/** What was read, when it is within what Hilo keeps; otherwise the whole order is skipped and the first field at fault named. */
export function checked(
  row: number,
  rows: number,
  customer: NeutralCustomer,
  order: NeutralOrder,
  skips: Skip[],
): Built {
  const goodCustomer = neutralCustomer.safeParse(customer);
  const goodOrder = neutralOrder.safeParse(order);
  if (goodCustomer.success && goodOrder.success) return { made: { customer, order }, skips };
  const path = (goodOrder.error ?? goodCustomer.error)?.issues[0]?.path ?? [];
  const skip: Skip = { row, rows, field: path.join('.') || null, why: 'out-of-range', params: {} };
  return { made: null, skips: [...skips, skip] };
}
