import { type KeyboardEvent, type RefObject, useRef } from 'react';
import { useKey } from '../../keys/use-key.ts';

/**
 * The keys of the queue. One goes to the line of the customer in front, else to the first, and from the queue back to where the person was; the arrows
 * walk its lines. Returns what hears the arrows.
 */
export function useQueueKeys(queue: RefObject<HTMLElement | null>): (event: KeyboardEvent) => void {
  const before = useRef<Element | null>(null);
  useKey('goToQueue', () => {
    const now = document.activeElement;
    if (queue.current?.contains(now)) {
      const back = before.current?.isConnected ? before.current : document.getElementById('in-hand');
      return back instanceof HTMLElement && back.focus();
    }
    before.current = now === document.body ? null : now;
    const line = queue.current?.querySelector<HTMLElement>('[data-here]') ?? lines(queue)[0];
    (line ?? queue.current)?.focus();
  });
  return (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const all = lines(queue);
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = all[at + step];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  };
}

const lines = (queue: RefObject<HTMLElement | null>): HTMLElement[] => [
  ...(queue.current?.querySelectorAll<HTMLElement>('li button') ?? []),
];
