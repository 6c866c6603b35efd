import { useCallback, useRef } from 'react';

/** Call it when something is asked: it gives what says, when the answer comes, whether nothing was asked since. A late answer tells what was before. */
export function useNewest(): () => () => boolean {
  const asked = useRef(0);
  return useCallback(() => {
    asked.current += 1;
    const mine = asked.current;
    return () => mine === asked.current;
  }, []);
}
