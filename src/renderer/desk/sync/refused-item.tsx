import { Button } from '@mantine/core';
import type { Refused } from '#shared/views/unsent.ts';
import { drafts } from '../../drafts.ts';
import { tellDone } from '../../live/notices.ts';
import { askSession } from '../../live/session.ts';
import { OwnWords } from '../../ui/own-words.tsx';
import { useWords } from '../../words/words.ts';
import { copyText } from '../customer/copy-button.tsx';
import { moveScreen } from '../customer/screens.ts';
import { openCustomer } from '../shell/tabs.ts';
import { type Again, againOf } from './again.ts';
import { commandWords } from './command-words.ts';
import styles from './sync-dialog.module.css';
import { useSyncWords } from './use-sync-words.ts';

/** Something the centre did not do: what and why, the person's own words whole, and what can be done with them. */
export function RefusedItem({ one, close }: { one: Refused; close: () => void }) {
  const { t, moment } = useSyncWords();
  const { t: frame } = useWords('frame');
  const { customerId, customerName, caseSubject, text, ask, refusal } = one;
  const name = customerName ?? frame('tabs.unnamed');
  const again = ask && againOf({ ask, refusal }, (key) => drafts.store.getState().bodies[key]);
  const which = [t(commandWords(one.type)), name, caseSubject].filter(Boolean).join(', ');
  const quoted = 'text' in refusal ? refusal.text : '';

  const open = (): void => {
    close();
    openCustomer(customerId, customerName, ask?.caseId ? { caseId: ask.caseId, orderId: null } : null);
  };
  const write = ({ form, key, body }: Again): void => {
    drafts.set(key, body);
    close();
    // the form says which case it is for; jumping there would take the focus from it
    openCustomer(customerId, customerName);
    moveScreen(customerId, { move: 'write', form });
  };
  return (
    <li className={styles.refused}>
      <p className={styles.what}>
        <strong>{t(commandWords(one.type))}</strong> <span className={styles.name}>{name}</span>{' '}
        {caseSubject === null ? null : (
          <span className={`${styles.name} ${styles.help}`} dir="auto">
            {caseSubject}
          </span>
        )}
        <time className={`${styles.when} hilo-number`} dateTime={new Date(one.at).toISOString()}>
          {moment(one.at)}
        </time>
      </p>
      <p className={styles.why}>{frame(`notices.refusal.${refusal.code}`, { text: quoted })}</p>
      {text === null || text === '' ? (
        <p className={styles.help}>{t('list.noText')}</p>
      ) : (
        <div className={styles.wrote}>
          <OwnWords caption={t('list.whatYouWrote')} text={text} />
        </div>
      )}
      <div className={styles.buttons}>
        {again ? (
          <Button aria-label={`${t('list.writeAgain')}: ${which}`} onClick={() => write(again)}>
            {t('list.writeAgain')}
          </Button>
        ) : null}
        <Button variant="default" onClick={open}>
          {t('list.openCustomer', { name })}
        </Button>
        {text ? (
          <Button
            variant="default"
            aria-label={`${t('list.copy')}: ${which}`}
            onClick={() => void copyText(text).then((done) => done && tellDone(t('list.copied')))}
          >
            {t('list.copy')}
          </Button>
        ) : null}
        <Button
          variant="subtle"
          aria-label={`${t('list.markRead')}: ${which}`}
          onClick={() => void askSession({ ask: 'read', refused: one.commandId })}
        >
          {t('list.markRead')}
        </Button>
      </div>
    </li>
  );
}
