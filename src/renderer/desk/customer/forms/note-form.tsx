import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { LongField } from '../../../ui/long-field.tsx';
import { useDraftOf } from '../../../use-draft-of.ts';
import { likelyCase } from '../cases/current-case.ts';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import { BelongsField, caseIdOf } from './belongs-field.tsx';
import { FormFrame } from './form-frame.tsx';
import classes from './forms.module.css';
import { noNote, noteShape } from './shapes.ts';
import { useSave } from './use-save.ts';

type NoteProps = { caseId: string | null; about: 'note' | 'tried'; onClose: () => void };

/** A note, or something that was tried: internal, for a case or for the customer. */
export function NoteForm({ caseId, about, onClose }: NoteProps) {
  const { view, say } = useScreen();
  const aboutOrder = useChosen((state) => state.aboutOrder);
  const customerId = view.customer.id;
  const [draft, change, clear] = useDraftOf(`note.${customerId}`, noteShape, noNote);
  const [empty, setEmpty] = useState(false);
  const { save, saving } = useSave();
  const kind = draft.text === '' && draft.about === 'note' ? about : draft.about;
  const belongs = draft.belongs === 'default' && caseId !== null ? { caseId } : draft.belongs;
  const submit = async () => {
    const text = draft.text.trim();
    if (text === '') return setEmpty(true);
    const target = caseIdOf(belongs, likelyCase(view, aboutOrder)?.id ?? null);
    const done = await save(
      [{ type: 'note.add', customerId, caseId: target, data: { text, about: kind } }],
      [say.t(kind === 'tried' ? 'note.savedTried' : 'note.saved')],
    );
    if (!done) return;
    if (clear()) onClose();
  };
  return (
    <FormFrame
      title={say.t('note.title')}
      hint={say.t('note.hint')}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <div className={classes.line}>
        <SegmentedControl
          size="xs"
          aria-label={say.t('note.about')}
          value={kind}
          onChange={(value) => change({ about: value === 'tried' ? 'tried' : 'note' })}
          data={[
            { value: 'note', label: say.t('note.note') },
            { value: 'tried', label: say.t('note.tried') },
          ]}
        />
        <BelongsField
          label={say.t('form.which')}
          belongs={belongs}
          onChange={(chosen) => change({ belongs: chosen })}
        />
      </div>
      <LongField
        inputClass={classes.yellow}
        label={say.t(kind === 'tried' ? 'note.labelTried' : 'note.label')}
        least={2}
        most={8}
        maxLength={20_000}
        data-autofocus
        error={empty && draft.text.trim() === '' ? say.t('form.required') : undefined}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value, about: kind })}
      />
    </FormFrame>
  );
}
