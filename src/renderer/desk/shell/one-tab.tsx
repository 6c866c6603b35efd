import { IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useWords } from '../../words/words.ts';
import styles from './tab-bar.module.css';
import { closeTab, goToTab } from './tabs.ts';
import type { Tab } from './tabs-state.ts';

type OneTabProps = {
  tab: Tab;
  name: string;
  active: boolean;
  /** Its call is being talked. */
  onCall: boolean;
  onKey: (event: KeyboardEvent) => void;
};

/** A tab with its dot. The cross is for the mouse: keys close a tab with Delete on it, or from anywhere with the key for it. */
export function OneTab({ tab, name, active, onCall, onKey }: OneTabProps) {
  const { t } = useWords();
  return (
    <button
      type="button"
      role="tab"
      id={`tab-${tab.id}`}
      aria-selected={active}
      aria-controls={active ? 'in-hand' : undefined}
      aria-keyshortcuts="Delete"
      tabIndex={active ? 0 : -1}
      className={styles.tab}
      title={name}
      onClick={() => goToTab(tab.id)}
      onKeyDown={onKey}
      onAuxClick={(event) => event.button === 1 && closeTab(tab.id)}
    >
      <span className={styles.dot} data-needs={tab.needsYou || undefined} data-call={onCall || undefined} />
      <span className={styles.text}>{name}</span>
      {tab.needsYou ? <span className="hilo-hidden">, {t('tabs.needsYou')}</span> : null}
      <span
        aria-hidden="true"
        className={styles.close}
        title={t('tabs.close', { name })}
        onClick={(event) => {
          event.stopPropagation();
          closeTab(tab.id);
        }}
      >
        <IconX size={13} />
      </span>
    </button>
  );
}
