import { type RefObject, useEffect, useRef } from 'react';
import { isElsewhereSince } from '../../keys/deeds.ts';
import { useChosen } from './screens.ts';

/** Pixels above what was jumped to. */
const margin = 40;

/**
 * Gives the element of this order, case or promise: it is scrolled to, and gets the focus unless a form beside it has it, when a jump names it. Where it
 * comes to the screen later than it was asked for, whoever went elsewhere meanwhile stays there.
 */
export function useJumpHere<E extends HTMLElement>(
  to: 'order' | 'case' | 'promise',
  id: string,
): RefObject<E | null> {
  const jump = useChosen((state) => state.jump);
  const element = useRef<E>(null);
  useEffect(() => {
    if (jump?.to !== to || jump.id !== id) return;
    const here = element.current;
    const column = here?.closest('aside');
    if (!here || !column) return;
    // not scrollIntoView: it would scroll the whole window too
    column.scrollTop += here.getBoundingClientRect().top - column.getBoundingClientRect().top - margin;
    if (!jump.beside && !isElsewhereSince(jump.since)) here.focus({ preventScroll: true });
  }, [jump, to, id]);
  return element;
}
