import { commandOf } from '../case/event-of.ts';
import type { CaseEvent, EventEnvelope } from '../case/events.ts';
import type { StreamState } from '../case/fold.ts';
import { proves } from '../order/proof.ts';
import type { OrderRecord } from '../order/records.ts';
import { byItself } from './fold.ts';

export type Made = Extract<CaseEvent, { type: 'promise.made.2' }>;

/**
 * The event by which a promise keeps itself, or null while it does not: its order has not done it, or it has ended. The same id whoever finds
 * out and however often: the place of the promise's own event plus 50, which no decision reaches. Its time is that of the fact, so that a
 * parcel of Friday that is heard of on Monday was in time; never before the promise nor after `now` (the ledger's clock, ms).
 */
export function keptByItself(
  made: Made,
  state: StreamState,
  order: OrderRecord,
  now: number,
): EventEnvelope | null {
  const { promiseId, proof } = made.data;
  const promise = state.promises.find((one) => one.id === promiseId);
  if (promise?.state !== 'pending' || proof?.orderId !== order.id) return null;
  const proven = proves(order, proof.event, made.at);
  if (proven === null) return null;
  return {
    id: keptId(made.id),
    type: 'promise.ended.1',
    customerId: made.customerId,
    caseId: made.caseId,
    at: Math.max(made.at, Math.min(proven.at ?? now, now)),
    by: byItself,
    data: { promiseId, outcome: 'kept', text: '' },
  };
}

export function keptId(madeId: string): string {
  const place = Number(madeId.slice(commandOf(madeId).length + 1));
  return `${commandOf(madeId)}:${50 + (Number.isSafeInteger(place) ? place : 0)}`;
}
