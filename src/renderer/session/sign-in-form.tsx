import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useId, useRef, useState } from 'react';
import type { SigningIn } from '#shared/session/sign-in.ts';
import { askSession } from '../live/session.ts';
import { PasswordField } from '../ui/secret-field.tsx';
import { useWords } from '../words/words.ts';
import { ProviderWay } from './provider-way.tsx';
import { SecondStep } from './second-step.tsx';
import styles from './session.module.css';
import { SignInTroubleText } from './sign-in-trouble.tsx';
import { useAfterTry } from './use-after-try.ts';

/** Those that another password may mend. */
const passwordTroubles: ReadonlySet<string> = new Set(['wrong', 'other-person', 'internal']);

/**
 * Login and password, and why the last try did not work. The password is kept nowhere: it goes with the question and is emptied. `name`
 * and `login`: whose desk it is, when they sign in again.
 */
export function SignInForm({
  signingIn,
  login: whose = '',
  name = '',
  unlocks = false,
}: {
  signingIn: SigningIn;
  login?: string;
  name?: string;
  /** The desk is theirs and only locked: there is nothing to ask but the password. */
  unlocks?: boolean;
}) {
  const { t } = useWords('centre');
  const { t: frame } = useWords('frame');
  const { busy, trouble, provider, atProvider } = signingIn;
  const asking = busy && !atProvider;
  const [login, setLogin] = useState(whose);
  const [password, setPassword] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const why = useId();
  const fits = login.trim() !== '' && password !== '';

  // What is wrong is mostly the password, and it is empty now: that is where the person goes on.
  const asks = useAfterTry(trouble && passwordTroubles.has(trouble.what) ? trouble.ref : null, field);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!fits || busy) return;
    asks();
    setPassword('');
    await askSession({ ask: 'sign-in', login: login.trim(), password });
  };

  if (signingIn.step !== null) return <SecondStep signingIn={signingIn} step={signingIn.step} />;
  return (
    <div className={styles.form}>
      <div role="alert" id={why}>
        {trouble ? (
          <SignInTroubleText trouble={trouble} name={name} at={unlocks ? 'locked' : 'sign-in'} />
        ) : null}
      </div>
      {provider === null ? null : (
        <>
          <ProviderWay signingIn={signingIn} provider={provider} />
          <h2 className={styles.or}>{t('signIn.orPassword')}</h2>
        </>
      )}
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        {unlocks ? (
          <p className={styles.whose}>
            <strong>{name}</strong> {whose === name ? null : <span>{whose}</span>}
          </p>
        ) : (
          <TextInput
            label={t('signIn.login')}
            value={login}
            onChange={(event) => setLogin(event.currentTarget.value)}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={200}
            readOnly={busy}
            autoFocus={whose === ''}
          />
        )}
        <PasswordField
          ref={field}
          label={t('signIn.password')}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          readOnly={busy}
          aria-describedby={trouble ? why : undefined}
          autoFocus={whose !== ''}
        />
        <div className={styles.submit}>
          <Button
            type="submit"
            size="sm"
            variant={provider === null ? 'filled' : 'default'}
            disabled={atProvider || (!fits && !busy)}
            loading={asking}
          >
            {t(unlocks ? 'locked.do' : 'signIn.do')}
          </Button>
          {asking ? (
            <Button size="sm" variant="subtle" onClick={() => void askSession({ ask: 'sign-in-cancel' })}>
              {frame('common.cancel')}
            </Button>
          ) : null}
          <span className={styles.asking} role="status">
            {asking ? t('signIn.busy') : ''}
          </span>
        </div>
      </form>
    </div>
  );
}
