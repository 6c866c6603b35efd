import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useKeyText } from '../../keys/key-text.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { Thread } from '../../ui/thread.tsx';
import { useWords } from '../../words/words.ts';
import { useDesk } from './desk-context.ts';
import { SettingsMenu } from './settings-menu.tsx';
import styles from './top-bar.module.css';

/** The mark, the call, the search and the settings. */
export function TopBar({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const { show } = useDesk();
  const key = useKeyText('palette');
  return (
    <div className={styles.bar}>
      <div className={styles.mark}>
        <Thread size={26} />
        <span>hilo</span>
      </div>
      <div className={styles.call}>{children}</div>
      <button type="button" className={styles.search} onClick={() => show('search')}>
        <IconSearch size={15} aria-hidden="true" />
        <span>{t('desk.search')}</span>
        <KeyHint text={key} />
      </button>
      <SettingsMenu />
    </div>
  );
}
