import { useCallback } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type ScreenMove, type ScreenState, screenAfter, startState } from './screen-state.ts';

/** Screens that are remembered. More customers than anybody has in hand. */
const kept = 40;

/** What is opened and chosen on each customer's screen, so that it is still so when a person comes back to the tab. */
const screens = createStore<{ of: ReadonlyMap<string, ScreenState> }>(() => ({ of: new Map() }));

function move(customerId: string, one: ScreenMove): void {
  const of = new Map(screens.getState().of);
  const next = screenAfter(of.get(customerId) ?? startState, one);
  of.delete(customerId);
  of.set(customerId, next);
  for (const oldest of of.keys()) {
    if (of.size <= kept) break;
    of.delete(oldest);
  }
  screens.setState({ of });
}

/** The state of one customer's screen and how to change it. */
export function useScreenState(customerId: string): [ScreenState, (one: ScreenMove) => void] {
  const state = useStore(screens, ({ of }) => of.get(customerId) ?? startState);
  const act = useCallback((one: ScreenMove) => move(customerId, one), [customerId]);
  return [state, act];
}
