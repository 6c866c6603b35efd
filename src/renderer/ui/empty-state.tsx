import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

type EmptyStateProps = {
  title: string;
  body?: string;
  /** It is all there is on the screen: its title is the screen's. */
  whole?: boolean;
  children?: ReactNode;
};

/** A place with nothing in it says what to do. */
export function EmptyState({ title, body, whole = false, children }: EmptyStateProps) {
  const Title = whole ? 'h1' : 'p';
  return (
    <div className={styles.empty}>
      <Title className={styles.title}>{title}</Title>
      {body ? <p className={styles.body}>{body}</p> : null}
      {children ? <div className={styles.actions}>{children}</div> : null}
    </div>
  );
}
