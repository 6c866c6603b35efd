import { Button } from '@mantine/core';
import { IconPhoneIncoming } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { SessionState } from '#shared/session/state.ts';
import { measuresOf } from '../desk/sync/use-sync-words.ts';
import { askSession } from '../live/session.ts';
import { PinField } from '../ui/secret-field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useNow } from '../ui/use-now.ts';
import { useWords } from '../words/words.ts';
import { goToField } from './go-to-field.ts';
import styles from './session.module.css';
import { SignInForm } from './sign-in-form.tsx';
import { SignInTroubleText } from './sign-in-trouble.tsx';
import { SomebodyElse } from './somebody-else.tsx';

type LockedState = Extract<SessionState, { phase: 'locked' }>;

/** After this time (ms) nobody says that a call still rings: it is one that came. */
const ringsFor = 45_000;

/** The desk is locked: whose it is, why, what opens it, and whether a call rings. Nothing of a customer is on this page. */
export function Locked({ state }: { state: LockedState }) {
  const { t } = useWords('centre');
  const { why, pin, demo, person, signingIn, login } = state;
  const byPin = pin !== null && pin > 0 && why !== 'lease';
  const [byPassword, setByPassword] = useState(false);
  return (
    <Sheet title={t(why === 'lease' ? 'locked.leaseTitle' : 'locked.title')}>
      <Rings rings={state.rings} />
      <Why state={state} />
      {pin === 0 && why !== 'lease' ? <p className={styles.warning}>{t('locked.noTries')}</p> : null}
      {byPin ? <PinForm left={pin} wrong={state.wrong} /> : null}
      {state.system ? (
        <div className={styles.otherWay}>
          <Button size="sm" variant="default" onClick={() => void askSession({ ask: 'unlock-by-system' })}>
            {t('locked.system')}
          </Button>
        </div>
      ) : null}
      {demo ? <DemoForm state={state} /> : null}
      {!demo && byPin && !byPassword ? (
        <div className={styles.otherWay}>
          <Button size="xs" variant="subtle" onClick={() => setByPassword(true)}>
            {t('locked.byPassword')}
          </Button>
        </div>
      ) : null}
      {!demo && (!byPin || byPassword) ? (
        <div className={styles.otherWay}>
          <SignInForm signingIn={signingIn} login={login} name={person.name} unlocks />
        </div>
      ) : null}
      <SomebodyElse name={person.name} />
    </Sheet>
  );
}

function Why({ state: { why, since } }: { state: LockedState }) {
  const { t, language } = useWords('centre');
  const now = useNow(60_000);
  const { moment, length } = measuresOf(language);
  if (why !== 'lease') return <p>{t(`locked.why.${why}`)}</p>;
  return (
    <>
      {since === null ? null : (
        <p>{t('locked.leaseSince', { time: length(Math.max(0, now - since)), moment: moment(since) })}</p>
      )}
      <p>{t('locked.leaseKept')}</p>
      <p className={styles.todo}>{t('locked.leaseDo')}</p>
    </>
  );
}

function Rings({ rings }: { rings: readonly number[] }) {
  const { t, language } = useWords('centre');
  const now = useNow(5_000);
  const last = rings.at(-1);
  const text =
    last === undefined
      ? ''
      : now - last < ringsFor
        ? t('locked.ringing')
        : t('locked.rang', { time: measuresOf(language).time(last) });
  return (
    <div role="alert">
      {text === '' ? null : (
        <div className={styles.ringing}>
          <IconPhoneIncoming size={18} aria-hidden="true" />
          <span>{text}</span>
        </div>
      )}
    </div>
  );
}

/** The PIN is kept nowhere: it goes with the question and is emptied. */
function PinForm({ left, wrong }: { left: number; wrong: boolean }) {
  const { t } = useWords('centre');
  const [pin, setPin] = useState('');
  const [asked, setAsked] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (wrong) goToField(field.current);
  }, [wrong]);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (pin === '' || asked) return;
    setPin('');
    setAsked(true);
    await askSession({ ask: 'unlock', pin });
    setAsked(false);
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <div role="alert">
        {wrong ? <p className={styles.bad}>{t('locked.wrong', { count: left })}</p> : null}
      </div>
      <PinField
        ref={field}
        label={t('locked.pin')}
        value={pin}
        onChange={setPin}
        readOnly={asked}
        autoFocus
      />
      <div className={styles.submit}>
        <Button type="submit" size="sm" disabled={pin === '' && !asked} loading={asked}>
          {t('locked.do')}
        </Button>
      </div>
    </form>
  );
}

/** The demo's passwords are no secret. */
function DemoForm({ state: { signingIn, person, login, pin } }: { state: LockedState }) {
  const { t } = useWords('centre');
  const { busy, trouble } = signingIn;
  return (
    <div className={styles.otherWay}>
      <div role="alert">{trouble ? <SignInTroubleText trouble={trouble} name={person.name} /> : null}</div>
      <Button
        size="sm"
        variant={pin === null ? 'filled' : 'default'}
        loading={busy}
        autoFocus={pin === null}
        onClick={() => void askSession({ ask: 'sign-in-as', login })}
      >
        {t('locked.demo', { name: person.name })}
      </Button>
    </div>
  );
}
