import { CloseButton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { tellDone } from '../../live/notices.ts';
import { SignInForm } from '../../session/sign-in-form.tsx';
import { useWords } from '../../words/words.ts';
import { useDesk } from '../shell/desk-context.ts';
import styles from './sign-in-again.module.css';
import { useSync } from './use-sync.ts';

/**
 * Beside the work, not over it: nothing is locked meanwhile, calls come in and keys work. It closes by itself once the centre is
 * content.
 */
export function SignInAgain({ close }: { close: () => void }) {
  const { t } = useWords('centre');
  const { t: frame } = useWords('frame');
  const { person, login, signingIn } = useDesk();
  const sync = useSync();
  const wanted = useRef(false);
  const needed = sync?.trouble?.what === 'sign-in';
  // Nothing is wrong: the centre wants to know that it is still them before it does something.
  const tried = useRef(false);
  const [isFresh] = useState(!needed);

  useEffect(() => {
    if (isFresh && signingIn.busy) tried.current = true;
    if (needed) wanted.current = true;
    else if (tried.current && !signingIn.busy && signingIn.trouble === null && signingIn.step === null) {
      tellDone(t('again.fresh'));
      close();
    } else if (wanted.current && !signingIn.busy && signingIn.trouble === null) {
      tellDone(t('again.done'));
      close();
    }
  }, [needed, isFresh, signingIn, close, t]);

  return (
    <section
      className={styles.panel}
      role="dialog"
      aria-modal="false"
      aria-labelledby="sign-in-again"
      data-writing
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <div className={styles.head}>
        <h2 id="sign-in-again">{t('again.title')}</h2>
        <CloseButton size="sm" aria-label={frame('common.close')} onClick={close} />
      </div>
      <p>{t(isFresh ? 'again.whyFresh' : 'again.why')}</p>
      <SignInForm signingIn={signingIn} login={login} name={person.name} />
    </section>
  );
}
