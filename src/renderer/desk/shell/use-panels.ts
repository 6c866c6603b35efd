import { useCallback, useEffect, useRef, useState } from 'react';
import { freshWanted } from '../../live/fresh.ts';
import type { Panel } from './desk-context.ts';

/** What lies over the desk, and beside it (`again`: signing in again). Closing gives the focus back to where the person was. */
export function usePanels() {
  const [panel, setPanel] = useState<Panel | null>(null);
  const [again, setAgain] = useState(false);
  const from = useRef<Element | null>(null);

  const show = useCallback((one: Panel | 'sign-in'): void => {
    // of one panel that opens another, the first knows where the person was
    if (document.activeElement?.closest('[role=dialog]') == null) from.current = document.activeElement;
    if (one === 'sign-in') setAgain(true);
    else setPanel(one);
  }, []);
  const giveBack = useCallback(() => {
    requestAnimationFrame(() => {
      const { activeElement, body } = document;
      if (activeElement === body && from.current instanceof HTMLElement) from.current.focus();
    });
  }, []);
  const close = useCallback(() => {
    setPanel(null);
    giveBack();
  }, [giveBack]);
  const closeAgain = useCallback(() => {
    setAgain(false);
    giveBack();
  }, [giveBack]);
  // What was asked for in a dialog waits behind it; signing in lies beside the work.
  useEffect(
    () =>
      freshWanted.subscribe(() => {
        setPanel(null);
        setAgain(true);
      }),
    [],
  );
  // the palette is a native dialog: it has given the focus back, and closes a moment after it has opened another panel
  const closeSearch = useCallback(() => setPanel((now) => (now === 'search' ? null : now)), []);

  return { panel, again, show, close, closeAgain, closeSearch };
}
