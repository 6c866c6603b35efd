import { Button, NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AdminTrouble } from '#shared/admin.ts';
import { useWords } from '../../words/words.ts';
import styles from './people.module.css';
import { TroubleLine } from './trouble-line.tsx';

type Props = {
  label: string;
  /** Months that may be chosen; `inForce` is among them whatever it is. Null: without an end. */
  choices: readonly number[];
  inForce: number | null;
  wanted: number | null;
  choose: (months: number | null) => Promise<void>;
  /** What null is called, and so many months. */
  endless: string;
  named: (count: number) => string;
  save: () => Promise<void>;
  /** Where several such lines stand on one page. */
  saveLabel?: string;
  /** What it would do was counted, or need not be. */
  isCounted: boolean;
  busy: boolean;
  trouble: AdminTrouble | null;
  takesFocus?: boolean;
  /** What it does. */
  children: ReactNode;
};

/** A rule of so many months on one line. It is saved only once its person could read what it does. */
export function MonthsLine({
  label,
  choices,
  inForce,
  wanted,
  choose,
  endless,
  named,
  save,
  saveLabel,
  isCounted,
  busy,
  trouble,
  takesFocus,
  children,
}: Props) {
  const { t } = useWords('people');
  const all = inForce === null || choices.includes(inForce) ? choices : [...choices, inForce];
  return (
    <form
      className={styles.line}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <NativeSelect
        label={label}
        value={wanted ?? ''}
        data-autofocus={takesFocus}
        onChange={({ currentTarget: { value } }) => void choose(value === '' ? null : Number(value))}
        data={[
          { value: '', label: endless },
          ...all.map((count) => ({ value: String(count), label: named(count) })),
        ]}
      />
      <Button type="submit" aria-label={saveLabel} disabled={busy || wanted === inForce || !isCounted}>
        {t('save')}
      </Button>
      <span className={styles.soft} role="status">
        {children}
      </span>
      <TroubleLine trouble={trouble} />
    </form>
  );
}
