import type { ReactNode } from 'react';
import styles from './sheet.module.css';
import { Thread } from './thread.tsx';

/** One sheet in the middle of an otherwise empty window, for what comes before the desk or instead of it. */
export function Sheet({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={styles.room}>
      <section className={styles.sheet} aria-labelledby="sheet-title">
        <div className={styles.mark}>
          <Thread size={30} />
          <span>hilo</span>
        </div>
        <h1 id="sheet-title" className={styles.title}>
          {title}
        </h1>
        {children}
      </section>
    </main>
  );
}
