import { useEffect, useRef } from 'react';
import { useView } from '../../live/view.ts';
import { useWords } from '../../words/words.ts';
import { useDesk } from '../shell/desk-context.ts';
import { measuresOf } from './use-sync-words.ts';

/** How far the desk is filled, in words; null when it is full. Who is not here meanwhile may still come: nobody is unknown. */
export function useFilling(): string | null {
  const { server } = useDesk();
  const { language } = useWords();
  const { value } = useView(server === null ? null : { view: 'sync' });
  return value?.filling ? measuresOf(language).measure(value.filling) : null;
}

/** Between two looks, ms: a fill tells its progress many times a second. */
const pause = 2000;

/** Looks again now and then while the desk is being filled, and once more when it is full. */
export function useLookAgain(look: () => void, wanted: boolean): void {
  const filling = useFilling() !== null;
  const was = useRef(filling);
  const newest = useRef(look);
  useEffect(() => {
    newest.current = look;
  });
  useEffect(() => {
    if (was.current && !filling && wanted) newest.current();
    was.current = filling;
    if (!filling || !wanted) return;
    const timer = setInterval(() => newest.current(), pause);
    return () => clearInterval(timer);
  }, [filling, wanted]);
}
