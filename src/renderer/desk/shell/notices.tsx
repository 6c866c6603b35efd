import { CloseButton } from '@mantine/core';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { dropNotice, type Notice, notices } from '../../live/notices.ts';
import { useWords } from '../../words/words.ts';
import styles from './notices.module.css';

const doneShownFor = 4000;

/** What was done, refused, or went wrong. Good news goes away by itself; the rest stays until it is closed. */
export function Notices() {
  const { t } = useWords();
  const { list } = useStore(notices);
  return (
    <section className={styles.list} aria-label={t('notices.label')}>
      {list.map((notice) => (
        <One key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function One({ notice }: { notice: Notice }) {
  const { t } = useWords();
  const { id, kind } = notice;
  useEffect(() => {
    if (kind !== 'done') return;
    const timer = setTimeout(() => dropNotice(id), doneShownFor);
    return () => clearTimeout(timer);
  }, [id, kind]);
  return (
    <div className={styles.one} data-kind={kind} role={kind === 'done' ? 'status' : 'alert'}>
      <div className={styles.text}>
        <Said notice={notice} />
        {kind === 'done' ? null : <span className={styles.kept}>{t('notices.kept')}</span>}
      </div>
      <CloseButton size="sm" aria-label={t('common.close')} onClick={() => dropNotice(id)} />
    </div>
  );
}

function Said({ notice }: { notice: Notice }) {
  const { t } = useWords();
  if (notice.kind === 'done') return <span>{notice.text}</span>;
  if (notice.kind === 'refusal') {
    const text = 'text' in notice.refusal ? notice.refusal.text : '';
    return <strong>{t(`notices.refusal.${notice.refusal.code}`, { text })}</strong>;
  }
  return (
    <>
      <strong>{t(`notices.fault.${notice.fault.code}`)}</strong>
      <span>{t('common.ref', { ref: notice.fault.ref })}</span>
    </>
  );
}
