import { useState } from 'react';
import { useDraftOf } from '../../../use-draft-of.ts';
import { PreferredLine } from '../card/preferred-line.tsx';
import { likelyCase } from '../cases/current-case.ts';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import { useCalendar } from '../use-calendar.ts';
import { BelongsField, caseIdOf } from './belongs-field.tsx';
import { FormFrame } from './form-frame.tsx';
import { PromiseFields } from './promise-fields.tsx';
import { noSinglePromise, singlePromiseShape } from './shapes.ts';
import { useSave } from './use-save.ts';

/** A promise outside a wrap-up. */
export function PromiseForm({ caseId, onClose }: { caseId: string | null; onClose: () => void }) {
  const { view, say } = useScreen();
  const aboutOrder = useChosen((state) => state.aboutOrder);
  const customerId = view.customer.id;
  const [draft, change, clear] = useDraftOf(`promise.${customerId}`, singlePromiseShape, noSinglePromise);
  const [tried, setTried] = useState(false);
  const { save, saving } = useSave();
  const calendar = useCalendar();
  const belongs = draft.belongs === 'default' && caseId !== null ? { caseId } : draft.belongs;
  const submit = async () => {
    setTried(true);
    const { until } = draft;
    const text = draft.text.trim();
    if (text === '' || until === null) return;
    const target = caseIdOf(belongs, likelyCase(view, aboutOrder)?.id ?? null);
    const done = await save(
      [
        {
          type: 'promise.make',
          customerId,
          caseId: target,
          data: { promiseId: crypto.randomUUID(), text, until, proof: draft.proof, zone: calendar.zone },
        },
      ],
      [say.t('promise.saved', { when: say.moment(until) })],
    );
    if (!done) return;
    if (clear()) onClose();
  };
  return (
    <FormFrame title={say.t('promise.title')} saving={saving} onSave={() => void submit()} onClose={onClose}>
      <PreferredLine />
      <PromiseFields
        label={say.t('promise.text')}
        draft={draft}
        onChange={change}
        autoFocus
        problem={tried && draft.text.trim() === '' ? say.t('form.required') : undefined}
      />
      <BelongsField
        label={say.t('form.which')}
        belongs={belongs}
        onChange={(chosen) => change({ belongs: chosen })}
      />
    </FormFrame>
  );
}
