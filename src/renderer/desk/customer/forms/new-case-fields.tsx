import { Textarea, TextInput } from '@mantine/core';
import type { Ref } from 'react';
import { caseKind } from '#shared/case/words.ts';
import { useScreen } from '../screen-context.ts';
import type { Missing } from './asks.ts';
import classes from './forms.module.css';
import { QuickChoice } from './quick-choice.tsx';
import type { NewCaseDraft } from './shapes.ts';

type Props = {
  draft: NewCaseDraft;
  onChange: (fields: Partial<NewCaseDraft>) => void;
  missing: Missing | null;
  first?: Ref<HTMLInputElement>;
  subject: Ref<HTMLInputElement>;
  onPicked: () => void;
};

/** What a new case needs: its kind, one line, and what the customer says. */
export function NewCaseFields({ draft, onChange, missing, first, subject, onPicked }: Props) {
  const { say } = useScreen();
  return (
    <div className={classes.fields}>
      <QuickChoice
        legend={say.t('newCase.kind')}
        options={caseKind.options.map((value) => ({ value, label: say.t(`cases.kind.${value}`) }))}
        value={draft.kind}
        onChange={(kind) => onChange({ kind })}
        onPicked={onPicked}
        problem={missing === 'kind' ? say.t('newCase.chooseKind') : undefined}
        {...(first ? { first, autoFocus: true } : {})}
      />
      <TextInput
        ref={subject}
        label={say.t('newCase.subject')}
        placeholder={say.t('newCase.subjectHint')}
        maxLength={200}
        value={draft.subject}
        error={missing === 'subject' ? say.t('form.required') : undefined}
        onChange={(event) => onChange({ subject: event.currentTarget.value })}
      />
      <Textarea
        label={say.t('newCase.words')}
        placeholder={say.t('newCase.wordsHint')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={20_000}
        value={draft.words}
        onChange={(event) => onChange({ words: event.currentTarget.value })}
      />
    </div>
  );
}
