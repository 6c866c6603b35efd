import { type RefObject, useEffect, useRef } from 'react';
import { useScreen } from './screen-context.ts';

/** Gives the element of this order or case: it is scrolled to and gets the focus when a jump names it. */
export function useJumpHere<E extends HTMLElement>(to: 'order' | 'case', id: string): RefObject<E | null> {
  const { state } = useScreen();
  const element = useRef<E>(null);
  const { jump } = state;
  useEffect(() => {
    if (jump?.to !== to || jump.id !== id) return;
    element.current?.scrollIntoView({ block: 'start' });
    element.current?.focus({ preventScroll: true });
  }, [jump, to, id]);
  return element;
}
