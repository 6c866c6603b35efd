import { TextInput } from '@mantine/core';
import { useScreen } from '../screen-context.ts';
import { useCalendar } from '../use-calendar.ts';
import classes from './forms.module.css';
import { ProofField } from './proof-field.tsx';
import type { PromiseDraft } from './shapes.ts';
import { workingDaysOn } from './until.ts';
import { UntilField } from './until-field.tsx';

type Props = {
  label: string;
  draft: PromiseDraft;
  onChange: (fields: Partial<PromiseDraft>) => void;
  problem?: string | undefined;
  autoFocus?: boolean;
};

/** What is promised, until when and what keeps it. The next working day stands there as soon as something is written. */
export function PromiseFields({ label, draft, onChange, problem, autoFocus = false }: Props) {
  const { say } = useScreen();
  const calendar = useCalendar();
  return (
    <div className={classes.fields}>
      <TextInput
        size="xs"
        label={label}
        placeholder={say.t('promise.textHint')}
        maxLength={500}
        value={draft.text}
        error={problem}
        data-autofocus={autoFocus || undefined}
        onChange={(event) => {
          const text = event.currentTarget.value;
          onChange(draft.until === null ? { text, until: workingDaysOn(say.now, 1, calendar) } : { text });
        }}
      />
      {draft.text.trim() !== '' && (
        <>
          <UntilField until={draft.until} onChange={(until) => onChange({ until })} />
          <ProofField proof={draft.proof} onChange={(proof) => onChange({ proof })} />
        </>
      )}
    </div>
  );
}
