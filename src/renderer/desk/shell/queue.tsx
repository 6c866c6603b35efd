import { useRef } from 'react';
import { nowhere } from '#shared/calendar/place.ts';
import { mayAsk } from '#shared/case/decide.ts';
import { answerClock } from '#shared/law/answer.ts';
import { formatMoney } from '#shared/order/format.ts';
import type { CompensationView } from '#shared/views/case.ts';
import type { QueueItem } from '#shared/views/queue.ts';
import type { RequestItem } from '#shared/views/remedies.ts';
import { useView } from '../../live/view.ts';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../words/words.ts';
import { HandedInLine } from '../quarantine/handed-in-line.tsx';
import { useFilling } from '../sync/use-filling.ts';
import { DemoPhone } from './demo-phone.tsx';
import { useDesk } from './desk-context.ts';
import { OfferChip } from './offer-chip.tsx';
import styles from './queue.module.css';
import { Answers, useAnswers } from './queue-answers.tsx';
import { ClaimLine } from './queue-claims.tsx';
import { Cover, countOf, useCover } from './queue-cover.tsx';
import { QueueFault } from './queue-fault.tsx';
import { CaseLine, Item, PromiseLine, Section } from './queue-lines.tsx';
import { useWatched, Watched } from './queue-watched.tsx';
import { useCalendarOf } from './use-calendar-of.ts';
import { useQueueKeys } from './use-queue-keys.ts';
import { useSupervisorQueue } from './use-supervisor-queue.ts';
import { useTakenAway } from './use-taken-away.ts';

/** My cases and my promises without a case, what burns first, and the demo's phone below. */
export function Queue() {
  const { t } = useWords();
  const { t: centre } = useWords('centre');
  const { demo, person } = useDesk();
  const { waiting, since } = useSupervisorQueue();
  const requests = useRequests();
  const answers = useAnswers();
  const cover = useCover();
  // What nobody is here for stands above already.
  const alone = new Set(cover.uncovered.flatMap(({ items }) => items.map(({ caseId }) => caseId)));
  const broken = useBroken().filter(({ caseId }) => !alone.has(caseId));
  // Each case once: its line says both.
  const above = new Set([...alone, ...broken.map(({ caseId }) => caseId)]);
  const unanswered = useUnanswered().filter(({ caseId }) => !above.has(caseId));
  const watched = useWatched();
  const requestText = useRequestText();
  const filling = useFilling() !== null;
  const { value, fault } = useView({ view: 'queue' });
  useTakenAway(value?.mine, person.id);
  // Whose customer waits for a supervisor stands above, with who asks.
  const waits = new Set(waiting.map(({ caseId }) => caseId));
  const offered = value?.offered.filter(({ caseId }) => !waits.has(caseId)) ?? [];
  const nothing =
    value &&
    requests.length +
      waiting.length +
      broken.length +
      watched.length +
      answers.length +
      unanswered.length +
      [...cover.covering, ...cover.uncovered].reduce((sum, group) => sum + countOf(group), 0) +
      value.offered.length +
      value.mine.length +
      value.promises.length +
      value.claims.length ===
      0;
  const box = useRef<HTMLDivElement>(null);
  const onKeyDown = useQueueKeys(box);
  return (
    <div className={styles.queue}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: its lines are the buttons, the arrows only walk them */}
      <div className={styles.scroll} ref={box} tabIndex={-1} onKeyDown={onKeyDown}>
        {fault ? <QueueFault /> : null}
        {nothing ? (
          <EmptyState
            title={filling ? centre('filling.queueTitle') : t('queue.emptyTitle')}
            body={filling ? centre('filling.queueBody') : t('queue.emptyBody')}
          />
        ) : null}
        <HandedInLine />
        {waiting.length > 0 ? (
          <Section title={t('queue.supervisor')} count={waiting.length}>
            {waiting.map((item) => (
              <CaseLine key={item.caseId} item={item}>
                <Chip tone="bad">{since(item)}</Chip>
                {item.offer?.to.id === person.id && <OfferChip offer={item.offer} says="by" />}
              </CaseLine>
            ))}
          </Section>
        ) : null}
        {offered.length > 0 ? (
          <Section title={t('queue.offered')} count={offered.length}>
            {offered.map((item) => (
              <CaseLine key={item.caseId} item={item}>
                {item.offer && <OfferChip offer={item.offer} says="by" />}
              </CaseLine>
            ))}
          </Section>
        ) : null}
        <Answers answers={answers} />
        {value && value.mine.length > 0 ? (
          <Section title={t('queue.mine')} count={value.mine.length}>
            {value.mine.map((item) => (
              <CaseLine key={item.caseId} item={item}>
                {item.offer && <OfferChip offer={item.offer} says="to" />}
                {item.declined && (
                  <Chip tone="warn">{t('queue.declined', { name: item.declined.by.name })}</Chip>
                )}
              </CaseLine>
            ))}
          </Section>
        ) : null}
        <Cover cover={cover} />
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
                team={null}
                lastAt={compensation.at}
                flagged={false}
              >
                <span className={styles.ago}>{t('queue.askedBy', { name: compensation.by.name })}</span>
              </Item>
            ))}
          </Section>
        ) : null}
        <Watched items={watched} />
        {broken.length > 0 ? (
          <Section title={t('queue.teamBroken')} count={broken.length}>
            {broken.map((item) => (
              <CaseLine key={item.caseId} item={item}>
                <span className={styles.ago}>{t('queue.owner', { name: item.owner.name })}</span>
              </CaseLine>
            ))}
          </Section>
        ) : null}
        {unanswered.length > 0 ? (
          <Section title={t('queue.teamAnswers')} count={unanswered.length}>
            {unanswered.map((item) => (
              <CaseLine key={item.caseId} item={item}>
                <span className={styles.ago}>{t('queue.owner', { name: item.owner.name })}</span>
              </CaseLine>
            ))}
          </Section>
        ) : null}
        {value && value.promises.length > 0 ? (
          <Section title={t('queue.promises')} count={value.promises.length}>
            {value.promises.map((promise) => (
              <PromiseLine key={promise.id} promise={promise} />
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

/** Cases of the team whose answer is near or overdue: whoever answers for the team sees them too. Nothing for anybody else. */
function useUnanswered(): QueueItem[] {
  const { person } = useDesk();
  const now = useNow(60_000);
  const calendarOf = useCalendarOf();
  const { value = [] } = useView(person.role === 'supervisor' ? { view: 'long-open' } : null);
  return value.filter(({ openedAt, place, team }) => {
    const { state } = answerClock({ openedAt, solvedAt: null }, now, calendarOf(place, null, team));
    return state === 'near' || state === 'overdue';
  });
}
