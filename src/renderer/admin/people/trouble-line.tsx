import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { AdminTrouble } from '#shared/admin.ts';
import { useWords } from '../../words/words.ts';
import styles from './people.module.css';

type Props = { trouble: AdminTrouble | null; again?: () => void };

/** Why the centre did not do it, and what to do about it. */
export function TroubleLine({ trouble, again }: Props) {
  const { t } = useWords('people');
  const { t: frame } = useWords('frame');
  const line = useRef<HTMLDivElement>(null);
  // Below the edge of a long page nobody would see it.
  useEffect(() => {
    if (trouble !== null) line.current?.scrollIntoView({ block: 'nearest' });
  }, [trouble]);
  if (trouble === null) return null;
  const isOurs = trouble.what === 'internal' || trouble.what === 'update';
  return (
    <div ref={line} className={styles.trouble} role="alert">
      <span>{t(`trouble.${trouble.what}`)}</span>
      {isOurs && <span className={styles.ref}>{frame('common.ref', { ref: trouble.ref })}</span>}
      {again && (
        <Button size="compact-xs" variant="default" data-autofocus onClick={again}>
          {t('again')}
        </Button>
      )}
    </div>
  );
}
