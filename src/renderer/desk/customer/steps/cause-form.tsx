import { useRef, useState } from 'react';
import { z } from 'zod';
import { cause } from '#shared/case/step-events.ts';
import type { CaseView } from '#shared/views/case.ts';
import { LongField } from '../../../ui/long-field.tsx';
import { useDraftOf } from '../../../use-draft-of.ts';
import { FormFrame } from '../forms/form-frame.tsx';
import { QuickChoice } from '../forms/quick-choice.tsx';
import { useSave } from '../forms/use-save.ts';
import { useScreen } from '../screen-context.ts';

const shape = z.object({ cause: cause.nullable(), text: z.string() });
const nothing = Object.freeze({ cause: null, text: '' });

/** Why it happened: one key for the cause, and what has to change. Those who can change it read it there. */
export function CauseForm({ one, onClose }: { one: CaseView; onClose: () => void }) {
  const { say } = useScreen();
  const [draft, change, clear] = useDraftOf(`cause.${one.id}`, shape, nothing);
  const [missing, setMissing] = useState(false);
  const text = useRef<HTMLTextAreaElement>(null);
  const { save, saving } = useSave();
  const chosen = draft.cause ?? one.steps.cause?.cause ?? null;
  const submit = async () => {
    if (chosen === null) return setMissing(true);
    const data = { cause: chosen, text: draft.text.trim() };
    const ask = { type: 'case.find-cause' as const, customerId: one.customerId, caseId: one.id, data };
    if (!(await save([ask], [say.t('steps.saved.find-cause')]))) return;
    if (clear()) onClose();
  };
  return (
    <FormFrame
      title={say.t('steps.name.for-good')}
      hint={say.t('steps.hint.for-good')}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <QuickChoice
        legend={say.t('steps.why')}
        options={cause.options.map((value) => ({ value, label: say.t(`steps.cause.${value}`) }))}
        value={chosen}
        onChange={(value) => change({ cause: value })}
        onPicked={() => text.current?.focus()}
        problem={missing && chosen === null ? say.t('steps.chooseCause') : undefined}
        autoFocus
      />
      <LongField
        ref={text}
        label={say.t('steps.change')}
        placeholder={say.t('steps.changeHint')}
        least={1}
        most={5}
        maxLength={5000}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
    </FormFrame>
  );
}
