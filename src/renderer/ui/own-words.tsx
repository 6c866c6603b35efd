import styles from './own-words.module.css';

/** What the person wrote, the whole of it, to read and to copy: it may be the only place where it still stands. */
export function OwnWords({ caption, text }: { caption: string; text: string }) {
  return (
    <figure className={styles.words}>
      <figcaption>{caption}</figcaption>
      <blockquote dir="auto">{text}</blockquote>
    </figure>
  );
}
