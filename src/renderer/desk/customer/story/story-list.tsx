import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useFirstFrame } from '../../../ui/use-first-frame.ts';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import { EntryRow } from './entry-row.tsx';
import { heightGuess } from './row-height.ts';
import type { StoryRow } from './rows.ts';
import classes from './story.module.css';
import { behind } from './targets.ts';
import { useEntryWalk } from './use-entry-walk.ts';

/** As the last list was, px: the first picture of the next one has its rows before anything is measured, and no second one follows. */
let lastRect = { width: 700, height: 300 };

/**
 * The scroll itself. Only the rows in sight are in the page; heights are measured as they come. Entries that are added above
 * do not move what is being read, unless the reader is at the very top.
 */
export function StoryList({ rows, filterKey }: { rows: readonly StoryRow[]; filterKey: string }) {
  const { say, act } = useScreen();
  const entryId = useChosen((state) => state.entryId);
  const scroller = useRef<HTMLDivElement>(null);
  const atTop = useRef(true);
  const isFirst = useFirstFrame();
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightGuess(rows[index]),
    getItemKey: (index) => rows[index]?.key ?? index,
    initialRect: lastRect,
    // Rows beyond the edges are for scrolling: the first picture does not wait for them.
    overscan: isFirst ? 1 : 6,
    onChange: ({ scrollOffset, scrollRect }) => {
      atTop.current = (scrollOffset ?? 0) < 8;
      if (scrollRect) lastRect = scrollRect;
    },
    anchorTo: atTop.current ? 'start' : 'end',
  });
  useEntryWalk(rows, virtualizer, scroller);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter is another list: it begins at its top
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [filterKey]);

  const current = rows.find((row) => row.key === entryId) ? entryId : firstEntry(rows);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter on the entry that has the focus opens what is behind it
    <div
      ref={scroller}
      className={classes.scroll}
      onKeyDown={(event) => {
        const id = (event.target as HTMLElement).dataset.entry;
        if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || !id) return;
        const row = rows.find((one) => one.key === id);
        const target = row?.row === 'entry' ? behind(row.entry) : null;
        if (!target) return;
        // the jump moves the focus: the same Enter must not press what gets it
        event.preventDefault();
        act({ move: 'go', target });
      }}
    >
      <div className={classes.long} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              className={classes.slot}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {row.row === 'day' ? (
                <h3 className={classes.day}>{say.heading(row.at)}</h3>
              ) : (
                <EntryRow entry={row.entry} current={row.key === current} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function firstEntry(rows: readonly StoryRow[]): string | null {
  return rows.find((row) => row.row === 'entry')?.key ?? null;
}
