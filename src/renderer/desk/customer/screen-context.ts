import { createContext, useContext } from 'react';
import type { Rules } from '#shared/rules/of.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import type { Say } from './say.ts';
import type { ScreenMove } from './screen-state.ts';

/** What every part of one customer's screen shares, and changes only when the store says something new. */
export type Screen = {
  view: CustomerView;
  act: (move: ScreenMove) => void;
  say: Say;
  /** What the customer's team has settled: failures, playbooks, manual. */
  rules: Rules;
  /** The name of a failure in the language of the screen; null for none. */
  leaf: (id: string | null) => string | null;
  /** The person at this desk. */
  self: string;
  /** What the person had done when they came to this screen (keys/deeds.ts). */
  since: number;
};

const context = createContext<Screen | null>(null);

export const ScreenProvider = context.Provider;

/** The screen that this component is a part of. Throws outside of one: a mistake of ours. */
export function useScreen(): Screen {
  const screen = useContext(context);
  if (!screen) throw new Error('used outside a customer screen');
  return screen;
}
