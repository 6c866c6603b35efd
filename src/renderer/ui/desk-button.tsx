import type { ComponentProps, ReactNode } from 'react';
import styles from './desk-button.module.css';

type DeskButtonProps = ComponentProps<'button'> & {
  size?: 'xs' | 'compact-sm' | 'compact-xs';
  /** Filled; without it the quiet one with a border. */
  color?: 'answer' | 'thread';
  leftSection?: ReactNode;
  rightSection?: ReactNode;
};

/**
 * A button of what is painted at every ring: Mantine's `Button` in looks, in four elements where that is twelve components, each with
 * styles to be worked out. It is never loading and never disabled: what is takes Mantine's.
 */
export function DeskButton({
  size = 'xs',
  color,
  leftSection,
  rightSection,
  className,
  children,
  ...rest
}: DeskButtonProps) {
  return (
    <button
      type="button"
      className={className ? `${styles.button} ${className}` : styles.button}
      data-size={size}
      data-color={color}
      {...rest}
    >
      <span className={styles.inner}>
        {leftSection ? <span className={styles.left}>{leftSection}</span> : null}
        <span className={styles.label}>{children}</span>
        {rightSection ? <span className={styles.right}>{rightSection}</span> : null}
      </span>
    </button>
  );
}

/** A button that is an icon of 14 px, likewise. It is named by `aria-label`. */
export function IconButton(props: ComponentProps<'button'> & { 'aria-label': string }) {
  return <button type="button" className={styles.icon} {...props} />;
}
