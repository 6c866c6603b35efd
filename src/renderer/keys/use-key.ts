import { useEffect, useRef } from 'react';
import { createStore } from 'zustand/vanilla';
import { useSettings } from '../live/session.ts';
import type { ActionName } from './actions.ts';
import { combosOf } from './combo.ts';

type Handler = { action: ActionName; run: () => void };

/** What the keys do on this screen now; of several for one action the one that came last. */
export const handlers = createStore<{ list: readonly Handler[] }>(() => ({ list: [] }));

/**
 * Binds an action's key while this component is on the screen and `enabled`. Letters do not reach it while a person types,
 * and nothing but the call's keys and saving does while a dialog is open.
 */
export function useKey(action: ActionName, run: () => void, options: { enabled?: boolean } = {}): void {
  const enabled = options.enabled ?? true;
  const newest = useRef(run);
  useEffect(() => {
    newest.current = run;
  });
  useEffect(() => {
    if (!enabled) return;
    const handler: Handler = { action, run: () => newest.current() };
    handlers.setState(({ list }) => ({ list: [...list, handler] }));
    return () => handlers.setState(({ list }) => ({ list: list.filter((one) => one !== handler) }));
  }, [action, enabled]);
}

/** Does what the key of this action would do. False when nothing is bound to it now. */
export function runAction(action: ActionName): boolean {
  const handler = handlers.getState().list.findLast((one) => one.action === action);
  handler?.run();
  return handler !== undefined;
}

/** The key to show beside a button, as `comboOf` writes it, or null when it is switched off. For `KeyHint`. */
export function useCombo(action: ActionName): string | null {
  return combosOf(action, useSettings())[0] ?? null;
}
