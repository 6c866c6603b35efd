import { Button, Modal } from '@mantine/core';
import type { SyncView } from '#shared/views/sync.ts';
import { askSession } from '../../live/session.ts';
import { useView } from '../../live/view.ts';
import { useWords } from '../../words/words.ts';
import { useDesk } from '../shell/desk-context.ts';
import { openCustomer } from '../shell/tabs.ts';
import { AsideList } from './aside-list.tsx';
import { RefusedItem } from './refused-item.tsx';
import { clockTolerance, type Said, saidOf } from './status.ts';
import styles from './sync-dialog.module.css';
import { UnsentFiles } from './unsent-files.tsx';
import { UnsentList } from './unsent-list.tsx';
import { useSync } from './use-sync.ts';
import { useSyncWords } from './use-sync-words.ts';

/** What is behind the status: how it stands and what to do, what was refused, what waits. */
export function SyncDialog({ close }: { close: () => void }) {
  const { t } = useSyncWords();
  const { t: frame } = useWords('frame');
  const sync = useSync();
  const { value: refused = [] } = useView({ view: 'refused' });
  const { value: unsent = [] } = useView({ view: 'unsent' });
  const { value: files = [] } = useView({ view: 'unsent-files' });
  const { value: aside = [] } = useView({ view: 'aside' });
  const go = (customerId: string, name: string | null): void => {
    close();
    openCustomer(customerId, name);
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('list.title')}
      size={760}
      closeButtonProps={{ 'aria-label': frame('common.close') }}
    >
      {sync ? <Standing sync={sync} close={close} /> : null}
      {refused.length > 0 ? (
        <section className={styles.part} aria-labelledby="sync-refused">
          <h3 id="sync-refused">{t('list.refused')}</h3>
          <p className={styles.help}>{t('list.refusedHelp')}</p>
          <ul className={styles.list}>
            {refused.map((one) => (
              <RefusedItem key={one.commandId} one={one} close={close} />
            ))}
          </ul>
        </section>
      ) : null}
      <UnsentList
        title={t('list.waiting')}
        help={t('list.waitingHelp')}
        list={unsent.filter(({ waits }) => waits === 'update')}
        open={go}
      />
      <UnsentList title={t('list.unsent')} list={unsent.filter(({ waits }) => waits === null)} open={go} />
      <UnsentFiles list={files} open={go} />
      <AsideList needs="update" list={aside} open={go} />
      <AsideList needs="support" list={aside} open={go} />
      {refused.length + unsent.length + files.length + aside.length === 0 ? (
        <p className={styles.help}>{t('list.nothing')}</p>
      ) : null}
    </Modal>
  );
}

/** What is said of the connection itself; all else has a place of its own. */
type State = Exclude<Said, { say: 'refused' | 'faulty' | 'lease' | 'clock' | 'restored' }>;
const elsewhere: ReadonlySet<Said['say']> = new Set(['refused', 'faulty', 'lease', 'clock', 'restored']);
const isState = (said: Said): said is State => !elsewhere.has(said.say);

/** How it stands, in whole sentences, with what can be done about it. */
function Standing({ sync, close }: { sync: SyncView; close: () => void }) {
  const { t, sentence, time, moment } = useSyncWords();
  const { show } = useDesk();
  const { trouble, lastAnswerAt, busy, refused, waitingForUpdate } = sync;
  const calm: State = { say: lastAnswerAt === null ? 'connecting' : 'all-sent' };
  const first = saidOf(sync).find(isState) ?? (refused > 0 ? null : calm);
  const signIn = trouble?.what === 'sign-in';
  const more = (state: State) => {
    if (state.say === 'trouble') return state.what;
    return state.say === 'update' && waitingForUpdate === 0 ? 'updateToShow' : state.say;
  };
  return (
    <section className={styles.state} aria-label={t('status.label')}>
      {first ? (
        <>
          <p className={styles.first}>{sentence(first)}</p>
          <p>{t(`list.state.${more(first)}`, { ref: trouble?.ref ?? '' })}</p>
        </>
      ) : (
        <p>{t('list.state.othersSent')}</p>
      )}
      <p className={styles.help}>
        {lastAnswerAt === null ? t('list.neverAnswered') : t('list.answered', { when: moment(lastAnswerAt) })}{' '}
        {trouble?.nextTryAt ? t('list.next', { time: time(trouble.nextTryAt) }) : null}
      </p>
      {sync.holds.map(({ team, months }) => (
        <p key={team} className={styles.help}>
          {t('away.holds', { team, count: months })}
        </p>
      ))}
      <Remarks sync={sync} />
      <div className={styles.buttons}>
        {signIn ? (
          <Button
            data-autofocus
            onClick={() => {
              close();
              show('sign-in');
            }}
          >
            {t('again.title')}
          </Button>
        ) : null}
        {signIn || trouble?.what === 'revoked' ? null : (
          <Button
            data-autofocus
            variant={trouble ? 'filled' : 'default'}
            onClick={() => void askSession({ ask: 'sync-now' })}
          >
            {t('list.now')}
          </Button>
        )}
        <span className={styles.help} role="status">
          {busy ? t('list.trying') : ''}
        </span>
      </div>
    </section>
  );
}

/** What is worth knowing and stops nothing: a clock that is off, a centre that was restored. */
function Remarks({ sync }: { sync: SyncView }) {
  const { t, moment, length } = useSyncWords();
  const { clockOff, restored } = sync;
  const lease = saidOf(sync).find((one) => one.say === 'lease');
  return (
    <>
      {lease ? <p className={styles.warning}>{t('list.lease', { when: moment(lease.until) })}</p> : null}
      {clockOff !== null && Math.abs(clockOff) > clockTolerance ? (
        <p className={styles.warning}>{t('list.clock', { time: length(clockOff) })}</p>
      ) : null}
      {restored ? (
        <div className={styles.warning}>
          <p>{t('list.restored', { when: moment(restored.at), count: restored.offered })}</p>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void askSession({ ask: 'read', refused: null })}
          >
            {t('list.read')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
