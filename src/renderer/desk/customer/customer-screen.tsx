import { Button, Loader } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import { repeatedFailure } from '#shared/story/failures.ts';
import { repeatAlarm } from '#shared/story/repeat.ts';
import type { CaseView } from '#shared/views/case.ts';
import type { CustomerView } from '#shared/views/customer.ts';
import { deeds } from '../../keys/deeds.ts';
import { tellDone } from '../../live/notices.ts';
import { useView, views } from '../../live/view.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useWords } from '../../words/words.ts';
import { useBrought } from '../away/use-brought.ts';
import { IncidentBanners } from '../incidents/incident-banner.tsx';
import type { Call } from '../shell/calls.ts';
import { useDesk } from '../shell/desk-context.ts';
import { showAs } from '../shell/shown-as.ts';
import { forgetName } from '../shell/tabs.ts';
import type { Show } from '../shell/tabs-state.ts';
import { useFilling } from '../sync/use-filling.ts';
import { AgainAlarm, Alarm } from './alarm.tsx';
import { AnswersStrip } from './answers-strip.tsx';
import { CustomerCard } from './card/customer-card.tsx';
import { Remarks } from './card/remarks.tsx';
import { CaseList } from './cases/case-list.tsx';
import classes from './customer-screen.module.css';
import { FileDrop } from './files/file-drop.tsx';
import { CustomerFiles } from './files/file-strip.tsx';
import { FileViewer } from './files/file-viewer.tsx';
import { Dock } from './forms/dock.tsx';
import { IsCaller } from './is-caller.tsx';
import { NotHere } from './not-here.tsx';
import { OrderList } from './orders/order-list.tsx';
import { type Say, useSay } from './say.ts';
import { type Screen, ScreenProvider } from './screen-context.ts';
import { ScreenKeys } from './screen-keys.tsx';
import { useMoves } from './screens.ts';
import { SoFar } from './so-far.tsx';
import { SupervisorAlarm } from './steps/supervisor-alarm.tsx';
import { StorySection } from './story/story-section.tsx';
import { TimeHere } from './time-here.tsx';
import { useRules } from './use-rules.ts';

type CustomerScreenProps = {
  customerId: string;
  /** This customer's call in hand. */
  ring?: Call | null;
  /** Where to look first. */
  show?: Show | null;
};

/** Everything about one customer: the story in the centre; at the right who it is, the orders and the cases. */
export function CustomerScreen({ customerId, ring = null, show = null }: CustomerScreenProps) {
  // Of the time when it was asked for: the store, or the centre, may take a while.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another customer, or another thing of theirs, is asked for anew
  const since = useMemo(deeds, [customerId, show]);
  const say = useSay();
  const { t: centre } = useWords('centre');
  const filling = useFilling() !== null;
  const { value, fault, loading, stale } = useView({ view: 'customer', customerId });
  // Of before a link was undone the old answer is still here when the record is opened: it must not lead away from it.
  useShownAs(customerId, loading || stale ? null : (value ?? null), say);
  const isMissing = value === null && !loading && !filling;
  useEffect(() => {
    if (isMissing) forgetName(customerId);
  }, [isMissing, customerId]);
  const comes = useBrought(customerId, isMissing);
  if (value) return <Whole key={customerId} view={value} ring={ring} show={show} say={say} since={since} />;
  if (fault) {
    return (
      <EmptyState title={say.t('screen.failed')}>
        <Button onClick={() => views.again({ view: 'customer', customerId })}>
          {say.t('screen.tryAgain')}
        </Button>
      </EmptyState>
    );
  }
  if (value === null && !loading) {
    return (
      <NotHere
        customerId={customerId}
        title={
          filling
            ? centre('filling.missing')
            : comes === null
              ? say.t('screen.missing')
              : centre(`away.screen.${comes}.title`)
        }
        body={comes === null ? say.t('screen.missingHint') : centre(`away.screen.${comes}.body`)}
      />
    );
  }
  return (
    <div className={classes.waiting} role="status">
      <Loader size="sm" aria-hidden="true" /> {say.t('screen.loading')}
    </div>
  );
}

/** A record that is shown as another: its tab, its call and what is being typed go there, and the person is told. */
function useShownAs(asked: string, view: CustomerView | null, say: Say): void {
  const shown = view?.customer;
  useEffect(() => {
    if (!shown || shown.id === asked) return;
    const name = shown.name ?? say.t('card.noName');
    const record = view?.same?.counting.find(({ from }) => from.id === asked)?.from.name;
    showAs(asked, shown.id, shown.name);
    tellDone(say.t('file.same.moved', { other: record ?? say.t('card.noName'), name }));
  }, [asked, shown, view, say]);
}

const isRequested = (cases: readonly CaseView[], request: string): boolean =>
  cases.some(({ compensations }) =>
    compensations.some(({ compensationId, state }) => compensationId === request && state === 'requested'),
  );

type WholeProps = { view: CustomerView; ring: Call | null; show: Show | null; say: Say; since: number };

function Whole({ view, ring, show, say, since }: WholeProps) {
  const act = useMoves(view.customer.id);
  const self = useDesk().person.id;
  const { rules, leaf } = useRules(view.team, say.language);
  const screen = useMemo<Screen>(
    () => ({ view, act, say, rules, leaf, self, since }),
    [view, act, say, rules, leaf, self, since],
  );

  const cases = useRef(view.cases);
  useEffect(() => {
    cases.current = view.cases;
  });
  useEffect(() => {
    if (show?.caseId) {
      const { caseId, request: compensationId } = show;
      act({ move: 'go', target: { to: 'case', caseId, beside: compensationId !== undefined }, since });
      // The tab still says so after a start: what was answered meanwhile is not asked again.
      if (compensationId && isRequested(cases.current, compensationId))
        act({
          move: 'write',
          form: { form: 'answer-request', caseId, compensationId, answer: 'approve' },
          since,
        });
    }
    if (show?.caseId) return;
    if (show?.promise) return act({ move: 'go', target: { to: 'promise', promiseId: show.promise }, since });
    if (show?.orderId) {
      act({ move: 'about', orderId: show.orderId });
      act({ move: 'go', target: { to: 'order', orderId: show.orderId }, since });
    } else act({ move: 'settle' });
  }, [show, act, since]);

  const alarm = repeatAlarm(view, say.now);
  const failure = repeatedFailure(view, say.now);
  // a call in hand is not in the story yet: with two before it, it may be the third
  const perhaps = alarm.level === 'second' && ring !== null;
  const alarmed = perhaps || alarm.level === 'third-or-more';
  return (
    <ScreenProvider value={screen}>
      <ScreenKeys />
      <TimeHere />
      <div className={classes.screen}>
        <FileDrop />
        <FileViewer />
        <section className={classes.centre} aria-label={say.t('screen.centre')}>
          {alarmed ? (
            <Alarm alarm={alarm} perhaps={perhaps} failure={failure} />
          ) : (
            failure && <AgainAlarm failure={failure} />
          )}
          <IsCaller />
          <SupervisorAlarm />
          <IncidentBanners />
          <Remarks />
          <div className={classes.top}>
            <SoFar alarmed={alarmed && !perhaps} />
            <AnswersStrip />
          </div>
          <StorySection />
          <Dock />
        </section>
        <aside className={classes.side} aria-label={say.t('screen.side')}>
          <CustomerCard />
          <OrderList />
          <CaseList />
          <CustomerFiles />
        </aside>
      </div>
    </ScreenProvider>
  );
}
