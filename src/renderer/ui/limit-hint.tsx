import { useEffect, useState } from 'react';
import styles from './limit-hint.module.css';

/** Fields for less than a line (a time, a date) are full when they are whole. */
const leastTold = 40;

/** `top` and `right`: of the hint, from the window's edges, px. */
type Full = { most: number; top: number; right: number };

/**
 * Says at a field that it is full: what is typed or pasted beyond its limit is cut off without a sound otherwise. One for the whole page, so
 * that no field can forget it. `says`: in the language of the page.
 */
export function LimitHint({ says }: { says: (most: number) => string }) {
  const [full, setFull] = useState<Full | null>(null);
  useEffect(() => {
    const look = ({ target }: Event) => setFull(fullnessOf(target));
    const forget = () => setFull(null);
    // A field scrolls its own text while one types: it stays where it is.
    const away = ({ target }: Event) => {
      if (!(target instanceof HTMLTextAreaElement)) forget();
    };
    document.addEventListener('input', look);
    document.addEventListener('focusout', forget);
    document.addEventListener('scroll', away, true);
    window.addEventListener('resize', forget);
    return () => {
      document.removeEventListener('input', look);
      document.removeEventListener('focusout', forget);
      document.removeEventListener('scroll', away, true);
      window.removeEventListener('resize', forget);
    };
  }, []);
  return (
    <div role="status" aria-atomic="true">
      {full ? (
        <span className={styles.hint} style={{ top: full.top, right: full.right }}>
          {says(full.most)}
        </span>
      ) : null}
    </div>
  );
}

function fullnessOf(field: EventTarget | null): Full | null {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return null;
  const { maxLength: most, value } = field;
  if (most < leastTold || value.length < most) return null;
  const { top, right } = field.getBoundingClientRect();
  // Beside the label: below are the buttons.
  return { most, top: Math.max(top - 24, 2), right: window.innerWidth - right };
}
