import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useDraftOf } from '../../../use-draft-of.ts';
import { offerClaimAsk } from '../cases/claim-asks.ts';
import { useScreen } from '../screen-context.ts';
import type { ClaimFormProps } from './claim-forms.tsx';
import { ColleagueField, useColleagues } from './colleague-field.tsx';
import { FormFrame } from './form-frame.tsx';
import { handOverShape, noHandOver } from './shapes.ts';
import { useSave } from './use-save.ts';

/** Asks a colleague to see to a claim. The customer's case stays with its owner. */
export function ClaimHandOverForm({ one, claim, onClose }: ClaimFormProps) {
  const { say } = useScreen();
  const [draft, change, clear] = useDraftOf(`claim-hand-over.${claim.id}`, handOverShape, noHandOver);
  const [tried, setTried] = useState(false);
  const { save, saving } = useSave();
  const { nameOf } = useColleagues();
  const name = nameOf(draft.to);
  const submit = async () => {
    setTried(true);
    if (name === null) return;
    const ask = offerClaimAsk(one, claim, draft.to, draft.text.trim());
    if (!(await save([ask], [say.t('handOver.saved', { name })]))) return;
    clear();
    onClose();
  };
  return (
    <FormFrame
      title={say.t('claims.handOverTitle', { name: claim.name })}
      hint={one.subject}
      action={say.t('handOver.save')}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <ColleagueField
        hint={say.t('claims.handOverHint')}
        to={draft.to}
        onChange={(to) => change({ to })}
        isMissing={tried && name === null}
      />
      <Textarea
        label={say.t('handOver.why')}
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
