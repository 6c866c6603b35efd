import { useState } from 'react';
import { LongField } from '../../../ui/long-field.tsx';
import { useDraftOf } from '../../../use-draft-of.ts';
import { useScreen } from '../screen-context.ts';
import { FormFrame } from './form-frame.tsx';
import classes from './forms.module.css';
import { noProse, proseShape } from './shapes.ts';
import { useSave } from './use-save.ts';

/** A note that everybody sees at every contact, or another text in the place of one. */
export function RemarkForm({ remarkId, onClose }: { remarkId: string | null; onClose: () => void }) {
  const { view, say } = useScreen();
  const before = view.file.remarks.find(({ id }) => id === remarkId);
  const customerId = before?.customerId ?? view.customer.id;
  const [draft, change, clear] = useDraftOf(`remark.${remarkId ?? customerId}`, proseShape, noProse);
  const [tried, setTried] = useState(false);
  const { save, saving } = useSave();
  const shown = draft.text === '' && !tried ? (before?.text ?? '') : draft.text;
  const submit = async () => {
    setTried(true);
    const text = shown.trim();
    if (text === '') return;
    const data = { remarkId: crypto.randomUUID(), text, replaces: remarkId };
    const done = await save(
      [{ type: 'customer.set-remark', customerId, caseId: null, data }],
      [say.t('file.remark.saved')],
    );
    if (!done) return;
    if (clear()) onClose();
  };
  return (
    <FormFrame
      title={say.t(before ? 'file.remark.changeTitle' : 'file.remark.title')}
      hint={say.t('file.remark.hint')}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <LongField
        inputClass={classes.yellow}
        label={say.t('file.remark.label')}
        placeholder={say.t('file.remark.example')}
        least={2}
        most={5}
        maxLength={500}
        data-autofocus
        error={tried && shown.trim() === '' ? say.t('form.required') : undefined}
        value={shown}
        onChange={(event) => {
          setTried(event.currentTarget.value === '');
          change({ text: event.currentTarget.value });
        }}
      />
    </FormFrame>
  );
}
