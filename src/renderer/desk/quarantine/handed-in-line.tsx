import { useEffect } from 'react';
import { useStore } from 'zustand';
import { Chip } from '../../ui/chip.tsx';
import { useWords } from '../../words/words.ts';
import { useDesk } from '../shell/desk-context.ts';
import styles from '../shell/queue.module.css';
import { Section } from '../shell/queue-lines.tsx';
import { askHandedIn, handedIn, reviews } from './handed-in.ts';

/** A machine is shut out seldom, and nobody waits for it by the minute, ms. */
const askEvery = 120_000;

/** In the queue of whoever reviews: what machines that were shut out have handed in. Nothing where there is none. */
export function HandedInLine() {
  const { t } = useWords('centre');
  const { person, server, show } = useDesk();
  const { items, total } = useStore(handedIn);
  const mayReview = server !== null && reviews(person.role);
  useEffect(() => {
    if (!mayReview) return;
    void askHandedIn();
    const timer = setInterval(() => void askHandedIn(), askEvery);
    return () => clearInterval(timer);
  }, [mayReview]);
  if (!mayReview || total === 0) return null;
  const people = [...new Set(items.map(({ person: one }) => one.name))];
  return (
    <Section title={t('handedIn.title')} count={total}>
      <li className={styles.item}>
        <button type="button" className={styles.open} onClick={() => show('handed-in')}>
          <span className={styles.text}>{t('handedIn.of', { names: people.join(', ') })}</span>
          <Chip tone="warn">{t('handedIn.waits')}</Chip>
        </button>
      </li>
    </Section>
  );
}
