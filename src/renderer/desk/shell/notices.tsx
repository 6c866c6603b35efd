import { CloseButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { dropDone, dropNotice, type Notice, notices } from '../../live/notices.ts';
import { useWords } from '../../words/words.ts';
import styles from './notices.module.css';

const doneShownFor = 4000;
/** Long enough to be read, and soon not true any more: a key that can do nothing here now, where something is. */
const longShownFor = 10_000;

/** How long a notice is shown, ms; null: until it is closed. What went wrong stays, and what a person wrote that was not saved. */
function shownFor(notice: Notice): number | null {
  if (notice.kind === 'done') return notice.long ? longShownFor : doneShownFor;
  return notice.kind === 'refusal' && !notice.typed ? longShownFor : null;
}

/** Nothing of Hilo's failed and nothing was typed: the folder does not take the file. */
const isOthers = ({ fault }: Extract<Notice, { kind: 'fault' }>): boolean => fault.code === 'bad-place';

/** What was done, refused, or went wrong. Good news goes away by itself. */
export function Notices() {
  const { t, language } = useWords();
  const { list } = useStore(notices);
  const before = useRef(language);
  useEffect(() => {
    if (before.current !== language) dropDone();
    before.current = language;
  }, [language]);
  return (
    <section aria-label={t('notices.label')}>
      {([false, true] as const).map((isDone) => (
        // It is there before what is said in it: a status that comes with its words is not read aloud everywhere.
        <div
          key={String(isDone)}
          className={isDone ? styles.done : styles.list}
          role={isDone ? 'status' : undefined}
          aria-atomic={isDone ? false : undefined}
        >
          {list
            .filter(({ kind }) => (kind === 'done') === isDone)
            .map((notice) => (
              <One key={notice.id} notice={notice} />
            ))}
        </div>
      ))}
    </section>
  );
}

function One({ notice }: { notice: Notice }) {
  const { t } = useWords();
  const { id, kind } = notice;
  const time = shownFor(notice);
  const isKept = (kind === 'fault' && !isOthers(notice)) || (kind === 'refusal' && notice.typed);
  useEffect(() => {
    if (time === null) return;
    const timer = setTimeout(() => dropNotice(id), time);
    return () => clearTimeout(timer);
  }, [id, time]);
  return (
    <div
      className={styles.one}
      data-kind={kind}
      role={kind === 'done' ? undefined : kind === 'told' ? 'status' : 'alert'}
    >
      <div className={styles.text}>
        <Said notice={notice} />
        {isKept ? <span className={styles.kept}>{t('notices.kept')}</span> : null}
      </div>
      <CloseButton size="sm" aria-label={t('common.close')} onClick={() => dropNotice(id)} />
    </div>
  );
}

function Said({ notice }: { notice: Notice }) {
  const { t, language } = useWords();
  if (notice.kind === 'done') return <span>{notice.text}</span>;
  if (notice.kind === 'told') return <span>{notice.say(language)}</span>;
  if (notice.kind === 'refusal') {
    const text = 'text' in notice.refusal ? notice.refusal.text : '';
    return <strong>{t(`notices.refusal.${notice.refusal.code}`, { text })}</strong>;
  }
  return (
    <>
      <strong>{t(`notices.fault.${notice.fault.code}`)}</strong>
      {isOthers(notice) ? null : <span>{t('common.ref', { ref: notice.fault.ref })}</span>}
    </>
  );
}
