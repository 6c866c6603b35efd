import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import { explanationSource } from '#shared/case/step-events.ts';
import type { CaseView } from '#shared/views/case.ts';
import { useDraftOf } from '../../../use-draft-of.ts';
import { FormFrame } from '../forms/form-frame.tsx';
import formClasses from '../forms/forms.module.css';
import { QuickChoice } from '../forms/quick-choice.tsx';
import { useSave } from '../forms/use-save.ts';
import { useScreen } from '../screen-context.ts';
import { ToldField } from './told-field.tsx';

const shape = z.object({ text: z.string(), source: explanationSource, ref: z.string().nullable() });
const nothing = Object.freeze({ text: '', source: 'order' as const, ref: null });

/** What happened, as the customer was told it, and where we know it from. */
export function ExplanationForm({ one, onClose }: { one: CaseView; onClose: () => void }) {
  const { say, view } = useScreen();
  const [draft, change, clear] = useDraftOf(`explain.${one.id}`, shape, nothing);
  const [empty, setEmpty] = useState(false);
  const { save, saving } = useSave();
  const order = view.orders.find(({ id }) => one.orderIds.includes(id));
  const [carrier] = one.concerns.carriers;
  const likely = draft.source === 'order' ? order?.number : draft.source === 'carrier' ? carrier : undefined;
  const ref = draft.ref ?? likely ?? '';
  const submit = async () => {
    const text = draft.text.trim();
    if (text === '') return setEmpty(true);
    const data = { text, source: draft.source, ref: ref.trim() || null };
    const ask = { type: 'case.explain' as const, customerId: one.customerId, caseId: one.id, data };
    if (!(await save([ask], [say.t('steps.saved.explain')]))) return;
    if (clear()) onClose();
  };
  return (
    <FormFrame
      title={say.t('steps.name.explain')}
      hint={say.t('steps.hint.explain')}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <ToldField
        label={say.t('steps.what')}
        text={draft.text}
        empty={empty}
        onChange={(words) => change({ text: words })}
      />
      <div className={formClasses.line}>
        <QuickChoice
          legend={say.t('steps.from')}
          options={explanationSource.options.map((value) => ({
            value,
            label: say.t(`steps.source.${value}`),
          }))}
          value={draft.source}
          onChange={(source) => change({ source, ref: null })}
        />
        <TextInput
          size="xs"
          label={say.t('steps.ref')}
          maxLength={200}
          value={ref}
          onChange={(event) => change({ ref: event.currentTarget.value })}
        />
      </div>
    </FormFrame>
  );
}
