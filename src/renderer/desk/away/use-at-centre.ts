import { useEffect, useState } from 'react';
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

/** Teams of which this machine holds the customers of the last months only. */
export function useHolds(): SyncView['holds'] {
  const { server } = useDesk();
  const { value } = useView(server === null ? null : { view: 'sync' });
  return value?.holds ?? all;
}

/** Whether this machine holds a part of its teams' customers only: who is not here may be at the centre. */
export const useIsPart = (): boolean => useHolds().length > 0;

/** `isSlow`: it takes longer than a second. Null: nobody is looked for there. */
export type AtCentreNow = { answer: AtCentre | null; isSlow: boolean };

/**
 * Looks for somebody at the centre beside what is here, where this machine does not hold everybody. An answer to an older text is dropped.
 * @param text null or shorter than three letters: nobody
 */
export function useAtCentre(text: string | null): AtCentreNow | null {
  const isPart = useIsPart();
  const wanted = isPart && text !== null && text.trim().length >= 3 ? text.trim() : null;
  const [now, setNow] = useState<AtCentreNow & { of: string }>({ of: '', answer: null, isSlow: false });
  useEffect(() => {
    if (wanted === null) return;
    let isOver = false;
    const late = setTimeout(() => setNow({ of: wanted, answer: null, isSlow: true }), pause + slow);
    const ask = setTimeout(async () => {
      const reply = await view({ view: 'at-centre', text: wanted });
      clearTimeout(late);
      if (!isOver) setNow({ of: wanted, answer: reply.ok ? reply.value : { state: 'away' }, isSlow: false });
    }, pause);
    return () => {
      isOver = true;
      clearTimeout(late);
      clearTimeout(ask);
    };
  }, [wanted]);
  if (wanted === null) return null;
  return now.of === wanted ? now : { answer: null, isSlow: false };
}
