import type { CommandAsk } from '#shared/case/commands.ts';
import type { CaseView } from '#shared/views/case.ts';

/** What somebody does about what was asked for or given. */
export type Answering = 'approve' | 'decline' | 'withdraw';

export function answerAsk(
  { id: caseId, customerId }: Pick<CaseView, 'id' | 'customerId'>,
  compensationId: string,
  answer: Answering,
  text: string,
): CommandAsk {
  return { type: `compensation.${answer}`, customerId, caseId, data: { compensationId, text } };
}
