import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { CaseView } from '#shared/views.ts';
import { useDraftOf } from '../../../use-draft-of.ts';
import { offerAsk } from '../cases/can.ts';
import { useScreen } from '../screen-context.ts';
import { caseNumber } from '../story/entry-words.ts';
import { ColleagueField, useColleagues } from './colleague-field.tsx';
import { FormFrame } from './form-frame.tsx';
import { handOverShape, noHandOver } from './shapes.ts';
import { useSave } from './use-save.ts';

/** Asks a colleague by name to take a case. It stays its owner's until they do. */
export function HandOverForm({ one, onClose }: { one: CaseView; onClose: () => void }) {
  const { say } = useScreen();
  const [draft, change, clear] = useDraftOf(`hand-over.${one.id}`, handOverShape, noHandOver);
  const [tried, setTried] = useState(false);
  const { save, saving } = useSave();
  const { nameOf } = useColleagues();
  const name = nameOf(draft.to);
  const submit = async () => {
    setTried(true);
    if (name === null) return;
    if (!(await save([offerAsk(one, draft.to, draft.text.trim())], [say.t('handOver.saved', { name })])))
      return;
    clear();
    onClose();
  };
  return (
    <FormFrame
      title={say.t('handOver.title', { number: caseNumber(one.number) })}
      hint={one.subject}
      action={say.t('handOver.save')}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <ColleagueField
        hint={say.t('handOver.hint')}
        to={draft.to}
        onChange={(to) => change({ to })}
        isMissing={tried && name === null}
      />
      <Textarea
        label={say.t('handOver.why')}
        placeholder={say.t('handOver.whyHint')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
    </FormFrame>
  );
}
