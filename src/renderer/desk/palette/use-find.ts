import { useEffect, useRef, useState } from 'react';
import type { Fault } from '#shared/fault.ts';
import type { SearchHit } from '#shared/views/search.ts';
import { view } from '../../live/bridge.ts';

/** What was found for `text`. While a newer text is searched, the hits of the older one stay. */
export type Found = { text: string; hits: SearchHit[]; fault: Fault | null };

const nothing: Found = { text: '', hits: [], fault: null };

/**
 * Searches while a person types. One question is under way at a time; when it is answered the newest text is asked, so
 * that an old answer never comes after a newer one and fast typing does not pile up questions.
 */
export function useFind(typed: string, limit: number): Found {
  const text = typed.trim();
  const [found, setFound] = useState(nothing);
  const wanted = useRef('');
  const asking = useRef(false);

  useEffect(() => {
    wanted.current = text;
    if (text === '') setFound(nothing);
    if (asking.current || text === '') return;
    const ask = async (): Promise<void> => {
      asking.current = true;
      for (let asked = ''; asked !== wanted.current && wanted.current !== ''; ) {
        asked = wanted.current;
        const reply = await view({ view: 'search', text: asked, limit });
        if (wanted.current === '') break;
        const fault = !reply.ok && 'fault' in reply ? reply.fault : null;
        setFound({ text: asked, hits: reply.ok ? reply.value : [], fault });
      }
      asking.current = false;
    };
    void ask();
  }, [text, limit]);
  useEffect(
    () => () => {
      wanted.current = '';
    },
    [],
  );
  return found;
}
