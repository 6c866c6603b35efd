import { Textarea, type TextareaProps } from '@mantine/core';
import styles from './long-field.module.css';

type LongFieldProps = Omit<
  TextareaProps,
  'autosize' | 'minRows' | 'maxRows' | 'rows' | 'style' | 'classNames'
> & {
  /** Its height, in lines, while little is written. */
  least: number;
  /** The height, in lines, from which on it scrolls. */
  most: number;
  inputClass?: string | undefined;
};

/**
 * A text of several lines that grows with what is written. Mantine's own measures the text in a copy of the field at every letter, which
 * makes the browser lay out the whole page once more each time.
 */
export function LongField({ least, most, inputClass = '', ...rest }: LongFieldProps) {
  return (
    <Textarea
      {...rest}
      classNames={{ input: `${styles.text} ${inputClass}` }}
      style={{ '--least': least, '--most': most }}
    />
  );
}
