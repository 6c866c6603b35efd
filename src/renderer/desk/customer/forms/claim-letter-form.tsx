import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { claimLetter } from '#shared/claim/letter.ts';
import { type Language, language as languages } from '#shared/settings.ts';
import { tellDone } from '../../../live/notices.ts';
import { useView } from '../../../live/view.ts';
import { LongField } from '../../../ui/long-field.tsx';
import { useWords } from '../../../words/words.ts';
import { useDesk } from '../../shell/desk-context.ts';
import { copyText } from '../copy-button.tsx';
import { useFiles } from '../files/use-files.ts';
import { useScreen } from '../screen-context.ts';
import { caseNumber } from '../story/entry-words.ts';
import type { ClaimFormProps } from './claim-forms.tsx';
import { FormFrame } from './form-frame.tsx';

/** A letter or e-mail to the other side, made from the facts, to change and to copy. Nothing is sent by itself. */
export function ClaimLetterForm({ one, claim, onClose }: ClaimFormProps) {
  const { say, act } = useScreen();
  const { t: frame } = useWords('frame');
  const { company, person } = useDesk();
  const [language, setLanguage] = useState<Language>(say.language);
  const [written, write] = useState<string | null>(null);
  const { orderId } = claim;
  const { value } = useView(orderId === null ? null : { view: 'order', customerId: one.customerId, orderId });
  const files = new Map(useFiles().map(({ id, name }) => [id, name]));
  const facts = {
    files,
    claim,
    order: value ?? null,
    company,
    person: person.name,
    caseNumber: caseNumber(one.number),
  };
  const { subject, body } = claimLetter(facts, say.now, say.zone, language);
  const text = written ?? body;
  const copy = async () => {
    if (!(await copyText(`${subject}\n\n${text}`))) return;
    tellDone(say.t('claims.letterCopied'));
    if (claim.status !== 'open' || claim.step !== 'file') return onClose();
    act({ move: 'write', form: { form: 'claim-note', caseId: one.id, claimId: claim.id } });
  };
  return (
    <FormFrame
      title={say.t('claims.letterTitle', { name: claim.name })}
      hint={say.t('claims.letterHint')}
      action={say.t('claims.letterCopy')}
      saving={false}
      onSave={() => void copy()}
      onClose={onClose}
    >
      <NativeSelect
        size="xs"
        label={frame('settings.language')}
        data-autofocus
        value={language}
        data={languages.options.map((tag) => ({ value: tag, label: frame(`language.${tag}`) }))}
        onChange={(event) => {
          setLanguage(languages.parse(event.currentTarget.value));
          write(null);
        }}
      />
      <TextInput size="xs" label={say.t('claims.letterSubject')} readOnly value={subject} />
      <LongField
        size="xs"
        label={say.t('claims.letterBody')}
        least={8}
        most={16}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
    </FormFrame>
  );
}
