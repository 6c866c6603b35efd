import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { SessionAsk } from '#shared/session/asks.ts';
import type { SessionState } from '#shared/session/state.ts';
import { askSession } from '../live/session.ts';
import { Sheet } from '../ui/sheet.tsx';
import { useWords } from '../words/words.ts';
import styles from './session.module.css';
import { SomebodyElse } from './somebody-else.tsx';

type TroubleState = Extract<SessionState, { phase: 'trouble' }>;

/** A newer store waits for a newer Hilo, a full disk for room, a process that ends for a restart: a new store would help with none. */
const canBeSetAside: Record<TroubleState['what'], boolean> = {
  'wrong-key': true,
  damaged: true,
  missing: true,
  newer: false,
  'disk-full': false,
  stopped: false,
};

/** The store cannot be used: what happened, that nothing was deleted, and what to do. */
export function Trouble({ state }: { state: TroubleState }) {
  const { t } = useWords();
  const [asking, setAsking] = useState<SessionAsk['ask'] | null>(null);
  const [confirming, setConfirming] = useState(false);
  const { what } = state;

  const ask = async (one: 'retry' | 'show-folder' | 'set-aside' | 'quit'): Promise<void> => {
    setConfirming(false);
    setAsking(one);
    await askSession({ ask: one });
    setAsking(null);
  };

  return (
    <Sheet title={t(`trouble.${what}.title`)}>
      <p>{t(`trouble.${what}.what`)}</p>
      <p className={styles.todo}>{t(`trouble.${what}.do`)}</p>
      <div>
        {t('trouble.kept')}
        <span className={styles.folder}>{state.folder}</span>
      </div>
      <div className={styles.buttons}>
        <Button size="sm" loading={asking === 'retry'} onClick={() => void ask('retry')} autoFocus>
          {t('common.retry')}
        </Button>
        <Button size="sm" variant="default" onClick={() => void ask('show-folder')}>
          {t('trouble.showFolder')}
        </Button>
        {canBeSetAside[what] ? (
          <Button
            size="sm"
            variant="default"
            loading={asking === 'set-aside'}
            onClick={() => setConfirming(true)}
          >
            {t('trouble.setAside')}
          </Button>
        ) : null}
        <Button size="sm" variant="subtle" onClick={() => void ask('quit')}>
          {t('trouble.quit')}
        </Button>
      </div>
      <p className={styles.ref}>{t('common.ref', { ref: state.ref })}</p>
      <SomebodyElse name={state.person} />
      <Modal
        opened={confirming}
        onClose={() => setConfirming(false)}
        title={t('trouble.confirm.title')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        centered
      >
        <p>{t('trouble.confirm.body')}</p>
        <div className={styles.buttons}>
          <Button size="sm" variant="default" onClick={() => setConfirming(false)} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button size="sm" color="thread" onClick={() => void ask('set-aside')}>
            {t('trouble.confirm.do')}
          </Button>
        </div>
      </Modal>
    </Sheet>
  );
}
