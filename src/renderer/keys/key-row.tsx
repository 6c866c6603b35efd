import { ActionIcon } from '@mantine/core';
import { IconBackspace, IconRestore } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { changeSettings, useSettings } from '../live/session.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import { useWords } from '../words/words.ts';
import type { ActionName } from './actions.ts';
import { actionOf, comboOf, combosOf } from './combo.ts';
import styles from './key-dialog.module.css';
import { useComboText } from './key-text.ts';

/** One action with its keys; while editing, a button that takes the next key pressed. */
export function KeyRow({ action, edit }: { action: ActionName; edit: boolean }) {
  const { t } = useWords();
  const settings = useSettings();
  const text = useComboText();
  const [waiting, setWaiting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const combos = combosOf(action, settings);
  const name = t(`keys.actions.${action}`);
  const { [action]: own, ...others } = settings.keys;

  const take = (event: KeyboardEvent): void => {
    if (!waiting || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') {
      setWaiting(false);
      return;
    }
    const combo = comboOf(event.nativeEvent);
    if (combo === null) return;
    const taken = actionOf(combo, settings);
    if (taken !== null && taken !== action) {
      setProblem(t('keys.taken', { key: text(combo), action: t(`keys.actions.${taken}`) }));
      return;
    }
    setProblem(null);
    setWaiting(false);
    void changeSettings({ keys: { ...others, [action]: combo } });
  };

  const shown =
    combos.length === 0 ? (
      <span className={styles.off}>{t('keys.off')}</span>
    ) : (
      combos.map((combo) => <KeyHint key={combo} text={text(combo)} />)
    );
  return (
    <li className={styles.row}>
      <span className={styles.name}>{name}</span>
      {edit ? (
        <>
          <button
            type="button"
            className={styles.change}
            onClick={() => setWaiting(true)}
            onBlur={() => setWaiting(false)}
            onKeyDown={take}
          >
            <span className="hilo-hidden">
              {t('keys.changeOne', { action: name })} {combos.map(text).join(', ')}
            </span>
            {waiting ? t('keys.press') : shown}
          </button>
          <ActionIcon
            aria-label={t('keys.switchOff', { action: name })}
            disabled={combos.length === 0}
            onClick={() => void changeSettings({ keys: { ...others, [action]: '' } })}
          >
            <IconBackspace size={16} />
          </ActionIcon>
          <ActionIcon
            aria-label={t('keys.reset', { action: name })}
            disabled={own === undefined}
            onClick={() => void changeSettings({ keys: others })}
          >
            <IconRestore size={16} />
          </ActionIcon>
        </>
      ) : (
        <span className={styles.keys}>
          <span className="hilo-hidden">{combos.map(text).join(', ')}</span>
          {shown}
        </span>
      )}
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : null}
    </li>
  );
}
