import { useEffect, useRef, useState } from 'react';
import type { AtCentre } from '#shared/views/search.ts';
import type { SyncView } from '#shared/views/sync.ts';
import { view } from '../../live/bridge.ts';
import { useView } from '../../live/view.ts';
import { useDesk } from '../shell/desk-context.ts';

/** A person types on; the centre is asked when they stop, ms. */
const pause = 300;
/** After this it is said that the centre is asked, ms. */
const slow = 1000;

const all: SyncView['holds'] = [];

function useSync(): SyncView | null {
  const { server } = useDesk();
  return useView(server === null ? null : { view: 'sync' }).value ?? null;
}

/** Teams of which this machine holds the customers of the last months only. */
export const useHolds = (): SyncView['holds'] => useSync()?.holds ?? all;

/** Whether this machine holds a part of its teams' customers only: who is not here may be at the centre. */
export const useIsPart = (): boolean => useHolds().length > 0;

/** `isSlow`: it takes longer than a second. Null: nobody is looked for there. */
export type AtCentreNow = { answer: AtCentre | null; isSlow: boolean };

/**
 * Looks for somebody at the centre beside what is here, where this machine does not hold everybody. An answer to an older text is dropped. Where the centre
 * could not be asked it is asked as soon as it has answered anything: whoever rang in a tunnel is found when there is a network again.
 * @param text null or shorter than three letters: nobody
 */
export function useAtCentre(text: string | null): AtCentreNow | null {
  const isPart = useIsPart();
  const heardAt = useSync()?.lastAnswerAt ?? null;
  const heard = useRef(heardAt);
  heard.current = heardAt;
  const [tries, setTries] = useState(0);
  const wanted = isPart && text !== null && text.trim().length >= 3 ? text.trim() : null;
  const [now, setNow] = useState<AtCentreNow & { of: string; heardAt: number | null }>({
    of: '',
    answer: null,
    isSlow: false,
    heardAt: null,
  });
  const isAway = now.of === wanted && now.answer?.state === 'away';
  useEffect(() => {
    if (isAway && heardAt !== now.heardAt) setTries((count) => count + 1);
  }, [isAway, heardAt, now.heardAt]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is the same question once more
  useEffect(() => {
    if (wanted === null) return;
    let isOver = false;
    const told = (answer: AtCentre | null, isSlow: boolean) => ({
      of: wanted,
      answer,
      isSlow,
      heardAt: heard.current,
    });
    const late = setTimeout(() => setNow(told(null, true)), pause + slow);
    const ask = setTimeout(async () => {
      const reply = await view({ view: 'at-centre', text: wanted });
      clearTimeout(late);
      if (!isOver) setNow(told(reply.ok ? reply.value : { state: 'away' }, false));
    }, pause);
    return () => {
      isOver = true;
      clearTimeout(late);
      clearTimeout(ask);
    };
  }, [wanted, tries]);
  if (wanted === null) return null;
  return now.of === wanted ? now : { answer: null, isSlow: false };
}
