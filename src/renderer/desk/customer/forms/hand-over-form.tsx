import type { CaseView } from '#shared/views/case.ts';
import { offerAsk } from '../cases/can.ts';
import { useScreen } from '../screen-context.ts';
import { caseNumber } from '../story/entry-words.ts';
import { AskColleague } from './ask-colleague.tsx';

/** Asks a colleague by name to take a case. It stays its owner's until they do. */
export function HandOverForm({ one, onClose }: { one: CaseView; onClose: () => void }) {
  const { say } = useScreen();
  return (
    <AskColleague
      draftKey={`hand-over.${one.id}`}
      title={say.t('handOver.title', { number: caseNumber(one.number) })}
      subject={one.subject}
      hint={say.t('handOver.hint')}
      whyHint={say.t('handOver.whyHint')}
      askOf={(to, why) => offerAsk(one, to, why)}
      onClose={onClose}
    />
  );
}
