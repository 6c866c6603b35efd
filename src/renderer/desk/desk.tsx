import { lazy, Suspense, useEffect } from 'react';
import { useKey } from '../keys/use-key.ts';
import { LimitHint } from '../ui/limit-hint.tsx';
import { useWords } from '../words/words.ts';
import styles from './desk.module.css';
import { Palette } from './palette/palette.tsx';
import { Announcer } from './shell/announcer.tsx';
import { CallBar } from './shell/call-bar.tsx';
import { DeskContext, type DeskPeople } from './shell/desk-context.ts';
import { Footer } from './shell/footer.tsx';
import { InHand } from './shell/in-hand.tsx';
import { LeaveDialog } from './shell/leave-dialog.tsx';
import { lockDesk } from './shell/lock-desk.ts';
import { Notices } from './shell/notices.tsx';
import { Queue } from './shell/queue.tsx';
import { deskIsGone, deskIsReady } from './shell/ring.ts';
import { TabBar } from './shell/tab-bar.tsx';
import { TopBar } from './shell/top-bar.tsx';
import { usePanels } from './shell/use-panels.ts';
import { useYouNow } from './shell/use-you-now.ts';
import { measureWork } from './shell/work-time.ts';
import { SignInAgain } from './sync/sign-in-again.tsx';
import { SyncDialog } from './sync/sync-dialog.tsx';
import { SyncSpeaker } from './sync/sync-speaker.tsx';

const PinDialog = lazy(async () => ({ default: (await import('./shell/pin-dialog.tsx')).PinDialog }));
const PasswordDialog = lazy(async () => ({
  default: (await import('./shell/password-dialog.tsx')).PasswordDialog,
}));
const DiagnosticsDialog = lazy(async () => ({
  default: (await import('./shell/diagnostics-dialog.tsx')).DiagnosticsDialog,
}));
const KeyDialog = lazy(async () => ({ default: (await import('../keys/key-dialog.tsx')).KeyDialog }));
const IncidentsDialog = lazy(async () => ({
  default: (await import('./incidents/incidents-dialog.tsx')).IncidentsDialog,
}));
const ManualDialog = lazy(async () => ({
  default: (await import('../admin/manual/manual-dialog.tsx')).ManualDialog,
}));
const BringOrders = lazy(async () => ({ default: (await import('../admin/bring-orders.tsx')).BringOrders }));

const AbsenceDialog = lazy(async () => ({
  default: (await import('./absence/absence-dialog.tsx')).AbsenceDialog,
}));
const PeopleDialog = lazy(async () => ({
  default: (await import('../admin/people/people-dialog.tsx')).PeopleDialog,
}));
const HandedInDialog = lazy(async () => ({
  default: (await import('./quarantine/handed-in-dialog.tsx')).HandedInDialog,
}));
const RevealsDialog = lazy(async () => ({
  default: (await import('./reveals/reveals-dialog.tsx')).RevealsDialog,
}));
const RulesDialog = lazy(async () => ({ default: (await import('./rules/rules-dialog.tsx')).RulesDialog }));

/** The agent's desk: queue at the left, the customer in hand, the call on top. */
export function Desk(people: DeskPeople) {
  const { t } = useWords();
  const { panel, again, aside, show, close, closeAgain, closeSearch } = usePanels();
  useKey('palette', () => show('search'));
  useKey('help', () => show('keys'));
  useKey('lock', () => void lockDesk(), { enabled: people.server !== null });
  useYouNow(people);
  useEffect(measureWork, []);
  useEffect(() => {
    deskIsReady();
    return deskIsGone;
  }, []);

  return (
    <DeskContext value={{ ...people, show }}>
      <a className={styles.skip} href="#in-hand">
        {t('desk.skip')}
      </a>
      <div className={styles.desk}>
        <section className={styles.top} aria-label={t('desk.bar')}>
          <TopBar>
            <CallBar />
          </TopBar>
        </section>
        <nav className={styles.left} aria-label={t('queue.label')}>
          <Queue />
        </nav>
        <section className={styles.tabs} aria-label={t('tabs.label')}>
          <TabBar />
        </section>
        <main id="in-hand" className={styles.hand} tabIndex={-1}>
          <InHand />
        </main>
        <footer className={styles.foot}>
          <Footer />
        </footer>
      </div>
      <LimitHint says={(most) => t('desk.full', { most })} />
      <Notices />
      <Announcer />
      <SyncSpeaker />
      {panel === 'search' ? <Palette close={closeSearch} /> : null}
      {panel === 'sync' ? <SyncDialog close={close} /> : null}
      {again ? <SignInAgain close={closeAgain} /> : null}
      {panel === 'leave' ? <LeaveDialog close={close} /> : null}
      <Suspense>
        {panel === 'keys' || panel === 'changing-keys' ? (
          <KeyDialog changing={panel === 'changing-keys'} close={close} />
        ) : null}
        {panel === 'pin' ? <PinDialog close={close} /> : null}
        {panel === 'password' ? <PasswordDialog close={close} /> : null}
        {panel === 'incidents' ? <IncidentsDialog close={close} /> : null}
        {panel === 'rules' ? <RulesDialog close={close} /> : null}
        {panel === 'reveals' ? <RevealsDialog close={close} /> : null}
        {panel === 'absence' ? <AbsenceDialog close={close} /> : null}
        {panel === 'manual' ? <ManualDialog close={close} /> : null}
        {panel === 'people' ? <PeopleDialog isAside={aside} close={close} /> : null}
        {panel === 'handed-in' ? <HandedInDialog close={close} /> : null}
        {panel === 'diagnostics' ? <DiagnosticsDialog close={close} /> : null}
        {panel === 'orders' ? <BringOrders close={close} /> : null}
      </Suspense>
    </DeskContext>
  );
}
