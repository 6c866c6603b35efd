import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { focusIsLost } from '../keys/typing.ts';
import { goToField } from './go-to-field.ts';

/**
 * Once a try has ended in trouble, goes to the field in which the next one is typed; whoever went elsewhere meanwhile stays there. What else changes while the trouble is
 * told (another language, what the centre says of itself) is no try and moves nobody.
 * @param ref the trouble's own; null: there is none that this field may mend
 * @returns what to call when somebody asks
 */
export function useAfterTry(ref: string | null, field: RefObject<HTMLInputElement | null>): () => void {
  const from = useRef<Element | null>(null);
  useEffect(() => {
    if (ref === null || !(focusIsLost() || document.activeElement === from.current)) return;
    goToField(field.current);
    field.current?.select();
  }, [ref, field]);
  return useCallback(() => {
    from.current = document.activeElement;
  }, []);
}
