import { createStore } from 'zustand/vanilla';
import { focusIsLost } from './typing.ts';

/** How often a person has pressed a key or a button in this window. */
const counted = createStore<{ n: number }>(() => ({ n: 0 }));

/** How much was done until now: kept by what is asked, for when its answer comes. */
export const deeds = (): number => counted.getState().n;

/**
 * Whether a person has gone on since then, and is somewhere: what they asked for before that comes late, and leaves the focus where it is.
 * Where the focus stood does not say it: a palette that closes gives it back a moment later.
 */
export const isElsewhereSince = (then: number): boolean => deeds() > then && !focusIsLost();

/** Counts, before anything else hears of it, so that what a deed asks for was asked after it. Returns what stops it. */
export function countDeeds(): () => void {
  const one = (): void => counted.setState(({ n }) => ({ n: n + 1 }));
  const kinds = ['keydown', 'pointerdown', 'click'] as const;
  for (const kind of kinds) window.addEventListener(kind, one, { capture: true });
  return () => {
    for (const kind of kinds) window.removeEventListener(kind, one, { capture: true });
  };
}
