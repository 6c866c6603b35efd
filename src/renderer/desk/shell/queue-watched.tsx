import type { WatchedItem } from '#shared/views/queue.ts';
import { useView } from '../../live/view.ts';
import { Chip } from '../../ui/chip.tsx';
import { useWords } from '../../words/words.ts';
import { useDesk } from './desk-context.ts';
import styles from './queue.module.css';
import { CaseLine, Section } from './queue-lines.tsx';

/** Cases in which something was told to a customer against a rule, for whoever answers for the team. Nothing for anybody else. */
export function useWatched(): readonly WatchedItem[] {
  const { person } = useDesk();
  const { value = none } = useView(person.role === 'supervisor' ? { view: 'watched' } : null);
  return value;
}

const none: readonly WatchedItem[] = [];

/** Each with what is wrong and whose it was, until somebody who decides has written in the case. */
export function Watched({ items }: { items: readonly WatchedItem[] }) {
  const { t } = useWords();
  if (items.length === 0) return null;
  return (
    <Section title={t('queue.watched')} count={items.length}>
      {items.map((item) => (
        <CaseLine key={item.caseId} item={{ ...item, flagged: null, promise: null }}>
          <Chip tone="warn" wraps>
            {t(`queue.watchedWhy.${item.watched.why}`)}
          </Chip>
          <span className={styles.ago}>{item.watched.by.name}</span>
        </CaseLine>
      ))}
    </Section>
  );
}
