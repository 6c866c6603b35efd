import type { TouchingIncident } from '#shared/views/incident.ts';
import { useView } from '../../live/view.ts';

const none: TouchingIncident[] = [];

/** Known incidents that are on now and touch a customer, the most severe first. Null: of nobody. */
export function useTouching(customerId: string | null): TouchingIncident[] {
  return useView(customerId === null ? null : { view: 'touching', of: customerId }).value ?? none;
}
