import type { FoundCustomer } from '#shared/sync/find.ts';
import { useWords } from '../../words/words.ts';
import styles from '../palette/card-line.module.css';

/** Somebody at the centre in two lines: who, and what of them was found. */
export function FoundLine({ found, coming }: { found: FoundCustomer; coming: boolean }) {
  const { t } = useWords();
  const { t: centre } = useWords('centre');
  const facts = [
    [found.city, found.country].filter((part) => part !== null).join(', '),
    t('ring.orders', { count: found.orders }),
    centre(coming ? 'away.coming' : 'away.there'),
  ].filter((fact) => fact !== '');
  return (
    <span className={styles.card}>
      <span className={styles.first}>
        <strong className={styles.name}>{found.name ?? t('tabs.unnamed')}</strong>
        <span className={`${styles.why} hilo-number`}>{found.match}</span>
      </span>
      <span className={styles.second}>{facts.join(' · ')}</span>
    </span>
  );
}
