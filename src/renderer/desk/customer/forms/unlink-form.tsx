import { useState } from 'react';
import type { CommandAsk } from '#shared/case/commands.ts';
import { LongField } from '../../../ui/long-field.tsx';
import { useDraftOf } from '../../../use-draft-of.ts';
import { useScreen } from '../screen-context.ts';
import { FormFrame } from './form-frame.tsx';
import { noProse, proseShape } from './shapes.ts';
import { useSave } from './use-save.ts';

/** Undoes the link of a record. A link that went the other way goes with it, or the two would stay one. */
export function UnlinkForm({ recordId, onClose }: { recordId: string; onClose: () => void }) {
  const { view, say } = useScreen();
  const [draft, change, clear] = useDraftOf(`unlink.${recordId}`, proseShape, noProse);
  const { save, saving } = useSave();
  const [tried, setTried] = useState(false);
  const link = view.same?.counting.find(({ from }) => from.id === recordId);
  if (!link) return null;
  const name = link.from.name ?? say.t('card.noName');
  const back = view.same?.against.filter(
    ({ from, into }) => into.id === recordId && from.id === link.into.id,
  );
  const why = draft.text.trim();
  const submit = async () => {
    setTried(true);
    if (why === '') return;
    const asks = [link, ...(back ?? [])].map(
      ({ from, into }): CommandAsk => ({
        type: 'customer.unlink',
        customerId: from.id,
        caseId: null,
        data: { into: into.id, why, hints: link.hints },
      }),
    );
    if (!(await save(asks, [say.t('file.same.undone', { name })]))) return;
    if (clear()) onClose();
  };
  return (
    <FormFrame
      title={say.t('file.same.undoTitle', { name })}
      hint={say.t('file.same.undoHint')}
      action={say.t('file.same.undoSave')}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <LongField
        label={say.t('file.same.undoWhy')}
        least={2}
        most={4}
        maxLength={500}
        data-autofocus
        error={tried && why === '' ? say.t('file.same.undoMissing') : null}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
    </FormFrame>
  );
}
