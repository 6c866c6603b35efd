import type { UnsentFile } from '#shared/views/unsent.ts';
import { useWords } from '../../words/words.ts';
import styles from './sync-dialog.module.css';
import { useSyncWords } from './use-sync-words.ts';

/** Photos and documents that are not all at the centre, oldest first, with how much of each is. Each opens its customer. */
export function UnsentFiles({
  list,
  open,
}: {
  list: readonly UnsentFile[];
  open: (customerId: string, name: string | null) => void;
}) {
  const { t } = useWords('files');
  const { t: frame } = useWords('frame');
  const { percent } = useSyncWords();
  if (list.length === 0) return null;
  const said = ({ sent, bytes }: UnsentFile): string => {
    if (sent === 'refused') return t('list.untaken');
    return sent === 0 ? t('list.notSent') : percent(Math.min(0.99, sent / bytes));
  };
  return (
    <section className={styles.part} aria-label={t('list.unsent')}>
      <h3>
        {t('list.unsent')} <span className={styles.count}>{list.length}</span>
      </h3>
      {list.some(({ sent }) => sent === 'refused') ? (
        <p className={styles.help}>{t('list.untakenDo')}</p>
      ) : null}
      <ul className={styles.list}>
        {list.map((one) => (
          <li key={one.attachmentId}>
            <button
              type="button"
              className={styles.line}
              onClick={() => open(one.customerId, one.customerName)}
            >
              <span dir="auto">{one.name}</span>
              <span className={styles.name}>{one.customerName ?? frame('tabs.unnamed')}</span>
              <span className="hilo-number">{said(one)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
