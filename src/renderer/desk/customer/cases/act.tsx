import { Button, Tooltip } from '@mantine/core';
import { createContext, useContext } from 'react';
import type { Refusal } from '#shared/case/refusals.ts';
import { useScreen } from '../screen-context.ts';

/** What the buttons inside are about: said with each name, or, where many stand under one title, by the title's id. */
type About = { name: string } | { titled: string };
const about = createContext<About | null>(null);
export const ActsAbout = about.Provider;

type ActProps = {
  refusal?: Refusal | null;
  busy?: boolean;
  /** What is most wanted here. */
  first?: boolean;
  /** Wanted now and then: it stands back behind the others. */
  quiet?: boolean;
  onClick: () => void;
  children: string;
};

/**
 * A button of what can be done; one that would be refused says why. `data-disabled` and not `disabled`: the button keeps the focus, so
 * that its reason is read out. Of several with the same word on one screen each says what it is about (`ActsAbout`).
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
  const of = useContext(about);
  const button = (
    <Button
      size="compact-xs"
      variant={first ? 'filled' : quiet ? 'subtle' : 'default'}
      loading={busy}
      {...(of &&
        ('name' in of ? { 'aria-label': `${children}: ${of.name}` } : { 'aria-describedby': of.titled }))}
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
