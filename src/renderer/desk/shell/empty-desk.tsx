import { Button } from '@mantine/core';
import { useKeyText } from '../../keys/key-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useWords } from '../../words/words.ts';
import { useFilling } from '../sync/use-filling.ts';
import { ringDemo } from './demo-ring.ts';
import { useDesk } from './desk-context.ts';
import styles from './empty-desk.module.css';

/** Nobody in hand: says what happens by itself and what can be done. */
export function EmptyDesk() {
  const { t } = useWords();
  const { t: centre } = useWords('centre');
  const filling = useFilling();
  const { t: people } = useWords('people');
  const { demo, person, server, show } = useDesk();
  const keys = { search: useKeyText('palette'), help: useKeyText('help') };
  return (
    <div className={styles.room}>
      <svg className={styles.thread} viewBox="0 0 600 90" fill="none" aria-hidden="true">
        <path d="M0 62c90 0 120-46 190-46s60 58 118 58 50-44 96-44 60 32 196 20" />
      </svg>
      <EmptyState whole title={t('desk.empty.title')} body={t('desk.empty.body')}>
        {/* Whoever sets a centre up begins there, with nobody to call yet. */}
        {person.role === 'admin' && server !== null && !demo ? (
          <Button variant="default" onClick={() => show('people')}>
            {people('menu')}
          </Button>
        ) : null}
        {demo ? <Button onClick={() => void ringDemo(null)}>{t('desk.empty.demo')}</Button> : null}
        <Button
          variant="default"
          onClick={() => show('search')}
          rightSection={<KeyHint text={keys.search} />}
        >
          {t('desk.empty.search')}
        </Button>
        <Button variant="default" onClick={() => show('keys')} rightSection={<KeyHint text={keys.help} />}>
          {t('desk.empty.keys')}
        </Button>
      </EmptyState>
      {filling === null ? null : (
        <p className={styles.filling}>{centre('filling.desk', { measure: filling })}</p>
      )}
    </div>
  );
}
