import type { CommandAsk } from '#shared/case/commands.ts';
import type { CaseView } from '#shared/views/case.ts';
import { useDesk } from '../../shell/desk-context.ts';
import { useSave } from '../forms/use-save.ts';
import { useScreen } from '../screen-context.ts';
import { caseNumber } from '../story/entry-words.ts';
import { takeAsk } from './can.ts';

/**
 * Takes a case from who has it on this screen. A supervisor who takes one whose customer asked for a supervisor is the answer to it.
 * `take` answers whether it was done; why not is told to the person.
 */
export function useTake(): { take: (one: CaseView) => Promise<boolean>; saving: boolean } {
  const { say } = useScreen();
  const { save, saving } = useSave();
  const { person } = useDesk();
  const answers = ({ id, customerId, steps: { supervisor } }: CaseView): CommandAsk[] =>
    person.role === 'supervisor' && supervisor?.answer === null
      ? [{ type: 'case.answer-supervisor', customerId, caseId: id, data: { text: '' } }]
      : [];
  const take = (one: CaseView) =>
    save([takeAsk(one), ...answers(one)], [say.t('owner.taken', { number: caseNumber(one.number) })]);
  return { take, saving };
}
