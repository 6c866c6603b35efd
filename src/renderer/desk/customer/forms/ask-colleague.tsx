import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { CommandAsk } from '#shared/case/commands.ts';
import { useDraftOf } from '../../../use-draft-of.ts';
import { useScreen } from '../screen-context.ts';
import { ColleagueField, useColleagues } from './colleague-field.tsx';
import { FormFrame } from './form-frame.tsx';
import { handOverShape, noHandOver } from './shapes.ts';
import { useSave } from './use-save.ts';

type Props = {
  draftKey: string;
  title: string;
  subject: string;
  /** What becomes of it until they take it. */
  hint: string;
  whyHint?: string;
  askOf: (to: string, why: string) => CommandAsk;
  onClose: () => void;
};

/** Asks a colleague by name to take something over, and says why. */
export function AskColleague({ draftKey, title, subject, hint, whyHint, askOf, onClose }: Props) {
  const { say } = useScreen();
  const [draft, change, clear] = useDraftOf(draftKey, handOverShape, noHandOver);
  const [tried, setTried] = useState(false);
  const { save, saving } = useSave();
  const { nameOf } = useColleagues();
  const name = nameOf(draft.to);
  const submit = async () => {
    setTried(true);
    if (name === null) return;
    if (!(await save([askOf(draft.to, draft.text.trim())], [say.t('handOver.saved', { name })]))) return;
    clear();
    onClose();
  };
  return (
    <FormFrame
      title={title}
      hint={subject}
      action={say.t('handOver.save')}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <ColleagueField
        hint={hint}
        to={draft.to}
        onChange={(to) => change({ to })}
        isMissing={tried && name === null}
      />
      <Textarea
        label={say.t('handOver.why')}
        placeholder={whyHint}
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
