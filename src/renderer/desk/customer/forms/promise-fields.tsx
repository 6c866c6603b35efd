import { TextInput } from '@mantine/core';
import { useScreen } from '../screen-context.ts';
import classes from './forms.module.css';
import type { PromiseDraft } from './shapes.ts';
import { tomorrowNoon } from './until.ts';
import { UntilField } from './until-field.tsx';

type Props = {
  label: string;
  draft: PromiseDraft;
  onChange: (fields: Partial<PromiseDraft>) => void;
  problem?: string | undefined;
  autoFocus?: boolean;
};

/** What is promised and until when. Tomorrow at noon stands there as soon as something is written. */
export function PromiseFields({ label, draft, onChange, problem, autoFocus = false }: Props) {
  const { say } = useScreen();
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
          onChange(draft.until === null ? { text, until: tomorrowNoon(say.now) } : { text });
        }}
      />
      {draft.text.trim() !== '' && (
        <UntilField until={draft.until} onChange={(until) => onChange({ until })} />
      )}
    </div>
  );
}
