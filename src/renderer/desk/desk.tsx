import { lazy, Suspense, useEffect, useState } from 'react';
import { useKey } from '../keys/use-key.ts';
import { useWords } from '../words/words.ts';
import styles from './desk.module.css';
import { Palette } from './palette/palette.tsx';
import { Announcer } from './shell/announcer.tsx';
import { CallBar } from './shell/call-bar.tsx';
import { DeskContext, type DeskPeople } from './shell/desk-context.ts';
import { Footer } from './shell/footer.tsx';
import { InHand } from './shell/in-hand.tsx';
import { Notices } from './shell/notices.tsx';
import { Queue } from './shell/queue.tsx';
import { deskIsGone, deskIsReady } from './shell/ring.ts';
import { TabBar } from './shell/tab-bar.tsx';
import { TopBar } from './shell/top-bar.tsx';

const KeyDialog = lazy(async () => ({ default: (await import('../keys/key-dialog.tsx')).KeyDialog }));

/** The agent's desk: queue at the left, the customer in hand, the call on top. */
export function Desk(people: DeskPeople) {
  const { t } = useWords();
  const [keys, setKeys] = useState<'closed' | 'shown' | 'changing'>('closed');
  const [searching, setSearching] = useState(false);
  useKey('palette', () => setSearching(true));
  useKey('help', () => setKeys('shown'));
  useEffect(() => {
    deskIsReady();
    return deskIsGone;
  }, []);

  return (
    <DeskContext value={{ ...people, search: () => setSearching(true), showKeys: setKeys }}>
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
      <Notices />
      <Announcer />
      {searching ? <Palette close={() => setSearching(false)} /> : null}
      {keys === 'closed' ? null : (
        <Suspense>
          <KeyDialog changing={keys === 'changing'} close={() => setKeys('closed')} />
        </Suspense>
      )}
    </DeskContext>
  );
}
