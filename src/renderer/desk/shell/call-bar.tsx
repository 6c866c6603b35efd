import { Button } from '@mantine/core';
import { IconPhone, IconPhoneIncoming, IconPhoneOff } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useKeyText } from '../../keys/key-text.ts';
import { runAction, useKey } from '../../keys/use-key.ts';
import { Chip } from '../../ui/chip.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useWords } from '../../words/words.ts';
import styles from './call-bar.module.css';
import { CallTime } from './call-time.tsx';
import { answerCall, type Call, calls, endCall, finishCall, stateOf } from './calls.ts';
import { callInFront, goToCall, tabOfCall } from './in-front.ts';
import { tabs } from './tabs.ts';

/** The call in front: who, the number, where it stands, and what can be done with it. Its place is kept when there is none. */
export function CallBar() {
  const { t } = useWords();
  const { list } = useStore(calls);
  const { active } = useStore(tabs);
  const call = callInFront(list);
  const keys = { answer: useKeyText('answer'), hangUp: useKeyText('hangUp'), go: useKeyText('goToCall') };
  const state = call ? stateOf(call) : null;
  const answer = (one: Call): void => {
    answerCall(one.callId);
    goToCall(one);
  };
  useKey('answer', () => call && answer(call), { enabled: state === 'ringing' });
  useKey('hangUp', () => call && endCall(call.callId), {
    enabled: state === 'ringing' || state === 'on-call',
  });
  useKey('goToCall', () => call && goToCall(call), { enabled: call !== undefined });

  if (!call || !state) {
    return (
      <section className={styles.bar} aria-label={t('call.bar')}>
        <IconPhone size={17} className={styles.idle} aria-hidden="true" />
        <span className={styles.idle}>{t('call.idle')}</span>
      </section>
    );
  }
  const number = call.number === null ? t('tabs.withheld') : call.shown;
  const here = active === tabOfCall(call);
  const missed = state === 'ended' && call.startedAt === null;
  return (
    <section className={styles.bar} data-state={state} aria-label={t('call.bar')}>
      <IconPhoneIncoming size={17} aria-hidden="true" className={styles.icon} />
      <Chip tone={state === 'on-call' ? 'good' : state === 'ringing' ? 'bad' : 'note'}>
        {t(missed ? 'call.missed' : `call.${state}`)}
      </Chip>
      <span className={styles.who}>
        <strong>{call.customerName ?? (call.customerId ? t('tabs.unnamed') : number)}</strong>
        {call.customerId ? <span className={`${styles.number} hilo-number`}>{number}</span> : null}
      </span>
      <CallTime call={call} />
      <span className={styles.actions}>
        {here ? null : (
          <Button variant="light" onClick={() => goToCall(call)} rightSection={<KeyHint text={keys.go} />}>
            {t('call.goTo')}
          </Button>
        )}
        {state === 'ringing' ? (
          <Button color="green.9" onClick={() => answer(call)} rightSection={<KeyHint text={keys.answer} />}>
            {t('call.answer')}
          </Button>
        ) : null}
        {state === 'ended' ? null : (
          <Button
            color="thread"
            variant={state === 'ringing' ? 'default' : 'filled'}
            onClick={() => endCall(call.callId)}
            leftSection={<IconPhoneOff size={14} aria-hidden="true" />}
            rightSection={<KeyHint text={keys.hangUp} />}
          >
            {t(state === 'ringing' ? 'call.notAnswered' : 'call.hangUp')}
          </Button>
        )}
        {state === 'ended' ? <AfterCall call={call} /> : null}
        {list.length > 1 ? (
          <span className={styles.more}>{t('call.others', { count: list.length - 1 })}</span>
        ) : null}
      </span>
    </section>
  );
}

function AfterCall({ call }: { call: Call }) {
  const { t } = useWords();
  const key = useKeyText('wrapUp');
  const wrapUp = (): void => {
    goToCall(call);
    // the customer's screen binds the key when it is on the screen
    requestAnimationFrame(() => runAction('wrapUp'));
  };
  return (
    <>
      {call.customerId ? (
        <Button onClick={wrapUp} rightSection={<KeyHint text={key} />}>
          {t('call.wrapUp')}
        </Button>
      ) : null}
      <Button variant="default" onClick={() => finishCall(call.callId)}>
        {t('call.putAway')}
      </Button>
    </>
  );
}
