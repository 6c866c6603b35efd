import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { AdminTrouble } from '#shared/admin.ts';
import styles from './people.module.css';
import { TroubleLine } from './trouble-line.tsx';

type Props = {
  title: string;
  /** Of several; null: the title says it. */
  which?: string | null;
  means: string;
  busy: boolean;
  trouble: AdminTrouble | null;
  act: { say: string; do: () => Promise<void> };
  leave: { say: string; do: () => void };
  /** Another way, beside the two. */
  also?: ReactNode;
  /** What has to be written for it; it takes the focus. */
  field?: ReactNode;
  /** What it means, as a list's items. */
  children: ReactNode;
};

/** Says what something that cannot be taken back means before it is done. What leaves it as it is has the focus, unless something is to be written. */
export function GraveQuestion({
  title,
  which = null,
  means,
  busy,
  trouble,
  act,
  leave,
  also = null,
  field = null,
  children,
}: Props) {
  const first = useRef<HTMLButtonElement>(null);
  const isWritten = field !== null;
  useEffect(() => {
    if (!isWritten) first.current?.focus();
    first.current?.closest('section')?.scrollIntoView({ block: 'nearest' });
  }, [isWritten]);
  return (
    <section
      className={styles.shutOut}
      aria-label={title}
      onKeyDown={(event) => {
        // The dialog around it hears of the key as well, and leaves it alone where this is said.
        if (event.key === 'Escape') leave.do();
      }}
    >
      <h3>{title}</h3>
      {which === null ? null : (
        <p>
          <strong>{which}</strong>
        </p>
      )}
      <ul className={styles.means} aria-label={means}>
        {children}
      </ul>
      {field}
      <TroubleLine trouble={trouble} />
      <div className={styles.foot}>
        <Button
          variant="default"
          className={styles.danger}
          data-mantine-stop-propagation="true"
          loading={busy}
          onClick={() => void act.do()}
        >
          {act.say}
        </Button>
        <Button ref={first} variant="default" data-mantine-stop-propagation="true" onClick={leave.do}>
          {leave.say}
        </Button>
        {also}
      </div>
    </section>
  );
}
