import { IconFlag, IconFlame } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { nowhere, type Place } from '#shared/calendar/place.ts';
import { mayAsk } from '#shared/case/decide.ts';
import { answerClock } from '#shared/law/answer.ts';
import { formatMoney } from '#shared/order/format.ts';
import { burningOf, calendarFor } from '#shared/promise/burning.ts';
import type { CompensationView, QueueItem, RequestItem } from '#shared/views.ts';
import { useView } from '../../live/view.ts';
import { agoText } from '../../ui/ago-text.ts';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useNow } from '../../ui/use-now.ts';
import { localeOf, useWords } from '../../words/words.ts';
import { useFilling } from '../sync/use-filling.ts';
import { DemoPhone } from './demo-phone.tsx';
import { useDesk } from './desk-context.ts';
import styles from './queue.module.css';
import { ClaimLine } from './queue-claims.tsx';
import { QueueFault } from './queue-fault.tsx';
import { openCustomer, tabs } from './tabs.ts';
import { useSupervisorQueue } from './use-supervisor-queue.ts';

/** My cases and my promises without a case, what burns first, and the demo's phone below. */
export function Queue() {
  const { t } = useWords();
  const { t: centre } = useWords('centre');
  const { demo } = useDesk();
  const broken = useBroken();
  const { waiting, since } = useSupervisorQueue();
  const requests = useRequests();
  const requestText = useRequestText();
  const filling = useFilling() !== null;
  const { value, fault } = useView({ view: 'queue' });
  const nothing =
    value &&
    requests.length +
      waiting.length +
      broken.length +
      value.offered.length +
      value.mine.length +
      value.promises.length +
      value.claims.length ===
      0;
  return (
    <div className={styles.queue}>
      <div className={styles.scroll}>
        {fault ? <QueueFault /> : null}
        {nothing ? (
          <EmptyState
            title={filling ? centre('filling.queueTitle') : t('queue.emptyTitle')}
            body={filling ? centre('filling.queueBody') : t('queue.emptyBody')}
          />
        ) : null}
        {waiting.length > 0 ? (
          <Section title={t('queue.supervisor')} count={waiting.length}>
            {waiting.map((item) => (
              <CaseLine key={item.caseId} item={item}>
                <Chip tone="bad">{since(item)}</Chip>
              </CaseLine>
            ))}
          </Section>
        ) : null}
        {value && value.offered.length > 0 ? (
          <Section title={t('queue.offered')} count={value.offered.length}>
            {value.offered.map((item) => (
              <CaseLine key={item.caseId} item={item}>
                <Chip tone="info">{t('queue.askedBy', { name: item.owner.name })}</Chip>
              </CaseLine>
            ))}
          </Section>
        ) : null}
        {value && value.mine.length > 0 ? (
          <Section title={t('queue.mine')} count={value.mine.length}>
            {value.mine.map((item) => (
              <CaseLine key={item.caseId} item={item}>
                {item.offer && <Chip tone="info">{t('queue.asked', { name: item.offer.to.name })}</Chip>}
                {item.declined && (
                  <Chip tone="warn">{t('queue.declined', { name: item.declined.by.name })}</Chip>
                )}
              </CaseLine>
            ))}
          </Section>
        ) : null}
        {requests.length > 0 ? (
          <Section title={t('queue.requests')} count={requests.length}>
            {requests.map(({ caseId, customerId, customerName, compensation }) => (
              <Item
                key={compensation.compensationId}
                customerId={customerId}
                name={customerName}
                caseId={caseId}
                request={compensation.compensationId}
                text={requestText(compensation)}
                until={null}
                zone={null}
                place={nowhere}
                lastAt={compensation.at}
                flagged={false}
              >
                <span className={styles.ago}>{t('queue.askedBy', { name: compensation.by.name })}</span>
              </Item>
            ))}
          </Section>
        ) : null}
        {broken.length > 0 ? (
          <Section title={t('queue.teamBroken')} count={broken.length}>
            {broken.map((item) => (
              <CaseLine key={item.caseId} item={item}>
                <span className={styles.ago}>{t('queue.owner', { name: item.owner.name })}</span>
              </CaseLine>
            ))}
          </Section>
        ) : null}
        {value && value.promises.length > 0 ? (
          <Section title={t('queue.promises')} count={value.promises.length}>
            {value.promises.map((promise) => (
              <Item
                key={promise.id}
                customerId={promise.customerId}
                name={promise.customerName}
                caseId={null}
                text={promise.text}
                until={promise.until}
                zone={promise.zone}
                place={promise.place}
                lastAt={null}
                flagged={false}
              />
            ))}
          </Section>
        ) : null}
        {value && value.claims.length > 0 ? (
          <Section title={t('queue.claims')} count={value.claims.length}>
            {value.claims.map((claim) => (
              <ClaimLine key={claim.claimId} claim={claim} />
            ))}
          </Section>
        ) : null}
      </div>
      {demo ? (
        <div className={styles.phone}>
          <DemoPhone />
        </div>
      ) : null}
    </div>
  );
}

/** What waits for somebody with more authority. Nothing for anybody else. */
function useRequests(): RequestItem[] {
  const { person } = useDesk();
  const { value = [] } = useView(mayAsk('compensation.approve', person.role) ? { view: 'requests' } : null);
  return value.filter(({ compensation }) => compensation.by.id !== person.id);
}

function useRequestText(): (compensation: CompensationView) => string {
  const { t } = useWords('desk');
  const { language } = useWords();
  return ({ remedy, amount }) =>
    [t(`remedy.${remedy}`), amount && formatMoney(amount, language)].filter(Boolean).join(' ');
}

/** Promises of the team that are broken: whoever may decide sees them too. Nothing for anybody else. */
function useBroken(): QueueItem[] {
  const { person } = useDesk();
  const now = useNow(60_000);
  const { value = [] } = useView(person.role === 'supervisor' ? { view: 'due' } : null);
  return value.filter(({ promise }) => promise !== null && promise.until < now);
}

function Section({ title, count, children }: { title: string; count: number; children: React.ReactNode }) {
  return (
    <section>
      <h2 className={styles.title}>
        {title} <span className={styles.count}>{count}</span>
      </h2>
      <ul className={styles.list}>{children}</ul>
    </section>
  );
}

function CaseLine({ item, children }: { item: QueueItem; children: React.ReactNode }) {
  return (
    <Item
      customerId={item.customerId}
      name={item.customerName}
      caseId={item.caseId}
      text={item.subject}
      until={item.promise?.until ?? null}
      zone={item.promise?.zone ?? null}
      place={item.place}
      lastAt={item.lastAt}
      flagged={item.flagged !== null}
    >
      <AnswerChip item={item} />
      {children}
    </Item>
  );
}

const burningTones = { overdue: 'bad', soon: 'warn', later: 'plain' } as const;
const deskZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The answer that the law asks for, when it is near or overdue. */
function AnswerChip({ item }: { item: QueueItem }) {
  const { t } = useWords();
  const now = useNow(60_000);
  if (item.status !== 'open') return null;
  const calendar = calendarFor(item.place, null, deskZone);
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
  customerId: string;
  name: string | null;
  caseId: string | null;
  text: string;
  until: number | null;
  /** On whose clock `until` was told, and where working days are counted. */
  zone: string | null;
  place: Place;
  lastAt: number | null;
  flagged: boolean;
  /** More chips. */
  children?: React.ReactNode;
};

function Item(props: ItemProps) {
  const { customerId, name, caseId, text, until, lastAt, flagged, children } = props;
  const { t, language } = useWords();
  const now = useNow(60_000);
  const here = useStore(tabs, ({ active }) => active === `customer:${customerId}`);
  const burning =
    until === null ? 'later' : burningOf(until, now, calendarFor(props.place, props.zone, deskZone));
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
              ? null
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
