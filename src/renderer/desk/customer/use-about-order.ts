import type { OrderRecord } from '#shared/order/records.ts';
import { useView, views } from '../../live/view.ts';
import { useChosen, useScreen } from './screen-context.ts';

/** The order that the answers are about: the one a person chose, else the one the call is most likely about. */
export function useAboutOrder(): { order: OrderRecord | null; failed: boolean; again: () => void } {
  const { view } = useScreen();
  const state = useChosen();
  const likely = view.inQuestion;
  const chosen = state.aboutOrder === likely?.id ? null : state.aboutOrder;
  const request =
    chosen === null ? null : ({ view: 'order', customerId: view.customer.id, orderId: chosen } as const);
  const seen = useView(request);
  return {
    order: chosen === null ? likely : (seen.value ?? null),
    failed: seen.fault !== null && seen.value === undefined,
    again: () => {
      if (request) views.again(request);
    },
  };
}
