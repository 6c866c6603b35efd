import type { Ref } from 'react';
import { LongField } from '../../../ui/long-field.tsx';
import { useScreen } from '../screen-context.ts';

type Props = {
  label: string;
  description?: string;
  text: string;
  /** Somebody tried to save it empty. */
  empty: boolean;
  onChange: (text: string) => void;
  field?: Ref<HTMLTextAreaElement>;
};

/** The words of a step, as they were said. The form begins there. */
export function ToldField({ label, description, text, empty, onChange, field }: Props) {
  const { say } = useScreen();
  return (
    <LongField
      ref={field}
      label={label}
      description={description}
      least={2}
      most={6}
      maxLength={5000}
      data-autofocus
      error={empty && text.trim() === '' ? say.t('form.required') : undefined}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
