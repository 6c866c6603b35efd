import { startTransition, useEffect, useState } from 'react';

/** Where no frame is drawn, as in a window that is minimised, ms. */
const atLatest = 200;

/**
 * True while the first picture of this component is made, false once it is on the glass: for what nobody sees yet, as rows beyond the
 * edge of a scroll. What follows yields to keys and clicks.
 */
export function useFirstFrame(): boolean {
  const [isFirst, setFirst] = useState(true);
  useEffect(() => {
    const over = () => startTransition(() => setFirst(false));
    const frame = requestAnimationFrame(over);
    const timer = setTimeout(over, atLatest);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return isFirst;
}
