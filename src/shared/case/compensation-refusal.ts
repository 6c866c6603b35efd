import type { Money } from '../order/money.ts';
import type { CommandAsk } from './commands.ts';
import type { StreamState } from './fold.ts';
import type { Refusal } from './refusals.ts';

type Compensating = Extract<
  CommandAsk,
  {
    type:
      | 'compensation.request'
      | 'compensation.approve'
      | 'compensation.decline'
      | 'compensation.withdraw'
      | 'compensation.read-answer';
  }
>;

/** A request is answered once, and by somebody else than who asked; what was given can be taken back, what was declined not. */
export function compensationRefusal(state: StreamState, ask: Compensating, by: string): Refusal | null {
  if (ask.caseId === null) return { code: 'case-needed' };
  if (!state.case) return { code: 'case-unknown' };
  if (state.case.customerId !== ask.customerId) return { code: 'other-customer' };
  if (ask.type === 'compensation.request')
    return state.case.status === 'solved' ? { code: 'already-solved' } : null;
  const one = state.case.compensations.find(
    ({ compensationId }) => compensationId === ask.data.compensationId,
  );
  if (!one) return { code: 'compensation-unknown' };
  if (ask.type === 'compensation.read-answer')
    return one.by === by && one.unread ? null : { code: 'compensation-ended' };
  const isOpen = one.state === 'requested' || (ask.type === 'compensation.withdraw' && one.state === 'given');
  if (!isOpen) return { code: 'compensation-ended' };
  if (ask.type !== 'compensation.withdraw' && one.by === by) return { code: 'own-request' };
  if (ask.type !== 'compensation.approve' || !('amount' in ask.data)) return null;
  return isLess(ask.data.amount, one.amount) ? null : { code: 'not-less' };
}

/** A yes to a part is to something, and to no more than was asked for. */
export function isLess(amount: Money, asked: Money | null): boolean {
  return (
    asked !== null && amount.currency === asked.currency && amount.minor > 0 && amount.minor <= asked.minor
  );
}
