import type { Unsent } from '#shared/views/unsent.ts';
import { useWords } from '../../words/words.ts';
import { commandWords } from './command-words.ts';
import styles from './sync-dialog.module.css';
import { useSyncWords } from './use-sync-words.ts';

const listed = 50;

/** What waits, oldest first. Each opens its customer. */
export function UnsentList(props: {
  title: string;
  help?: string;
  list: readonly Unsent[];
  open: (customerId: string, name: string | null) => void;
}) {
  const { t, moment } = useSyncWords();
  const { t: frame } = useWords('frame');
  const { list } = props;
  if (list.length === 0) return null;
  return (
    <section className={styles.part} aria-label={props.title}>
      <h3>
        {props.title} <span className={styles.count}>{list.length}</span>
      </h3>
      {props.help ? <p className={styles.help}>{props.help}</p> : null}
      <ul className={styles.list}>
        {list.slice(0, listed).map((one) => (
          <li key={one.commandId}>
            <button
              type="button"
              className={styles.line}
              onClick={() => props.open(one.customerId, one.customerName)}
            >
              <span>{t(commandWords(one.type))}</span>
              <span className={styles.name}>{one.customerName ?? frame('tabs.unnamed')}</span>
              <time className="hilo-number" dateTime={new Date(one.at).toISOString()}>
                {moment(one.at)}
              </time>
            </button>
          </li>
        ))}
      </ul>
      {list.length > listed ? (
        <p className={styles.help}>{t('list.more', { count: list.length - listed })}</p>
      ) : null}
    </section>
  );
}
