import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import { drafts } from '../../drafts.ts';
import { askSession } from '../../live/session.ts';
import { useWords } from '../../words/words.ts';
import { useSync } from '../sync/use-sync.ts';
import { calls } from './calls.ts';
import styles from './leave-dialog.module.css';

/** Before a person gets up: what of theirs is not sent, what is in hand, and that all of it stays theirs. */
export function LeaveDialog({ close }: { close: () => void }) {
  const { t } = useWords('centre');
  const { t: frame } = useWords('frame');
  const sync = useSync();
  const inHand = useStore(calls, ({ list }) => list.length);
  const [leaving, setLeaving] = useState(false);
  const unsent = (sync?.unsent ?? 0) + (sync?.unsentFiles ?? 0);

  const leave = async (): Promise<void> => {
    setLeaving(true);
    // What is being typed is theirs, and the page is gone a moment later.
    await drafts.flush();
    await askSession({ ask: 'sign-out' });
    setLeaving(false);
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('leave.title')}
      centered
      closeButtonProps={{ 'aria-label': frame('common.close') }}
    >
      {unsent > 0 ? (
        <p className={styles.unsent}>{t('leave.unsent', { count: unsent })}</p>
      ) : sync?.lastAnswerAt ? (
        <p>{t('leave.allSent')}</p>
      ) : null}
      {inHand > 0 ? <p>{t('leave.calls', { count: inHand })}</p> : null}
      <p>{t('leave.drafts')}</p>
      <div className={styles.buttons}>
        <Button size="sm" variant="default" onClick={close} data-autofocus>
          {t('leave.stay')}
        </Button>
        <Button size="sm" loading={leaving} onClick={() => void leave()}>
          {t('leave.do')}
        </Button>
      </div>
    </Modal>
  );
}
