import { IconArrowRight, IconPhone, IconPhoneIncoming, IconPhoneOff, IconX } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useKeyText } from '../../keys/key-text.ts';
import { dialogIsOpen } from '../../keys/typing.ts';
import { runAction, useKey } from '../../keys/use-key.ts';
import { Chip } from '../../ui/chip.tsx';
import { DeskButton } from '../../ui/desk-button.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useWords } from '../../words/words.ts';
import { ContactText } from '../contact-text.tsx';
import { IncidentChip } from '../incidents/incident-chip.tsx';
import { AfterCall } from './after-call.tsx';
import styles from './call-bar.module.css';
import { CallTime } from './call-time.tsx';
import { answerCall, type Call, calls, endCall, stateOf } from './calls.ts';
import { callAfter, callInFront, callToHangUp, goToCall, placeOf, tabOfCall } from './in-front.ts';
import { MoreCalls } from './more-calls.tsx';
import { tabs } from './tabs.ts';

const tones = { ringing: 'bad', 'on-call': 'good', ended: 'note' } as const;

/** The call in front: who, the number, where it stands, and what can be done with it. Its place is kept when there is none. */
export function CallBar() {
  const { t } = useWords();
  const { list } = useStore(calls);
  const { active } = useStore(tabs);
  const call = callInFront(list, active);
  const next = callAfter(list, active);
  const toHangUp = callToHangUp(list, active);
  const keys = { answer: useKeyText('answer'), hangUp: useKeyText('hangUp'), go: useKeyText('goToCall') };
  const state = call ? stateOf(call) : null;
  const answer = (one: Call): void => {
    answerCall(one.callId);
    goToCall(one);
  };
  useKey('answer', () => call && answer(call), { enabled: state === 'ringing' });
  useKey('hangUp', () => toHangUp && endCall(toHangUp.callId), { enabled: toHangUp !== undefined });
  // Without a call the same key walks between the queue and where the person was.
  const idle = list.length === 0;
  useKey('goToCall', () => (next ? goToCall(next) : !dialogIsOpen() && runAction('goToQueue')), {
    enabled: next !== undefined || idle,
  });

  if (!call || !state) {
    return (
      <section className={styles.bar} aria-label={t('call.bar')}>
        <IconPhone size={17} className={styles.idle} aria-hidden="true" />
        <span className={styles.idle}>{t('call.idle')}</span>
      </section>
    );
  }
  const number = call.number === null ? t('tabs.withheld') : call.shown;
  const place = placeOf(call, list);
  const missed = state === 'ended' && call.startedAt === null;
  // while one is talked and another rings, both are in the bar, each with its own way to end
  const talked = toHangUp && toHangUp !== call ? toHangUp : null;
  const rest = list.filter((one) => one !== call && one !== talked);
  return (
    <section className={styles.bar} data-state={state} aria-label={t('call.bar')}>
      <IconPhoneIncoming size={17} aria-hidden="true" className={styles.icon} />
      {talked ? null : (
        <span className={styles.state}>
          <Chip tone={tones[state]}>{t(missed ? 'call.missed' : `call.${state}`)}</Chip>
        </span>
      )}
      <span className={styles.who}>
        <strong>
          {call.customerName ?? (call.customerId ? t('tabs.unnamed') : <ContactText text={number} />)}
        </strong>
        {call.customerId && !talked ? (
          <span className={`${styles.number} hilo-number`}>
            <ContactText text={number} />
          </span>
        ) : null}
      </span>
      {place ? (
        <span className={styles.place}>
          <Chip>{t('call.place', place)}</Chip>
        </span>
      ) : null}
      {call.customerId && !talked ? (
        <span className={styles.incident}>
          <IncidentChip customerId={call.customerId} />
        </span>
      ) : null}
      <CallTime call={call} />
      <span className={styles.actions}>
        {active === tabOfCall(call) ? null : (
          <DeskButton
            title={t('call.goTo')}
            onClick={() => goToCall(call)}
            rightSection={<KeyHint text={keys.go} />}
          >
            <IconArrowRight size={15} aria-hidden="true" className={styles.sign} />
            <span className={styles.words}>{t('call.goTo')}</span>
          </DeskButton>
        )}
        {state === 'ringing' ? (
          <>
            <DeskButton
              color="answer"
              onClick={() => answer(call)}
              rightSection={<KeyHint text={keys.answer} />}
            >
              {t('call.answer')}
            </DeskButton>
            <DeskButton
              title={t('call.notAnswered')}
              onClick={() => endCall(call.callId)}
              rightSection={talked ? null : <KeyHint text={keys.hangUp} />}
            >
              <IconX size={15} aria-hidden="true" className={styles.sign} />
              <span className={styles.words}>{t('call.notAnswered')}</span>
            </DeskButton>
          </>
        ) : null}
        {state === 'on-call' ? <HangUp call={call} hint={keys.hangUp} /> : null}
        {state === 'ended' ? <AfterCall call={call} /> : null}
        {rest.length > 0 ? (
          <MoreCalls list={rest} hint={active === tabOfCall(call) ? keys.go : null} />
        ) : null}
      </span>
      {talked ? (
        <span className={styles.talked} data-talked>
          <span className={styles.talkedName}>{talked.customerName ?? talked.shown}</span>
          <span className={styles.talkedTime}>
            <CallTime call={talked} />
          </span>
          <HangUp call={talked} hint={keys.hangUp} />
        </span>
      ) : null}
    </section>
  );
}

function HangUp({ call, hint }: { call: Call; hint: string | null }) {
  const { t } = useWords();
  return (
    <DeskButton
      color="thread"
      title={t('call.hangUp')}
      onClick={() => endCall(call.callId)}
      rightSection={<KeyHint text={hint} />}
    >
      <IconPhoneOff size={14} aria-hidden="true" className={styles.hangUp} />
      <span className={styles.words}>{t('call.hangUp')}</span>
    </DeskButton>
  );
}
