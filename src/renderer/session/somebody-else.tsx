import { Button } from '@mantine/core';
import { useState } from 'react';
import { askSession } from '../live/session.ts';
import { useWords } from '../words/words.ts';
import styles from './session.module.css';

/** Whose store waits here, and the way out for whoever is somebody else. Nothing where there is no centre. */
export function SomebodyElse({ name }: { name: string | null }) {
  const { t } = useWords('centre');
  const [asked, setAsked] = useState(false);
  if (name === null) return null;
  const leave = async (): Promise<void> => {
    setAsked(true);
    await askSession({ ask: 'sign-out' });
    setAsked(false);
  };
  return (
    <div className={styles.else}>
      <span>{t('somebodyElse.whose', { name })}</span>
      <Button size="xs" variant="subtle" loading={asked} onClick={() => void leave()}>
        {t('somebodyElse.do')}
      </Button>
    </div>
  );
}
