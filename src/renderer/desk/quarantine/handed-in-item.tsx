import { Button, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { ownWords } from '#shared/case/own-words.ts';
import type { Quarantined, ReviewAsk } from '#shared/sync/revocation.ts';
import { useWords } from '../../words/words.ts';
import { commandWords } from '../sync/command-words.ts';
import { useSyncWords } from '../sync/use-sync-words.ts';
import styles from './handed-in.module.css';
import { HandedInFacts } from './handed-in-facts.tsx';
import { HandedInFile } from './handed-in-file.tsx';

type Props = { item: Quarantined; busy: boolean; review: (ask: ReviewAsk) => Promise<void> };

/** One thing that was written: what, about whom, when and by whom, the words whole, and what is done with it. */
export function HandedInItem({ item, busy, review }: Props) {
  const { t, moment } = useSyncWords();
  const { t: frame } = useWords('frame');
  const [reason, setReason] = useState<string | null>(null);
  const what = useId();
  const { n, ask, person, deviceName, customerName, writtenAt, at, foreign } = item;
  const words = ownWords(ask);
  const when = writtenAt ?? at;
  const mayAccept = ask !== null && !foreign;
  const decline = () => {
    if (reason?.trim()) void review({ verdict: 'decline', of: [n], reason: reason.trim() });
  };
  return (
    <li className={styles.item}>
      <p id={what} className={styles.what}>
        <strong>{ask === null ? t('handedIn.unreadable') : t(commandWords(ask.type))}</strong>{' '}
        <span>{customerName ?? frame('tabs.unnamed')}</span>
        <time className={`${styles.when} hilo-number`} dateTime={new Date(when).toISOString()}>
          {moment(when)}
        </time>
      </p>
      <p className={styles.help}>{t('handedIn.by', { name: person.name, machine: deviceName })}</p>
      <HandedInFacts ask={ask} />
      {words === null ? null : (
        <blockquote className={styles.words} dir="auto">
          {words}
        </blockquote>
      )}
      {ask?.type === 'attachment.add' ? <HandedInFile n={n} file={ask.data} content={item.content} /> : null}
      {foreign ? <p className={styles.warn}>{t('handedIn.foreign')}</p> : null}
      {ask === null ? <p className={styles.warn}>{t('handedIn.newer')}</p> : null}
      {reason === null ? (
        <div className={styles.buttons}>
          {mayAccept ? (
            <Button
              size="xs"
              loading={busy}
              aria-describedby={what}
              onClick={() => void review({ verdict: 'accept', of: [n] })}
            >
              {t('handedIn.accept')}
            </Button>
          ) : null}
          <Button
            size="xs"
            variant="default"
            disabled={busy}
            aria-describedby={what}
            onClick={() => setReason('')}
          >
            {t('handedIn.decline')}
          </Button>
        </div>
      ) : (
        <form
          className={styles.buttons}
          onSubmit={(event) => {
            event.preventDefault();
            decline();
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            setReason(null);
          }}
        >
          <TextInput
            className={styles.reason}
            aria-label={t('handedIn.why')}
            placeholder={t('handedIn.why')}
            value={reason}
            maxLength={1000}
            data-mantine-stop-propagation="true"
            onChange={(event) => setReason(event.currentTarget.value)}
            autoFocus
          />
          <Button
            size="xs"
            type="submit"
            aria-describedby={what}
            loading={busy}
            disabled={reason.trim() === ''}
          >
            {t('handedIn.decline')}
          </Button>
          <Button size="xs" variant="subtle" onClick={() => setReason(null)}>
            {frame('common.cancel')}
          </Button>
        </form>
      )}
    </li>
  );
}
