import { useCallback, useEffect, useRef, useState } from 'react';
import { freshWanted } from '../../live/fresh.ts';
import type { Panel } from './desk-context.ts';

/**
 * What lies over the desk, and beside it (`again`: signing in again). Closing gives the focus back to where the person was. `aside`: the
 * panel waits, as it was left, until they have signed in.
 */
export function usePanels() {
  const [panel, setPanel] = useState<Panel | null>(null);
  const [again, setAgain] = useState(false);
  const [aside, setAside] = useState(false);
  const from = useRef<Element | null>(null);
  const left = useRef<EventTarget | null>(null);
  const last = useRef<EventTarget | null>(null);

  const show = useCallback((one: Panel | 'sign-in'): void => {
    // of one panel that opens another, the first knows where the person was
    if (document.activeElement?.closest('[role=dialog]') == null) from.current = document.activeElement;
    if (one === 'sign-in') setAgain(true);
    else {
      setPanel(one);
      setAside(false);
    }
  }, []);
  const giveBack = useCallback(() => {
    requestAnimationFrame(() => {
      const { activeElement, body } = document;
      if (activeElement !== body) return;
      const { current: at } = from;
      const isThere = at instanceof HTMLElement && at !== body && at.isConnected;
      (isThere ? at : document.getElementById('in-hand'))?.focus();
    });
  }, []);
  const close = useCallback(() => {
    setPanel(null);
    giveBack();
  }, [giveBack]);
  const closeAgain = useCallback(() => {
    setAgain(false);
    setAside(false);
    giveBack();
  }, [giveBack]);
  // Signing in lies beside the work: people and teams, which alone can be refused for want of it, steps aside for as long.
  useEffect(
    () =>
      freshWanted.subscribe(() => {
        left.current = last.current;
        setPanel((now) => (now === 'people' ? now : null));
        setAside(true);
        setAgain(true);
      }),
    [],
  );
  // A button that is busy has lost the focus: whoever had it last is asked, not who has it.
  useEffect(() => {
    const note = ({ target }: FocusEvent): void => {
      last.current = target;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  // Back at what was pressed, a moment after the dialog has taken the focus to where it begins.
  useEffect(() => {
    if (aside) return;
    const at = left.current;
    left.current = null;
    // An entry of a menu is gone by then: the same as after any other panel.
    if (at instanceof HTMLElement) setTimeout(() => (at.isConnected ? at.focus() : giveBack()));
  }, [aside, giveBack]);
  // the palette is a native dialog: it has given the focus back, and closes a moment after it has opened another panel
  const closeSearch = useCallback(() => setPanel((now) => (now === 'search' ? null : now)), []);

  return { panel, again, aside, show, close, closeAgain, closeSearch };
}
