import { TextInput } from '@mantine/core';
import type { Ref } from 'react';
import type { Suggestion } from '#shared/rules/suggested.ts';
import { LongField } from '../../../ui/long-field.tsx';
import { PlaybookBeside } from '../playbook/playbook-beside.tsx';
import { useScreen } from '../screen-context.ts';
import { classified, type Missing } from './asks.ts';
import classes from './forms.module.css';
import { KindChoice } from './kind-choice.tsx';
import type { NewCaseDraft } from './shapes.ts';

type Props = {
  draft: NewCaseDraft;
  suggestions: readonly Suggestion[];
  onChange: (fields: Partial<NewCaseDraft>) => void;
  missing: Missing | null;
  first: Ref<HTMLInputElement>;
  /** The dialog it stands in begins here. */
  autoFocus?: boolean;
  subject: Ref<HTMLInputElement>;
  onPicked: () => void;
};

/** What a new case needs: its kind, one line, and what the customer says. */
export function NewCaseFields(props: Props) {
  const { draft, suggestions, onChange, missing, first, autoFocus = false, subject, onPicked } = props;
  const { say } = useScreen();
  const { kind } = classified(draft, suggestions);
  return (
    <div className={classes.besides}>
      <div className={classes.fields}>
        <KindChoice
          kind={draft.kind}
          failure={draft.failure}
          suggestions={suggestions}
          onChange={onChange}
          onPicked={onPicked}
          problem={missing === 'kind' ? say.t('newCase.chooseKind') : undefined}
          first={first}
          autoFocus={autoFocus}
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
        <LongField
          label={say.t('newCase.words')}
          placeholder={say.t('newCase.wordsHint')}
          least={2}
          most={8}
          maxLength={20_000}
          value={draft.words}
          onChange={(event) => onChange({ words: event.currentTarget.value })}
        />
      </div>
      <PlaybookBeside kind={kind} />
    </div>
  );
}
