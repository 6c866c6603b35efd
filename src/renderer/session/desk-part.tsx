import { type ComponentType, useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { DeskPeople } from '../desk/shell/desk-context.ts';
import { Starting } from './starting.tsx';

type Part = { Desk: ComponentType<DeskPeople> | null; failed: Error | null; asked: boolean };

const part = createStore<Part>(() => ({ Desk: null, failed: null, asked: false }));

/** Reads the desk, which is most of the page's program; once, however often it is asked for. */
export function loadDesk(): void {
  if (part.getState().asked) return;
  part.setState({ asked: true });
  import('../desk/desk.tsx').then(
    ({ Desk }) => part.setState({ Desk }),
    (error: unknown) => part.setState({ failed: error instanceof Error ? error : new Error(String(error)) }),
  );
}

/** The desk is read in the first quiet moment: while the store opens, or while a person types the passphrase. */
export const loadDeskSoon = (): number => requestIdleCallback(loadDesk, { timeout: 500 });

/**
 * The desk, once it is there. Not React's `lazy`: what was waited for with a fallback is then held back for 300 ms, so that fallbacks do
 * not flicker.
 */
export function DeskPart(people: DeskPeople) {
  const { Desk, failed } = useStore(part);
  useEffect(loadDesk, []);
  if (failed) throw failed;
  return Desk ? <Desk {...people} /> : <Starting />;
}
