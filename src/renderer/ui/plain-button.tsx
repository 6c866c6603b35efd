import type { ComponentProps } from 'react';
import styles from './plain-button.module.css';

/**
 * A button that looks like the text it stands in. Mantine's `UnstyledButton` is the same element behind five components: a story has forty
 * of these, and they are made anew at every ring.
 */
export function PlainButton({ className, ...rest }: ComponentProps<'button'>) {
  return (
    <button type="button" className={className ? `${styles.plain} ${className}` : styles.plain} {...rest} />
  );
}
