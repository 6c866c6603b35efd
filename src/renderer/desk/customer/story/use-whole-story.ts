import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { StoryEntry, StoryPage } from '#shared/views/story.ts';
import { view } from '../../../live/bridge.ts';

/** The entries that are here so far, newest first. `failed`: an older page could not be read. */
export type WholeStory = {
  entries: readonly StoryEntry[];
  complete: boolean;
  failed: boolean;
  again: () => void;
};

/** Entries a question. Large enough to be done soon, small enough that one answer never holds up a frame for long. */
const pageSize = 500;

/** `first`, then `rest` without what `first` already has. */
export function joined(first: readonly StoryEntry[], rest: readonly StoryEntry[]): StoryEntry[] {
  const seen = new Set(first.map((entry) => entry.id));
  return [...first, ...rest.filter((entry) => !seen.has(entry.id))];
}

/**
 * Of what was saved in one go, and so is of one moment, the last stands first: a case is solved above its being opened. The store keeps such
 * entries in the order of their ids, which grow with time.
 */
export function lastFirst(entries: readonly StoryEntry[]): StoryEntry[] {
  const sorted: StoryEntry[] = [];
  let run: StoryEntry[] = [];
  for (const entry of entries) {
    const isSame = run[0]?.at === entry.at && run[0].by !== null && entry.by?.id === run[0].by.id;
    if (!isSame) {
      sorted.push(...run);
      run = [];
    }
    run.unshift(entry);
  }
  return [...sorted, ...run];
}

/**
 * The newest page comes with the customer; older ones are read one after another in the background until all are here.
 * When the customer changes everything is read again behind the screen, and what is shown stays until the new one is there.
 */
export function useWholeStory(customerId: string, first: StoryPage): WholeStory {
  const [older, setOlder] = useState<readonly StoryEntry[]>([]);
  const [complete, setComplete] = useState(first.next === null);
  const [failed, setFailed] = useState(false);
  const [round, setRound] = useState(0);
  const known = useRef<readonly StoryEntry[]>([]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again after a fault
  useEffect(() => {
    let stopped = false;
    const read = async () => {
      const fresh: StoryEntry[] = [];
      let after = first.next;
      while (after !== null) {
        const reply = await view({ view: 'story', customerId, after, limit: pageSize });
        if (stopped) return;
        if (!reply.ok) return setFailed(true);
        for (const entry of reply.value.entries) fresh.push(entry);
        after = reply.value.next;
        // what was known stays behind the fresh pages until the last of them is here
        const shown = after === null ? fresh : joined(fresh, known.current);
        known.current = shown;
        setOlder([...shown]);
      }
      known.current = fresh;
      setOlder(fresh);
      setComplete(true);
    };
    setFailed(false);
    void read();
    return () => {
      stopped = true;
    };
  }, [customerId, first, round]);

  const again = useCallback(() => setRound((n) => n + 1), []);
  const entries = useMemo(() => lastFirst(joined(first.entries, older)), [first.entries, older]);
  return { entries, complete, failed, again };
}
