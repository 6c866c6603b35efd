import { useMemo } from 'react';
import { type Suggestion, suggestedFailures } from '#shared/rules/suggested.ts';
import { useView } from '../../../live/view.ts';
import { useScreen } from '../screen-context.ts';

const none: Suggestion[] = [];

/** What the facts of an order speak for; nothing until it is read, and without one. */
export function useSuggestions(orderId: string | null): readonly Suggestion[] {
  const { view, say, rules } = useScreen();
  const isLikely = orderId !== null && orderId === view.inQuestion?.id;
  const { value } = useView(
    orderId === null || isLikely ? null : { view: 'order', customerId: view.customer.id, orderId },
  );
  const order = orderId === null ? null : isLikely ? view.inQuestion : (value ?? null);
  return useMemo(
    () => (order ? suggestedFailures(order, say.now, rules.tree.content) : none),
    [order, say.now, rules],
  );
}
