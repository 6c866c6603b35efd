import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import type { SessionState } from '#shared/session/state.ts';
import { askSession } from '../live/session.ts';
import { Sheet } from '../ui/sheet.tsx';
import { useWords } from '../words/words.ts';
import styles from './session.module.css';
import { SomebodyElse } from './somebody-else.tsx';

type RevokedState = Extract<SessionState, { phase: 'revoked' }>;

/** This machine was shut out: nobody's customers are shown, and what becomes of what was not sent is said. */
export function Revoked({ state }: { state: RevokedState }) {
  const { t } = useWords('centre');
  const { step, handed, left, files, person } = state;
  const here = left + files;
  return (
    <Sheet title={t(step === 'wiped' ? 'revoked.wiped.title' : 'revoked.title')}>
      <div aria-live="polite">
        {step === 'handing-in' ? <HandingIn handed={handed} left={left} files={files} /> : null}
        {step === 'full' ? (
          <>
            <p>{t('revoked.full.what', { count: here })}</p>
            <p className={styles.todo}>{t('revoked.full.do')}</p>
          </>
        ) : null}
        {step === 'held' ? (
          <>
            <p>{t('revoked.held.what', { count: files })}</p>
            <p className={styles.todo}>{t('revoked.held.do')}</p>
          </>
        ) : null}
        {step === 'wiped' ? (
          <>
            <p>{t('revoked.wiped.what')}</p>
            {handed > 0 ? <p>{t('revoked.wiped.handed', { count: handed })}</p> : null}
            {here > 0 ? <p>{t('revoked.wiped.lost', { count: here })}</p> : null}
            {handed + here === 0 ? <p>{t('revoked.wiped.none')}</p> : null}
            <p className={styles.todo}>{t('revoked.wiped.do')}</p>
          </>
        ) : null}
      </div>
      {step === 'wiped' ? <Leave /> : <SomebodyElse name={person} />}
    </Sheet>
  );
}

function HandingIn({ handed, left, files }: Pick<RevokedState, 'handed' | 'left' | 'files'>) {
  const { t } = useWords('centre');
  const written = handed + left;
  // What is written goes first: the bar is not full while a photo is still on its way.
  const total = written + files;
  return (
    <>
      <p>{t('revoked.what')}</p>
      <p>
        {written === 0 && files > 0
          ? t('revoked.filesOnly', { count: files })
          : t('revoked.handing', { count: written })}
      </p>
      {written > 0 && files > 0 ? <p>{t('revoked.filesToo', { count: files })}</p> : null}
      {written === 0 ? null : (
        <Progress
          value={(100 * handed) / total}
          aria-label={t('revoked.progress', { done: handed, total })}
          my="xs"
        />
      )}
      <p className={styles.todo}>{t('revoked.wait')}</p>
    </>
  );
}

function Leave() {
  const { t } = useWords('centre');
  const [asked, setAsked] = useState(false);
  const leave = async (): Promise<void> => {
    setAsked(true);
    await askSession({ ask: 'sign-out' });
    setAsked(false);
  };
  return (
    <div className={styles.buttons}>
      <Button size="sm" loading={asked} onClick={() => void leave()} autoFocus>
        {t('revoked.wiped.leave')}
      </Button>
    </div>
  );
}
