import { useState } from 'react';
import type { CommandAsk } from '#shared/case/commands.ts';
import type { CaseView } from '#shared/views/case.ts';
import { useDraftOf } from '../../../use-draft-of.ts';
import { FormFrame } from '../forms/form-frame.tsx';
import { noProse, proseShape } from '../forms/shapes.ts';
import { useSave } from '../forms/use-save.ts';
import { useScreen } from '../screen-context.ts';
import { caseNumber } from '../story/entry-words.ts';
import { ToldField } from './told-field.tsx';

type SupervisorProps = { one: CaseView; how: 'ask-supervisor' | 'answer-supervisor'; onClose: () => void };

/** The customer asks for a supervisor, in their words where they said any; or what a supervisor answered them. */
export function SupervisorForm({ one, how, onClose }: SupervisorProps) {
  const { say } = useScreen();
  const [draft, change, clear] = useDraftOf(`${how}.${one.id}`, proseShape, noProse);
  const [empty, setEmpty] = useState(false);
  const { save, saving } = useSave();
  const isAnswer = how === 'answer-supervisor';
  const submit = async () => {
    const text = draft.text.trim();
    if (isAnswer && text === '') return setEmpty(true);
    const base = { customerId: one.customerId, caseId: one.id };
    const ask: CommandAsk = isAnswer
      ? { ...base, type: 'case.answer-supervisor', data: { text } }
      : { ...base, type: 'case.ask-supervisor', data: { words: text } };
    if (!(await save([ask], [say.t(`supervisor.${how}.saved`)]))) return;
    if (clear()) onClose();
  };
  return (
    <FormFrame
      title={say.t(`supervisor.${how}.title`, { number: caseNumber(one.number) })}
      hint={one.subject}
      action={say.t(`supervisor.${how}.save`)}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <ToldField
        label={say.t(`supervisor.${how}.label`)}
        description={say.t(`supervisor.${how}.hint`)}
        text={draft.text}
        empty={empty}
        onChange={(words) => change({ text: words })}
      />
    </FormFrame>
  );
}
