import { type KeyboardEvent, useRef } from 'react';
import { useStore } from 'zustand';
import { useKey } from '../../keys/use-key.ts';
import { useWords } from '../../words/words.ts';
import { calls, stateOf } from './calls.ts';
import { tabOfCall } from './in-front.ts';
import { OneTab } from './one-tab.tsx';
import styles from './tab-bar.module.css';
import { useTabName } from './tab-name.ts';
import { closeTab, stepTab, tabs } from './tabs.ts';

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

  if (list.length === 0) return null;
  return (
    <div className={styles.list} role="tablist" aria-label={t('tabs.label')} ref={bar}>
      {list.map((tab) => (
        <OneTab
          key={tab.id}
          tab={tab}
          name={nameOf(tab)}
          active={tab.id === active}
          onCall={talked !== undefined && tabOfCall(talked) === tab.id}
          onKey={(event) => onKey(event, tab.id)}
        />
      ))}
    </div>
  );
}
