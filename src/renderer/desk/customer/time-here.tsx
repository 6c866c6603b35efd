import { useEffect } from 'react';
import { bringToFront } from '../shell/work-time.ts';
import { likelyCase } from './cases/current-case.ts';
import { useScreen } from './screen-context.ts';
import { useChosen } from './screens.ts';

/** Time counts for this customer while they are in front: for the case that keys mean, else for the customer alone. */
export function TimeHere(): null {
  const { view } = useScreen();
  const chosen = useChosen((state) => state.entryCase);
  const aboutOrder = useChosen((state) => state.aboutOrder);
  const caseId = chosen ?? likelyCase(view, aboutOrder)?.id ?? null;
  const customerId = view.customer.id;
  useEffect(() => bringToFront({ customerId, caseId }), [customerId, caseId]);
  useEffect(() => () => bringToFront(null), []);
  return null;
}
