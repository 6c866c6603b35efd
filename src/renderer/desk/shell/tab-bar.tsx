import { IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { useStore } from 'zustand';
import { useKey } from '../../keys/use-key.ts';
import { useWords } from '../../words/words.ts';
import { calls, stateOf } from './calls.ts';
import styles from './tab-bar.module.css';
import { useTabName } from './tab-name.ts';
import { closeTab, goToTab, stepTab, tabs } from './tabs.ts';

/** One tab per customer in hand. The arrows move between them, Delete closes one. */
export function TabBar() {
  const { t } = useWords();
  const { list, active } = useStore(tabs);
  const talked = useStore(calls, (state) => state.list.find((call) => stateOf(call) === 'on-call'));
  const nameOf = useTabName();
  const bar = useRef<HTMLDivElement>(null);
  useKey('closeTab', () => active !== null && closeTab(active), { enabled: active !== null });
  useKey('nextTab', () => stepTab(1), { enabled: list.length > 1 });
  useKey('previousTab', () => stepTab(-1), { enabled: list.length > 1 });

  const onKey = (event: KeyboardEvent, id: string): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step !== 0) stepTab(step);
    else if (event.key === 'Delete') closeTab(id);
    else return;
    event.preventDefault();
    requestAnimationFrame(() => bar.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus());
  };

  return (
    <div className={styles.bar} ref={bar}>
      <div className={styles.list} role="tablist" aria-label={t('tabs.label')}>
        {list.map((tab) => {
          const name = nameOf(tab);
          const onCall =
            talked !== undefined && (talked.callId === tab.callId || talked.customerId === tab.customerId);
          return (
            <div
              key={tab.id}
              className={styles.tab}
              data-active={tab.id === active || undefined}
              role="presentation"
            >
              <button
                type="button"
                role="tab"
                id={`tab-${tab.id}`}
                aria-selected={tab.id === active}
                aria-controls={tab.id === active ? 'in-hand' : undefined}
                tabIndex={tab.id === active ? 0 : -1}
                className={styles.name}
                title={name}
                onClick={() => goToTab(tab.id)}
                onKeyDown={(event) => onKey(event, tab.id)}
                onAuxClick={(event) => event.button === 1 && closeTab(tab.id)}
              >
                <span
                  className={styles.dot}
                  data-needs={tab.needsYou || undefined}
                  data-call={onCall || undefined}
                />
                <span className={styles.text}>{name}</span>
                {tab.needsYou ? <span className="hilo-hidden">, {t('tabs.needsYou')}</span> : null}
              </button>
              <button
                type="button"
                className={styles.close}
                tabIndex={-1}
                aria-label={t('tabs.close', { name })}
                onClick={() => closeTab(tab.id)}
              >
                <IconX size={13} aria-hidden="true" />
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}
