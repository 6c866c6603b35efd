import type { ReactNode } from 'react';
import type { Say } from '../customer/say.ts';
import styles from './rules.module.css';

/** What is in force once it is published, beside its form; above it what somebody else published meanwhile. */
export function PagePreview({ say, theirs, children }: { say: Say; theirs: ReactNode; children: ReactNode }) {
  return (
    <aside className={styles.preview} aria-label={say.t('rules.preview')}>
      {theirs ? (
        <div className={styles.theirs}>
          <h3 className={styles.previewTitle}>{say.t('rules.theirVersion')}</h3>
          {theirs}
        </div>
      ) : null}
      <strong>{say.t('rules.preview')}</strong>
      {children}
    </aside>
  );
}
