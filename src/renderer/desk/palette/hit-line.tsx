import type { SearchHit } from '#shared/views/search.ts';
import { ContactText } from '../contact-text.tsx';
import { CardLine } from './card-line.tsx';
import { matchText } from './match-text.ts';
import styles from './palette.module.css';

/** A hit with what it was found by. */
export function HitLine({ hit }: { hit: SearchHit }) {
  return (
    <CardLine card={hit.card}>
      {hit.by === 'name' || hit.by === 'similar' ? null : (
        <span className={`${styles.match} hilo-number`}>
          <ContactText text={matchText(hit)} />
        </span>
      )}
    </CardLine>
  );
}
