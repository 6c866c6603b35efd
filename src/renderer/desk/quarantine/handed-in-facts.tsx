import type { CommandAsk } from '#shared/case/commands.ts';
import { formatMoney } from '#shared/order/format.ts';
import { useWords } from '../../words/words.ts';
import { useSyncWords } from '../sync/use-sync-words.ts';
import styles from './handed-in.module.css';

/** What is accepted besides the words: until when it was promised, what was given and how much. Nothing where words are all of it. */
export function HandedInFacts({ ask }: { ask: CommandAsk | null }) {
  const { t, moment } = useSyncWords();
  const { t: desk, language } = useWords('desk');
  switch (ask?.type) {
    case 'promise.make':
      return <p className={styles.help}>{t('handedIn.until', { when: moment(ask.data.until) })}</p>;
    case 'compensation.give':
    case 'compensation.request': {
      const { remedy, amount } = ask.data;
      return (
        <p className={styles.help}>
          {desk(`remedy.${remedy}`)} {amount && formatMoney(amount, language)}
        </p>
      );
    }
    default:
      return null;
  }
}
