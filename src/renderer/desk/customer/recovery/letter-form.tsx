import { Button, NativeSelect } from '@mantine/core';
import { useRef, useState } from 'react';
import { customerLetter } from '#shared/recovery/letter.ts';
import { type Language, language as languages } from '#shared/settings.ts';
import type { CaseView } from '#shared/views/case.ts';
import { tellDone } from '../../../live/notices.ts';
import { useSaveFile } from '../../../live/use-save-file.ts';
import { LongField } from '../../../ui/long-field.tsx';
import { useWords } from '../../../words/words.ts';
import { useDesk } from '../../shell/desk-context.ts';
import { copyText } from '../copy-button.tsx';
import { FormFrame } from '../forms/form-frame.tsx';
import { useScreen } from '../screen-context.ts';
import { caseNumber } from '../story/entry-words.ts';
import { useCalendar } from '../use-calendar.ts';
import classes from './recovery.module.css';

/** A letter or e-mail to the customer, made from what the case holds, to change, copy, or save and print. Nothing is sent by itself. */
export function LetterForm({ one, onClose }: { one: CaseView; onClose: () => void }) {
  const { say, view } = useScreen();
  const { zone } = useCalendar();
  const { t: frame } = useWords('frame');
  const { company, person } = useDesk();
  const [language, setLanguage] = useState<Language>(() => languageFor(view.customer.language, say.language));
  const [written, write] = useState<string | null>(null);
  const number = caseNumber(one.number);
  const orderId = one.orderIds.at(-1);
  const letter = customerLetter(
    {
      name: view.customer.name,
      company,
      person: person.name,
      caseNumber: number,
      orderNumber: view.orders.find(({ id }) => id === orderId)?.number ?? null,
      explained: one.steps.explained?.text ?? null,
      given: one.compensations.filter(({ state }) => state === 'given'),
      promises: one.promises.filter(({ state }) => state === 'pending').toSorted((a, b) => a.until - b.until),
    },
    say.now,
    zone,
    language,
  );
  const text = written ?? letter.body;
  const field = useRef<HTMLTextAreaElement>(null);
  const [tried, setTried] = useState(false);
  const { save: saveFile, saving } = useSaveFile();
  /** What nobody has written yet stands in brackets: it must not go to a customer. */
  const gap = /\[[^\]]*\]/.exec(text);
  const isWhole = () => {
    setTried(true);
    if (gap === null) return true;
    field.current?.focus();
    field.current?.setSelectionRange(gap.index, gap.index + gap[0].length);
    return false;
  };
  const copy = async () => {
    if (!isWhole()) return;
    if (!(await copyText(`${letter.subject}\n\n${text}`))) return;
    tellDone(say.t('letter.copied'));
    onClose();
  };
  const save = async () => {
    if (!isWhole()) return;
    await saveFile({
      ask: 'save-letter',
      name: `${company} ${one.number}`,
      title: letter.subject,
      text,
      language,
    });
  };
  return (
    <FormFrame
      title={say.t('letter.title', { number })}
      hint={say.t('letter.hint')}
      action={say.t('letter.copy')}
      keyText={say.t('letter.copyKey')}
      saving={false}
      onSave={() => void copy()}
      onClose={onClose}
    >
      <div className={classes.choiceHead}>
        <NativeSelect
          size="xs"
          aria-label={frame('settings.language')}
          value={language}
          data={languages.options.map((tag) => ({ value: tag, label: frame(`language.${tag}`) }))}
          onChange={(event) => {
            setLanguage(languages.parse(event.currentTarget.value));
            write(null);
          }}
        />
        <Button size="xs" variant="default" loading={saving} onClick={() => void save()}>
          {say.t('letter.save')}
        </Button>
      </div>
      <LongField
        ref={field}
        size="xs"
        label={letter.subject}
        error={tried && gap !== null ? say.t('letter.gap') : undefined}
        least={6}
        most={14}
        maxLength={20_000}
        data-autofocus
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
    </FormFrame>
  );
}

/** The customer's own, where the shop says it and we write it; else that of the screen. */
function languageFor(theirs: string | null, screen: Language): Language {
  if (theirs?.startsWith('en')) return 'en';
  if (theirs?.startsWith('es')) return screen === 'en' ? 'es' : screen;
  return screen;
}
