import styles from './key-hint.module.css';

/** A key as a small cap. `text` is already worded (`Ctrl K`); nothing is shown for null. Not read aloud: the button is. */
export function KeyHint({ text }: { text: string | null }) {
  return text === null ? null : (
    <span className={styles.key} aria-hidden="true">
      {text}
    </span>
  );
}
