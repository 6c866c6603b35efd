import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef } from 'react';
import { deeds, isElsewhereSince } from '../../../keys/deeds.ts';
import { useKey } from '../../../keys/use-key.ts';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import type { StoryRow } from './rows.ts';

/**
 * J and K walk over the entries and a jump goes to one: the entry is scrolled into sight and gets the focus, so that a screen
 * reader reads it and Enter opens what is behind it.
 */
export function useEntryWalk(
  rows: readonly StoryRow[],
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  scroller: RefObject<HTMLDivElement | null>,
): void {
  const { act } = useScreen();
  const entryId = useChosen((state) => state.entryId);
  const jump = useChosen((state) => state.jump);
  const wanted = useRef<string | null>(null);

  const step = (by: 1 | -1) => {
    const at = rows.findIndex((row) => row.key === entryId);
    let next = at === -1 ? (by === 1 ? 0 : -1) : at + by;
    while (rows[next]?.row === 'day') next += by;
    const row = rows[next];
    if (row?.row !== 'entry') return;
    wanted.current = row.key;
    act({ move: 'entry', entryId: row.key, caseId: row.entry.caseId });
    // the heading above the first entry of a day stays in sight
    virtualizer.scrollToIndex(next, { align: 'auto' });
    focusSoon(row.key, deeds());
  };

  const focusSoon = (id: string, since: number, tries = 12) => {
    requestAnimationFrame(() => {
      if (wanted.current !== id || isElsewhereSince(since)) return;
      const row = scroller.current?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(id)}"]`);
      if (row) {
        wanted.current = null;
        row.focus({ preventScroll: true });
      } else if (tries > 0) focusSoon(id, since, tries - 1);
    });
  };

  useKey('next', () => step(1));
  useKey('previous', () => step(-1));

  // A jump may be to an entry that is read a moment later: it is tried again whenever there are more rows. Whoever went elsewhere by then
  // stays there.
  const done = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new jump or new rows matter
  useEffect(() => {
    if (jump?.to !== 'entry' || jump.n === done.current) return;
    const index = rows.findIndex((row) => row.key === jump.id);
    if (index === -1) return;
    done.current = jump.n;
    virtualizer.scrollToIndex(index, { align: 'center' });
    wanted.current = jump.id;
    focusSoon(jump.id, jump.since);
  }, [jump, rows]);
}
