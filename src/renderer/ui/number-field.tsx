import { TextInput } from '@mantine/core';
import { useState } from 'react';

type Props = {
  label: string;
  description?: string | undefined;
  /** `%`, `EUR`, `min`: shown at the end of the field. */
  unit?: string | undefined;
  /** Null: nothing is written, or it is no number. */
  value: number | null;
  /** What is written, read; null for what is none. */
  read: (text: string) => number | null;
  write: (value: number) => string;
  /** Whether an empty field is one of the answers. */
  optional?: boolean;
  /** What to say of a text that is no number. */
  wrong: string;
  problem?: string | undefined;
  disabled?: boolean;
  onChange: (value: number | null) => void;
};

/** A number that is typed as it is written on paper: the text stays as it is, and what cannot be read is said and not guessed. */
export function NumberField(props: Props) {
  const { label, description, unit, value, read, write, optional = false, wrong, problem, onChange } = props;
  const [text, setText] = useState(() => (value === null ? '' : write(value)));
  // Somebody else changed the value, as by choosing another alternative: the text follows.
  const shown = read(text) === value ? text : value === null ? text : write(value);
  const isWrong = read(shown) === null && !(optional && shown.trim() === '');
  return (
    <TextInput
      size="xs"
      inputMode="decimal"
      autoComplete="off"
      label={label}
      description={description}
      disabled={props.disabled ?? false}
      maxLength={20}
      value={shown}
      error={problem ?? (isWrong ? wrong : undefined)}
      {...(unit ? { rightSection: unit, rightSectionWidth: 14 + unit.length * 8 } : {})}
      rightSectionPointerEvents="none"
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(read(event.currentTarget.value));
      }}
    />
  );
}
