import { ActionIcon, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { type IsoDay, isoDayIn, readDay, writeDay } from '#shared/calendar/written.ts';
import { useWords } from '../words/words.ts';
import styles from './day-field.module.css';

type Props = {
  label: string;
  /** The label is only heard. */
  hidden?: boolean;
  /** As high as the fields beside it. */
  size?: 'xs' | 'sm';
  /** Null: nothing is written, or it is no day. */
  value: IsoDay | null;
  optional?: boolean;
  problem?: string | undefined;
  autoFocus?: boolean;
  onChange: (value: IsoDay | null) => void;
};

/**
 * A day as it is written on paper, day before month: the field of the system would write it as the computer's own language does. Its
 * calendar opens at the end of the field.
 */
export function DayField({
  label,
  hidden,
  size = 'xs',
  value,
  optional = false,
  problem,
  autoFocus,
  onChange,
}: Props) {
  const { t } = useWords();
  const [today] = useState(() => isoDayIn(deskZone, Date.now()));
  const [text, setText] = useState(() => (value === null ? '' : writeDay(value)));
  const calendar = useRef<HTMLInputElement>(null);
  // Somebody else changed the value, as the calendar does: the text follows.
  const shown = readDay(text, today) === value ? text : value === null ? text : writeDay(value);
  const isWrong = readDay(shown, today) === null && !(optional && shown.trim() === '');
  return (
    <TextInput
      size={size}
      className={styles.field ?? ''}
      {...(hidden ? { 'aria-label': label } : { label })}
      {...(autoFocus ? { 'data-autofocus': true } : {})}
      autoComplete="off"
      placeholder={t('day.form')}
      maxLength={20}
      value={shown}
      error={problem ?? (isWrong && shown !== '' ? t('day.wrong') : undefined)}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(readDay(event.currentTarget.value, today));
      }}
      onBlur={() => {
        if (value !== null) setText(writeDay(value));
      }}
      rightSection={
        <>
          <input
            ref={calendar}
            className={styles.calendar}
            type="date"
            tabIndex={-1}
            aria-hidden="true"
            value={value ?? ''}
            onChange={(event) => {
              const chosen = event.currentTarget.value || null;
              if (chosen !== null) setText(writeDay(chosen));
              onChange(chosen);
            }}
          />
          <ActionIcon
            size="sm"
            tabIndex={-1}
            aria-label={t('day.calendar')}
            onClick={() => calendar.current?.showPicker()}
          >
            <IconCalendar size={14} />
          </ActionIcon>
        </>
      }
    />
  );
}

const deskZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
