import { Button, UnstyledButton } from '@mantine/core';
import type { SessionState } from '#shared/session/state.ts';
import { language as languages } from '#shared/settings.ts';
import { askSession, changeSettings } from '../live/session.ts';
import { Sheet } from '../ui/sheet.tsx';
import { useWords } from '../words/words.ts';
import styles from './session.module.css';
import { SignInForm } from './sign-in-form.tsx';
import { SignInTroubleText } from './sign-in-trouble.tsx';

type SignInState = Extract<SessionState, { phase: 'sign-in' }>;

/** Nobody sits here yet: who is it? The demo's people are there to be chosen. */
export function SignIn({ state, demo }: { state: SignInState; demo: boolean }) {
  const { t } = useWords('centre');
  const { company, server, known } = state;
  return (
    <Sheet title={company === '' ? t('signIn.title') : t('signIn.titleAt', { company })}>
      <p className={styles.server}>{t('signIn.server', { server: server.replace(/^https?:\/\//, '') })}</p>
      {demo ? <Cast state={state} /> : <SignInForm signingIn={state} />}
      {demo || state.step !== null ? null : (
        <div className={styles.known}>{t(known ? 'signIn.known' : 'signIn.first')}</div>
      )}
      <Languages />
    </Sheet>
  );
}

/** The demo company's people, a click each. */
function Cast({ state }: { state: SignInState }) {
  const { t } = useWords('centre');
  const { t: frame } = useWords('frame');
  const { people, busy, trouble } = state;
  return (
    <div className={styles.form}>
      <div role="alert">{trouble ? <SignInTroubleText trouble={trouble} name="" /> : null}</div>
      {people.length > 0 ? (
        <section aria-labelledby="cast">
          <h2 id="cast" className={styles.sub}>
            {t('signIn.people')}
          </h2>
          <p>{t('signIn.peopleHelp')}</p>
          <ul className={styles.people}>
            {people.map((person, index) => (
              <li key={person.login}>
                <UnstyledButton
                  className={styles.person}
                  disabled={busy}
                  autoFocus={index === 0}
                  onClick={() => void askSession({ ask: 'sign-in-as', login: person.login })}
                >
                  <strong>{person.name}</strong>
                  <span>{t(`role.${person.role}`)}</span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <div className={styles.submit}>
        {busy ? (
          <Button size="sm" variant="default" onClick={() => void askSession({ ask: 'sign-in-cancel' })}>
            {frame('common.cancel')}
          </Button>
        ) : null}
        {!busy && people.length === 0 ? (
          <Button size="sm" autoFocus onClick={() => void askSession({ ask: 'retry' })}>
            {frame('common.retry')}
          </Button>
        ) : null}
        <span className={styles.asking} role="status">
          {busy ? t(people.length > 0 ? 'signIn.busy' : 'signIn.busyPeople') : ''}
        </span>
      </div>
    </div>
  );
}

/** The settings are behind the desk; whoever sits down at somebody else's machine may need another language first. */
function Languages() {
  const { t, language } = useWords('centre');
  const { t: frame } = useWords('frame');
  return (
    <nav className={styles.languages} aria-label={t('signIn.language')}>
      {languages.options.map((one) => (
        <UnstyledButton
          key={one}
          lang={one}
          aria-current={one === language ? 'true' : undefined}
          onClick={() => void changeSettings({ language: one })}
        >
          {frame(`language.${one}`)}
        </UnstyledButton>
      ))}
    </nav>
  );
}
