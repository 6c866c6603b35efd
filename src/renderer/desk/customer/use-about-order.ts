import type { OrderRecord } from '#shared/order/records.ts';
import { useView, views } from '../../live/view.ts';
import { useScreen } from './screen-context.ts';
import { useChosen } from './screens.ts';

/** The order that the answers are about: the one a person chose, else the one the call is most likely about. */
export function useAboutOrder(): { order: OrderRecord | null; failed: boolean; again: () => void } {
  const { view } = useScreen();
  const aboutOrder = useChosen((state) => state.aboutOrder);
  const likely = view.inQuestion;
  const chosen = aboutOrder === likely?.id ? null : aboutOrder;
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
