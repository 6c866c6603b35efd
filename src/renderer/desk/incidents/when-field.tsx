import { TextInput } from '@mantine/core';
import { fromLocalInput, toLocalInput } from '../customer/forms/until.ts';

type Props = { label: string; at: number | null; onChange: (at: number | null) => void };

/** A moment in the desk's own time, or none. */
export function WhenField({ label, at, onChange }: Props) {
  return (
    <TextInput
      size="xs"
      type="datetime-local"
      label={label}
      defaultValue={at === null ? '' : toLocalInput(at)}
      onChange={(event) => onChange(fromLocalInput(event.currentTarget.value))}
    />
  );
}
