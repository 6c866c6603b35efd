import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { readTime } from '#shared/calendar/written.ts';
import { useWords } from '../words/words.ts';
import styles from './day-field.module.css';
import { DayField } from './day-field.tsx';
import { type MomentParts, momentIn, partsOf } from './moment-text.ts';
import { twoDigits } from './two-digits.ts';

type Props = {
  label: string;
  hidden?: boolean;
  at: number | null;
  /** The hour of a day that was chosen without one. */
  hour?: number;
  onChange: (at: number | null) => void;
};

/** A moment in the desk's own time, or none: its day and its time. */
export function MomentField({ label, hidden = false, at, hour = 18, onChange }: Props) {
  const { t } = useWords();
  const [typed, setTyped] = useState(() => partsOf(at));
  const given = momentIn(typed);
  // Somebody else changed it.
  const { day, time } = given === at || at === null ? typed : partsOf(at);
  const change = (next: MomentParts) => {
    setTyped(next);
    onChange(momentIn(next));
  };
  return (
    <div className={styles.moment}>
      <DayField
        label={label}
        hidden={hidden}
        optional
        value={day}
        onChange={(next) =>
          change({ day: next, time: time === '' && next !== null ? `${twoDigits(hour)}:00` : time })
        }
      />
      <TextInput
        size="xs"
        aria-label={t('day.timeOf', { label })}
        placeholder={t('day.timeForm')}
        autoComplete="off"
        maxLength={5}
        value={time}
        error={time !== '' && readTime(time) === null}
        onChange={(event) => change({ day, time: event.currentTarget.value })}
      />
    </div>
  );
}
