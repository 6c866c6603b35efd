import type { ReactNode } from 'react';
import type { CustomerCard } from '#shared/views/customer.ts';
import { agoText } from '../../ui/ago-text.ts';
import { Chip } from '../../ui/chip.tsx';
import { useNow } from '../../ui/use-now.ts';
import { localeOf, useWords } from '../../words/words.ts';
import { IncidentChip } from '../incidents/incident-chip.tsx';
import styles from './card-line.module.css';

/** A customer in two lines: who, and what tells them apart from another of the same name. `children`: why they were found. */
export function CardLine({
  card,
  touched = false,
  children,
}: {
  card: CustomerCard;
  /** Whether a known incident that touches them is said. */
  touched?: boolean;
  children?: ReactNode;
}) {
  const { t, language } = useWords();
  const now = useNow(60_000);
  const place = [card.city, card.country].filter((part) => part !== null).join(', ');
  const facts = [
    card.also.length === 0 ? '' : t('ring.also', { names: card.also.join(', ') }),
    place,
    t('ring.orders', { count: card.orderCount }),
    card.lastAt === null
      ? t('ring.never')
      : t('ring.last', { ago: agoText(card.lastAt, now, localeOf(language), t('ago.now')) }),
    card.emails[0] ?? '',
  ].filter((fact) => fact !== '');
  return (
    <span className={styles.card}>
      <span className={styles.first}>
        <strong className={styles.name}>{card.name ?? t('tabs.unnamed')}</strong>
        {card.guest ? <Chip>{t('ring.guest')}</Chip> : null}
        {card.openCases > 0 ? (
          <Chip tone="warn">{t('ring.openCases', { count: card.openCases })}</Chip>
        ) : null}
        {touched ? <IncidentChip customerId={card.id} /> : null}
        <span className={styles.why}>{children}</span>
      </span>
      <span className={styles.second}>{facts.join(' · ')}</span>
      {card.remarks.map((text) => (
        <span key={text} className={styles.remark} dir="auto">
          {text}
        </span>
      ))}
    </span>
  );
}
