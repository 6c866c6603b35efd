import type { CommandAsk } from '#shared/case/commands.ts';
import { mayAsk } from '#shared/case/decide.ts';
import type { Money } from '#shared/order/money.ts';
import type { Role } from '#shared/people.ts';
import type { CaseView } from '#shared/views/case.ts';
import { refusalFor } from '../cases/can.ts';

/** What somebody does about what was asked for or given. */
export type Answering = 'approve' | 'decline' | 'withdraw';

export function answerAsk(
  { id: caseId, customerId }: Pick<CaseView, 'id' | 'customerId'>,
  compensationId: string,
  answer: Answering,
  text: string,
  /** Of a yes: what the customer gets, where it is less than was asked for. */
  less: Money | null = null,
): CommandAsk {
  if (answer === 'approve' && less)
    return { type: 'compensation.approve', customerId, caseId, data: { compensationId, text, amount: less } };
  return { type: `compensation.${answer}`, customerId, caseId, data: { compensationId, text } };
}

/** Whether this person may do it now: a button or an entry of the palette is there for it. */
export function mayAnswer(
  one: CaseView,
  compensationId: string,
  answer: Answering,
  { id, role }: { id: string; role: Role },
): boolean {
  const ask = answerAsk(one, compensationId, answer, '');
  return mayAsk(ask.type, role) && refusalFor(one, ask, id) === null;
}

/** Whoever asked for it has read what became of it. */
export function readAnswerAsk(
  { id: caseId, customerId }: Pick<CaseView, 'id' | 'customerId'>,
  compensationId: string,
): CommandAsk {
  return { type: 'compensation.read-answer', customerId, caseId, data: { compensationId } };
}
