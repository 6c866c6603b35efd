import { Button, Modal } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { ReviewAnswer, ReviewAsk } from '#shared/sync/revocation.ts';
import { TroubleLine } from '../../admin/people/trouble-line.tsx';
import { useAdmin } from '../../admin/people/use-admin.ts';
import { focusIsLost } from '../../keys/typing.ts';
import { tellDone } from '../../live/notices.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useWords } from '../../words/words.ts';
import styles from './handed-in.module.css';
import { askHandedIn, handedIn } from './handed-in.ts';
import { HandedInItem } from './handed-in-item.tsx';

/** What machines that were shut out have handed in: each is accepted or declined, one by one or all that is shown. */
export function HandedInDialog({ close }: { close: () => void }) {
  const { t } = useWords('centre');
  const { t: frame } = useWords('frame');
  const { items, total } = useStore(handedIn);
  const { busy, trouble, run } = useAdmin();
  const room = useRef<HTMLDivElement>(null);
  useEffect(() => void askHandedIn(), []);

  const review = async (ask: ReviewAsk): Promise<void> => {
    const pressed = document.activeElement;
    const answer = await run({ ask: 'review', review: ask });
    await askHandedIn();
    if (answer)
      tellDone(
        countedIn(answer, ask)
          .map(({ what, count }) => t(`handedIn.done.${what}`, { count }))
          .join(' '),
      );
    // The line that was decided on is gone, and the keyboard with it, unless that was elsewhere by then. Where it was not done, on with it.
    requestAnimationFrame(() => {
      if (!focusIsLost()) return;
      if (pressed instanceof HTMLElement && pressed !== document.body && pressed.isConnected)
        return pressed.focus();
      const dialog = room.current?.closest('[role=dialog]');
      (room.current?.querySelector('button') ?? dialog?.querySelector('button'))?.focus();
    });
  };
  const all = items.filter(({ ask, foreign }) => ask !== null && !foreign).map(({ n }) => n);
  return (
    <Modal
      opened
      onClose={close}
      title={t('handedIn.title')}
      size={760}
      closeButtonProps={{ 'aria-label': frame('common.close') }}
    >
      <div ref={room}>
        <TroubleLine trouble={trouble} />
        {total === 0 ? (
          <EmptyState title={t('handedIn.none')} body={t('handedIn.noneHelp')} />
        ) : (
          <>
            <p className={styles.help}>{t('handedIn.help')}</p>
            {all.length > 1 ? (
              <div className={styles.all}>
                <Button
                  variant="default"
                  loading={busy}
                  onClick={() => void review({ verdict: 'accept', of: all })}
                >
                  {t('handedIn.acceptAll', { count: all.length })}
                </Button>
                {total > items.length ? (
                  <span className={styles.help}>{t('handedIn.shown', { shown: items.length, total })}</span>
                ) : null}
              </div>
            ) : null}
            <ol className={styles.list} aria-label={t('handedIn.title')}>
              {items.map((item) => (
                <HandedInItem key={item.n} item={item} busy={busy} review={review} />
              ))}
            </ol>
          </>
        )}
      </div>
    </Modal>
  );
}

/** What came of a review, with how many, the worst of it first. `already`: what was to be declined is in the ledger. */
function countedIn({ outcomes }: ReviewAnswer, { verdict }: ReviewAsk) {
  const came = outcomes.map(({ outcome }) =>
    outcome === 'accepted' && verdict === 'decline' ? 'already' : outcome,
  );
  return (['refused', 'unreadable', 'already', 'gone', 'accepted', 'declined'] as const)
    .map((what) => ({ what, count: came.filter((one) => one === what).length }))
    .filter(({ count }) => count > 0);
}
