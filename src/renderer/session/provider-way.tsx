import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { SigningIn } from '#shared/session/sign-in.ts';
import { focusIsLost } from '../keys/typing.ts';
import { askSession } from '../live/session.ts';
import { useWords } from '../words/words.ts';
import styles from './session.module.css';

/** Signing in by the company's identity provider, in the person's own browser. */
export function ProviderWay({ signingIn, provider }: { signingIn: SigningIn; provider: string }) {
  const { t } = useWords('centre');
  const { t: frame } = useWords('frame');
  const { busy, atProvider } = signingIn;
  const button = useRef<HTMLButtonElement>(null);
  const wasThere = useRef(false);

  // Whoever comes back from there, without being let in, goes on where they began; who types a password by then types on.
  useEffect(() => {
    if (wasThere.current && !atProvider && focusIsLost()) button.current?.focus();
    wasThere.current = atProvider;
  }, [atProvider]);

  return (
    <div className={styles.way}>
      <Button
        ref={button}
        size="sm"
        fullWidth
        disabled={busy && !atProvider}
        loading={atProvider}
        onClick={() => void askSession({ ask: 'sign-in-with-provider' })}
      >
        {t('signIn.withProvider', { provider })}
      </Button>
      <div className={styles.submit} role="status">
        {atProvider ? <span className={styles.asking}>{t('signIn.atProvider', { provider })}</span> : null}
        {atProvider ? (
          <Button
            size="xs"
            variant="subtle"
            autoFocus
            onClick={() => void askSession({ ask: 'sign-in-cancel' })}
          >
            {frame('common.cancel')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
