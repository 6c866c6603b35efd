import { useCallback, useEffect, useRef } from 'react';

/** Gives what says whether this part is still on the screen: an answer that comes after its person has left it closes nothing that they opened since. */
export function useIsHere(): () => boolean {
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  return useCallback(() => here.current, []);
}
