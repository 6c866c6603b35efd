import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { askSession } from '../live/session.ts';
import { Sheet } from '../ui/sheet.tsx';
import { useWords } from '../words/words.ts';
import styles from './session.module.css';
import { SomebodyElse } from './somebody-else.tsx';

/** Shorter ones are guessed too fast by whoever holds the disk. Counted as people see characters. */
export const shortestPassphrase = 12;

/** Asks for the passphrase of this store, or for a new one twice. It is kept nowhere in the page. */
export function Passphrase({
  mode,
  wrong,
  person,
}: {
  mode: 'new' | 'enter';
  wrong: boolean;
  person: string | null;
}) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [again, setAgain] = useState('');
  const [asked, setAsked] = useState(false);
  const rule = useId();
  const missing = shortestPassphrase - [...text].length;
  const fits = mode === 'enter' ? text !== '' : missing <= 0 && text === again;

  // the answer to a wrong one is the same state once more, so the field is emptied when it comes
  useEffect(() => {
    if (wrong) setAsked(false);
  }, [wrong]);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!fits || asked) return;
    setAsked(true);
    await askSession({ ask: 'passphrase', text });
    setAsked(false);
    setText('');
    setAgain('');
  };

  return (
    <Sheet title={t(`passphrase.${mode}.title`)}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <div>
          <p>{t(`passphrase.${mode}.why`)}</p>
          {mode === 'new' ? <p className={styles.warning}>{t('passphrase.new.lost')}</p> : null}
        </div>
        <div role="alert">{wrong ? <p className={styles.bad}>{t('passphrase.enter.wrong')}</p> : null}</div>
        <PasswordInput
          label={t('passphrase.new.label')}
          description={mode === 'new' ? t('passphrase.new.rule') : undefined}
          descriptionProps={{ id: rule }}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autoComplete={mode === 'new' ? 'new-password' : 'current-password'}
          visibilityToggleButtonProps={{ 'aria-label': t('passphrase.show') }}
          readOnly={asked}
          autoFocus
          error={
            mode === 'new' && text !== '' && missing > 0
              ? t('passphrase.new.short', { count: missing })
              : null
          }
        />
        {mode === 'new' ? (
          <PasswordInput
            label={t('passphrase.new.again')}
            value={again}
            onChange={(event) => setAgain(event.currentTarget.value)}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': t('passphrase.show') }}
            readOnly={asked}
            error={again !== '' && again !== text ? t('passphrase.new.differs') : null}
          />
        ) : null}
        <Button type="submit" size="sm" disabled={!fits} loading={asked}>
          {t(`passphrase.${mode}.do`)}
        </Button>
      </form>
      <SomebodyElse name={person} />
    </Sheet>
  );
}
