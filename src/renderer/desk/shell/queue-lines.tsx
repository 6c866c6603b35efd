import { IconFlag, IconFlame } from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { Place } from '#shared/calendar/place.ts';
import { answerClock } from '#shared/law/answer.ts';
import { burningOf } from '#shared/promise/burning.ts';
import type { QueueItem, QueuePromise } from '#shared/views/queue.ts';
import { agoText } from '../../ui/ago-text.ts';
import { Chip } from '../../ui/chip.tsx';
import { useNow } from '../../ui/use-now.ts';
import { localeOf, useWords } from '../../words/words.ts';
import styles from './queue.module.css';
import { openCustomer, tabs } from './tabs.ts';
import { useCalendarOf } from './use-calendar-of.ts';

export function Section({
  title,
  count,
  children,
}: {
  title: string;
  count: number;
  children: React.ReactNode;
}) {
  return (
    <section>
      <h2 className={styles.title}>
        {title} <span className={styles.count}>{count}</span>
      </h2>
      <ul className={styles.list}>{children}</ul>
    </section>
  );
}

export function CaseLine({ item, children }: { item: QueueItem; children: React.ReactNode }) {
  return (
    <Item
      customerId={item.customerId}
      name={item.customerName}
      caseId={item.caseId}
      text={item.subject}
      until={item.promise?.until ?? null}
      zone={item.promise?.zone ?? null}
      place={item.place}
      team={item.team}
      lastAt={item.lastAt}
      flagged={item.flagged !== null}
    >
      <AnswerChip item={item} />
      {children}
    </Item>
  );
}

const burningTones = { overdue: 'bad', soon: 'warn', later: 'plain' } as const;

/** The answer that the law asks for, when it is near or overdue. */
function AnswerChip({ item }: { item: QueueItem }) {
  const { t } = useWords();
  const now = useNow(60_000);
  const calendarOf = useCalendarOf();
  if (item.status !== 'open') return null;
  const calendar = calendarOf(item.place, null, item.team);
  const { left, state } = answerClock({ openedAt: item.openedAt, solvedAt: null }, now, calendar);
  if (state === 'running') return null;
  return (
    <Chip tone={state === 'overdue' ? 'bad' : 'warn'}>
      {state === 'overdue' ? <IconFlame size={13} aria-hidden="true" /> : null}
      {t(left < 0 ? 'queue.answerOver' : 'queue.answerLeft', { count: Math.abs(left) })}
    </Chip>
  );
}

type ItemProps = {
  /** What was asked for in the case. */
  request?: string;
  /** The promise that belongs to no case. */
  promise?: string;
  customerId: string;
  name: string | null;
  caseId: string | null;
  text: string;
  until: number | null;
  /** On whose clock `until` was told, and where working days are counted. */
  zone: string | null;
  place: Place;
  team: string | null;
  lastAt: number | null;
  flagged: boolean;
  /** More chips. */
  children?: React.ReactNode;
};

export function Item(props: ItemProps) {
  const { customerId, name, caseId, text, until, lastAt, flagged, children } = props;
  const { t, language } = useWords();
  const now = useNow(60_000);
  const calendarOf = useCalendarOf();
  const here = useStore(tabs, ({ active }) => active === `customer:${customerId}`);
  const burning =
    until === null ? 'later' : burningOf(until, now, calendarOf(props.place, props.zone, props.team));
  const ago = (at: number): string => agoText(at, now, localeOf(language), t('ago.now'));
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={styles.open}
        data-here={here || undefined}
        onClick={() =>
          openCustomer(
            customerId,
            name,
            caseId === null
              ? props.promise === undefined
                ? null
                : { caseId, orderId: null, promise: props.promise }
              : { caseId, orderId: null, ...(props.request ? { request: props.request } : {}) },
          )
        }
      >
        <span className={styles.line}>
          <strong className={styles.name}>{name ?? t('tabs.unnamed')}</strong>
          {until === null && lastAt !== null ? <span className={styles.ago}>{ago(lastAt)}</span> : null}
        </span>
        <span className={styles.text}>{text}</span>
        {children}
        {flagged ? (
          <Chip tone="warn">
            <IconFlag size={13} aria-hidden="true" />
            {t('queue.flagged')}
          </Chip>
        ) : null}
        {until === null ? null : (
          <Chip tone={burningTones[burning]}>
            {burning === 'later' ? null : <IconFlame size={13} aria-hidden="true" />}
            {t(burning === 'overdue' ? 'queue.broken' : 'queue.due', { ago: ago(until) })}
          </Chip>
        )}
      </button>
    </li>
  );
}

/** A promise that belongs to no case. */
export function PromiseLine({ promise, children }: { promise: QueuePromise; children?: React.ReactNode }) {
  return (
    <Item
      promise={promise.id}
      customerId={promise.customerId}
      name={promise.customerName}
      caseId={null}
      text={promise.text}
      until={promise.until}
      zone={promise.zone}
      place={promise.place}
      team={promise.team}
      lastAt={null}
      flagged={false}
    >
      {children}
    </Item>
  );
}
