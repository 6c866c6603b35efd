import type { ReactNode } from 'react';
import styles from './chip.module.css';

/** What a chip's colour says. The words in it say it too: colour is never alone. */
export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'info' | 'note' | 'ink';

/** A short state in a coloured pill. */
export function Chip({
  tone = 'plain',
  title,
  wraps = false,
  children,
}: {
  tone?: Tone;
  title?: string;
  /** A sentence that is to be read whole, in a narrow column too. */
  wraps?: boolean;
  children: ReactNode;
}) {
  return (
    <span className={styles.chip} data-tone={tone} data-wraps={wraps || undefined} title={title}>
      {children}
    </span>
  );
}
