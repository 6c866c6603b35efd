import { useEffect, useRef } from 'react';
import { createStore } from 'zustand/vanilla';
import { useSettings } from '../live/session.ts';
import type { ActionName } from './actions.ts';
import { combosOf } from './combo.ts';

/** One of several things that an action can be about: by name in the palette. */
export type About = { id: string; label: string; run: () => void };

export type Handler = { action: ActionName; run: () => void; each: () => readonly About[] };

const none: readonly About[] = [];

/** What the keys do on this screen now; of several for one action the one that came last. */
export const handlers = createStore<{ list: readonly Handler[] }>(() => ({ list: [] }));

/**
 * Binds an action's key while this component is on the screen and `enabled`. Letters do not reach it while a person types,
 * and nothing but the call's keys and saving does while a dialog is open. `each`: what it can be about, where there may be several; the palette offers each of them.
 */
export function useKey(
  action: ActionName,
  run: () => void,
  { enabled = true, each = none }: { enabled?: boolean; each?: readonly About[] } = {},
): void {
  const newest = useRef({ run, each });
  useEffect(() => {
    newest.current = { run, each };
  });
  useEffect(() => {
    if (!enabled) return;
    const handler: Handler = {
      action,
      run: () => newest.current.run(),
      each: () => newest.current.each,
    };
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

/** Binds an action that is about one of these: its key does it with the first, the palette offers each. Without any it is not bound. */
export function useKeyOf(action: ActionName, each: readonly About[]): void {
  useKey(action, () => each[0]?.run(), { enabled: each.length > 0, each });
}
