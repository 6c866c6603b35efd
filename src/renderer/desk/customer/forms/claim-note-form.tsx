import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { claimNote } from '#shared/claim/words.ts';
import { LongField } from '../../../ui/long-field.tsx';
import { useDraftOf } from '../../../use-draft-of.ts';
import { useFiles } from '../files/use-files.ts';
import { useScreen } from '../screen-context.ts';
import type { ClaimFormProps } from './claim-forms.tsx';
import { type ClaimNoteDraft, claimNoteShape, noClaimNote, noClaimSent } from './claim-shapes.ts';
import { DueField } from './due-field.tsx';
import { FormFrame } from './form-frame.tsx';
import classes from './forms.module.css';
import { QuickChoice } from './quick-choice.tsx';
import { useSave } from './use-save.ts';

/** That a claim was sent, a proof, what they answered; with their reference and a new date. */
export function ClaimNoteForm({ one, claim, onClose }: ClaimFormProps) {
  const { say } = useScreen();
  const key = `claim-note.${claim.id}`;
  const nothing = claim.status === 'open' && claim.step === 'file' ? noClaimSent : noClaimNote;
  const [draft, change, clear] = useDraftOf<ClaimNoteDraft>(key, claimNoteShape, nothing);
  const [tried, setTried] = useState(false);
  const { save, saving } = useSave();
  // Those of another case are not of this matter.
  const files = useFiles().filter(
    ({ caseId, removed }) => removed === null && (caseId === null || caseId === one.id),
  );
  const attachmentIds = draft.attachmentIds.filter((id) => files.some((file) => file.id === id));
  const text = draft.text.trim();
  // That it was sent says enough by itself.
  const isMissing = text === '' && draft.what !== 'filed' && attachmentIds.length === 0;
  const submit = async () => {
    setTried(true);
    if (isMissing) return;
    const { what, dueAt } = draft;
    const reference = draft.reference.trim();
    const data = {
      claimId: claim.id,
      what,
      text,
      reference: reference === '' ? null : reference,
      dueAt,
      attachmentIds,
    };
    const ask = { type: 'claim.note', customerId: one.customerId, caseId: one.id, data } as const;
    if (!(await save([ask], [say.t(`claims.what.${what}`)]))) return;
    if (clear()) onClose();
  };
  return (
    <FormFrame
      title={`${say.t(`claims.against.${claim.against}`)}, ${claim.name}`}
      hint={one.subject}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <QuickChoice
        legend={say.t('claims.whatLabel')}
        options={claimNote.options.map((value) => ({ value, label: say.t(`claims.what.${value}`) }))}
        value={draft.what}
        onChange={(what) => change({ what })}
        autoFocus
      />
      <LongField
        size="xs"
        label={say.t('claims.noteText')}
        least={2}
        most={6}
        maxLength={20_000}
        value={draft.text}
        error={tried && isMissing ? say.t('form.required') : undefined}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      {files.length > 0 && (
        <fieldset className={classes.until} aria-label={say.t('claims.files')}>
          <span className={classes.label}>{say.t('claims.files')}</span>
          {files.slice(0, 20).map(({ id, name }) => (
            <Checkbox
              key={id}
              size="xs"
              label={name}
              checked={attachmentIds.includes(id)}
              onChange={(event) =>
                change({
                  attachmentIds: event.currentTarget.checked
                    ? [...attachmentIds, id]
                    : attachmentIds.filter((other) => other !== id),
                })
              }
            />
          ))}
        </fieldset>
      )}
      <TextInput
        size="xs"
        label={say.t('claims.referenceLabel')}
        placeholder={claim.reference}
        maxLength={200}
        value={draft.reference}
        onChange={(event) => change({ reference: event.currentTarget.value })}
      />
      <DueField label={say.t('claims.answerBy')} due={draft.dueAt} onChange={(dueAt) => change({ dueAt })} />
    </FormFrame>
  );
}
