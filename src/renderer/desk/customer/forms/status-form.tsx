import type { CommandAsk } from '#shared/case/commands.ts';
import type { CaseView } from '#shared/views/case.ts';
import { LongField } from '../../../ui/long-field.tsx';
import { useDraftOf } from '../../../use-draft-of.ts';
import { endOfferAsk } from '../cases/can.ts';
import { useScreen } from '../screen-context.ts';
import { caseNumber } from '../story/entry-words.ts';
import { FormFrame } from './form-frame.tsx';
import { noProse, proseShape } from './shapes.ts';
import { useSave } from './use-save.ts';

type StatusProps = { one: CaseView; how: 'reopen' | 'decline'; onClose: () => void };

function askOf(one: CaseView, how: StatusProps['how'], text: string): CommandAsk {
  const base = { customerId: one.customerId, caseId: one.id };
  switch (how) {
    case 'reopen':
      return { ...base, type: 'case.reopen', data: { why: text } };
    case 'decline':
      return endOfferAsk(one, 'declined', text);
  }
}

/** Why a case is open again, or why somebody does not take it. */
export function StatusForm({ one, how, onClose }: StatusProps) {
  const { say } = useScreen();
  const [draft, change, clear] = useDraftOf(`${how}.${one.id}`, proseShape, noProse);
  const { save, saving } = useSave();
  const number = caseNumber(one.number);
  const submit = async () => {
    if (!(await save([askOf(one, how, draft.text.trim())], [say.t(`${how}.saved`)]))) return;
    if (clear()) onClose();
  };
  return (
    <FormFrame
      title={say.t(`${how}.title`, { number })}
      hint={one.subject}
      action={say.t(`${how}.save`)}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <LongField
        label={say.t(`${how}.why`)}
        description={how === 'reopen' ? undefined : say.t(`${how}.hint`)}
        least={2}
        most={6}
        maxLength={2000}
        data-autofocus
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
    </FormFrame>
  );
}
