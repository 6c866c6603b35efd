import { Button, CopyButton, TextInput } from '@mantine/core';
import { type FormEvent, lazy, Suspense, useId, useRef, useState } from 'react';
import type { SignInStep, SigningIn } from '#shared/session/sign-in.ts';
import { askSession } from '../live/session.ts';
import { PasswordTwice } from '../ui/password-twice.tsx';
import { useWords } from '../words/words.ts';
import styles from './session.module.css';
import { SignInTroubleText } from './sign-in-trouble.tsx';
import { useAfterTry } from './use-after-try.ts';

// Needed once in a person's life here.
const QrPicture = lazy(async () => ({ default: (await import('./qr-picture.tsx')).QrPicture }));

/** What comes after the right password: a code, setting up an app for codes, or the recovery codes. */
export function SecondStep({ signingIn, step }: { signingIn: SigningIn; step: SignInStep }) {
  const { t } = useWords('centre');
  return (
    <section className={styles.form} aria-labelledby="second-step">
      <h2 id="second-step" className={styles.sub}>
        {t(`signIn.${step.step}.title`)}
      </h2>
      <p className={styles.stepWhy}>{t(`signIn.${step.step}.why`)}</p>
      {step.step === 'enrolment' ? <Enrolment {...step} /> : null}
      {step.step === 'recovery' ? <Recovery codes={step.codes} busy={signingIn.busy} /> : null}
      {step.step === 'new-password' ? <OwnPasswordForm signingIn={signingIn} /> : null}
      {step.step === 'code' || step.step === 'enrolment' ? (
        <CodeForm signingIn={signingIn} step={step.step} />
      ) : null}
    </section>
  );
}

/** A first password was only good once: the person chooses their own. */
function OwnPasswordForm({ signingIn: { busy, trouble } }: { signingIn: SigningIn }) {
  const { t } = useWords('centre');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const why = useId();
  const fits = password !== '' && again === password;

  // Another one is wanted: that is where it is typed.
  const asks = useAfterTry(trouble?.ref ?? null, field);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!fits || busy) return;
    asks();
    await askSession({ ask: 'sign-in-password', password });
  };

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <div role="alert" id={why}>
        {trouble ? <SignInTroubleText trouble={trouble} name="" /> : null}
      </div>
      <PasswordTwice
        password={password}
        again={again}
        onPassword={setPassword}
        onAgain={setAgain}
        readOnly={busy}
        field={field}
        describedBy={trouble ? why : undefined}
        autoFocus
      />
      <StepFoot say={t('signIn.new-password.do')} fits={fits} busy={busy} />
    </form>
  );
}

/** Sends what a step asks for, or leaves it. */
function StepFoot({ say, fits, busy }: { say: string; fits: boolean; busy: boolean }) {
  const { t } = useWords('centre');
  const { t: frame } = useWords('frame');
  return (
    <div className={styles.submit}>
      <Button type="submit" size="sm" disabled={!fits && !busy} loading={busy}>
        {say}
      </Button>
      <Button size="sm" variant="subtle" onClick={() => void askSession({ ask: 'sign-in-cancel' })}>
        {frame('common.cancel')}
      </Button>
      <span className={styles.asking} role="status">
        {busy ? t('signIn.busy') : ''}
      </span>
    </div>
  );
}

function Enrolment({ secret, uri }: { secret: string; uri: string }) {
  const { t } = useWords('centre');
  return (
    <div className={styles.enrolment}>
      <div className={styles.qrPlace}>
        <Suspense fallback={null}>
          <QrPicture text={uri} label={t('signIn.enrolment.picture')} />
        </Suspense>
      </div>
      <div className={styles.form}>
        <p className={styles.stepWhy}>{t('signIn.enrolment.scan')}</p>
        <p className={styles.stepWhy}>
          {t('signIn.enrolment.type')}{' '}
          <code className={styles.secret}>{secret.replaceAll(/.{4}(?=.)/g, '$& ')}</code>
        </p>
        <p className={styles.stepWhy}>{t('signIn.enrolment.then')}</p>
      </div>
    </div>
  );
}

function CodeForm({ signingIn, step }: { signingIn: SigningIn; step: 'code' | 'enrolment' }) {
  const { t } = useWords('centre');
  const { busy, trouble } = signingIn;
  const [code, setCode] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const why = useId();
  const fits = code.replaceAll(/[\s-]/g, '').length >= 6;

  const asks = useAfterTry(trouble?.ref ?? null, field);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!fits || busy) return;
    asks();
    setCode('');
    await askSession({ ask: 'sign-in-code', code: code.trim() });
  };

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <div role="alert" id={why}>
        {trouble ? (
          <SignInTroubleText trouble={trouble} name="" at={step === 'enrolment' ? step : 'sign-in'} />
        ) : null}
      </div>
      <TextInput
        ref={field}
        label={t('signIn.code.label')}
        description={step === 'code' ? t('signIn.code.hint') : undefined}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        readOnly={busy}
        aria-describedby={trouble ? why : undefined}
        autoFocus
      />
      <StepFoot say={t(`signIn.${step}.do`)} fits={fits} busy={busy} />
    </form>
  );
}

function Recovery({ codes, busy }: { codes: string[]; busy: boolean }) {
  const { t } = useWords('centre');
  return (
    <>
      <ol className={styles.recovery}>
        {codes.map((one) => (
          <li key={one}>
            <code>{one}</code>
          </li>
        ))}
      </ol>
      <div className={styles.submit}>
        <Button size="sm" loading={busy} autoFocus onClick={() => void askSession({ ask: 'sign-in-go-on' })}>
          {t('signIn.recovery.do')}
        </Button>
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button size="sm" variant="default" onClick={copy}>
              {t(copied ? 'signIn.recovery.copied' : 'signIn.recovery.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
    </>
  );
}
