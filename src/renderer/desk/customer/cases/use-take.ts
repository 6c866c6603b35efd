import type { CaseView } from '#shared/views.ts';
import { useSave } from '../forms/use-save.ts';
import { useScreen } from '../screen-context.ts';
import { caseNumber } from '../story/entry-words.ts';
import { takeAsk } from './can.ts';

/** Takes a case from who has it on this screen. `take` answers whether it was done; why not is told to the person. */
export function useTake(): { take: (one: CaseView) => Promise<boolean>; saving: boolean } {
  const { say } = useScreen();
  const { save, saving } = useSave();
  const take = (one: CaseView) =>
    save([takeAsk(one)], [say.t('owner.taken', { number: caseNumber(one.number) })]);
  return { take, saving };
}
