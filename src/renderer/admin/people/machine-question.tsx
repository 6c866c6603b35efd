import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { AdminTrouble } from '#shared/admin.ts';
import styles from './people.module.css';
import { TroubleLine } from './trouble-line.tsx';

type Props = {
  title: string;
  which: string;
  means: string;
  busy: boolean;
  trouble: AdminTrouble | null;
  act: { say: string; do: () => Promise<void> };
  leave: { say: string; do: () => void };
  /** Another way, beside the two. */
  also?: ReactNode;
  /** What it means, as a list's items. */
  children: ReactNode;
};

/** Says what an order to a machine means before it is given. What leaves it as it is has the focus. */
export function MachineQuestion({
  title,
  which,
  means,
  busy,
  trouble,
  act,
  leave,
  also = null,
  children,
}: Props) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    first.current?.focus();
    first.current?.closest('section')?.scrollIntoView({ block: 'nearest' });
  }, []);
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
      <p>
        <strong>{which}</strong>
      </p>
      <ul className={styles.means} aria-label={means}>
        {children}
      </ul>
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
