import { type RefObject, useEffect, useRef } from 'react';
import { useChosen } from './screens.ts';

/** Pixels above what was jumped to. */
const margin = 40;

/** Gives the element of this order or case: it is scrolled to and gets the focus when a jump names it. */
export function useJumpHere<E extends HTMLElement>(to: 'order' | 'case', id: string): RefObject<E | null> {
  const jump = useChosen((state) => state.jump);
  const element = useRef<E>(null);
  useEffect(() => {
    if (jump?.to !== to || jump.id !== id) return;
    const here = element.current;
    const column = here?.closest('aside');
    if (!here || !column) return;
    // not scrollIntoView: it would scroll the whole window too
    column.scrollTop += here.getBoundingClientRect().top - column.getBoundingClientRect().top - margin;
    here.focus({ preventScroll: true });
  }, [jump, to, id]);
  return element;
}
