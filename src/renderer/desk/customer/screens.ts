import { useCallback } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { deeds } from '../../keys/deeds.ts';
import { useScreen } from './screen-context.ts';
import { type ScreenMove, type ScreenState, screenAfter, startState } from './screen-state.ts';

/** Screens that are remembered. More customers than anybody has in hand. */
const kept = 40;

/** What is opened and chosen on each customer's screen, so that it is still so when a person comes back to the tab. */
const screens = createStore<{ of: ReadonlyMap<string, ScreenState> }>(() => ({ of: new Map() }));

/** Changes one customer's screen, also one that is not shown now. */
export function moveScreen(customerId: string, one: ScreenMove): void {
  const of = new Map(screens.getState().of);
  const next = screenAfter(of.get(customerId) ?? startState, one, deeds());
  of.delete(customerId);
  of.set(customerId, next);
  for (const oldest of of.keys()) {
    if (of.size <= kept) break;
    of.delete(oldest);
  }
  screens.setState({ of });
}

/** How to change one customer's screen. */
export function useMoves(customerId: string): (one: ScreenMove) => void {
  return useCallback((one) => moveScreen(customerId, one), [customerId]);
}

/** One thing of what is opened and chosen on this screen. Only its own changes are heard: J moves often. */
export function useChosen<T>(select: (state: ScreenState) => T): T {
  const { view } = useScreen();
  const customerId = view.customer.id;
  return useStore(screens, ({ of }) => select(of.get(customerId) ?? startState));
}
