import { Button, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Refusal } from '#shared/case/refusals.ts';
import { useScreen } from '../screen-context.ts';

type ActProps = {
  refusal?: Refusal | null;
  busy?: boolean;
  /** What is most wanted here. */
  first?: boolean;
  /** Wanted now and then: it stands back behind the others. */
  quiet?: boolean;
  onClick: () => void;
  children: ReactNode;
};

/**
 * A button of what can be done; one that would be refused says why. `data-disabled` and not `disabled`: the button keeps the focus, so
 * that its reason is read out.
 */
export function Act({
  refusal = null,
  busy = false,
  first = false,
  quiet = false,
  onClick,
  children,
}: ActProps) {
  const { say } = useScreen();
  const why = refusal ? say.refusal(refusal) : null;
  const button = (
    <Button
      size="compact-xs"
      variant={first ? 'filled' : quiet ? 'subtle' : 'default'}
      loading={busy}
      {...(why ? { 'data-disabled': true, 'aria-disabled': true } : {})}
      onClick={why ? (event) => event.preventDefault() : onClick}
    >
      {children}
    </Button>
  );
  return why ? (
    <Tooltip label={why} multiline w={260} events={{ hover: true, focus: true, touch: true }}>
      {button}
    </Tooltip>
  ) : (
    button
  );
}
