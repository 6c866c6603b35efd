import { IconPhone } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { focusIsLost } from '../../keys/typing.ts';
import { useKey } from '../../keys/use-key.ts';
import { PlainButton } from '../../ui/plain-button.tsx';
import { callerIs } from '../shell/caller-is.ts';
import { calls } from '../shell/calls.ts';
import { callWithoutName } from '../shell/in-front.ts';
import { useScreen } from './screen-context.ts';
import classes from './top.module.css';

/** Somebody without a name is on the phone, and this customer was found: whether it is them. Never guessed, and one key away. */
export function IsCaller() {
  const { view, say } = useScreen();
  const { id, name } = view.customer;
  const call = useStore(calls, ({ list }) => callWithoutName(list, id));
  const button = useRef<HTMLButtonElement>(null);
  const [busy, setBusy] = useState(false);
  const callId = call?.callId ?? null;
  // Whoever looked for them with the keyboard has the answer under Enter; nobody is taken away from elsewhere.
  useEffect(() => {
    if (callId !== null && focusIsLost()) button.current?.focus({ preventScroll: true });
  }, [callId]);
  const is = async () => {
    if (callId === null || busy) return;
    setBusy(true);
    await callerIs(callId, id, name);
    setBusy(false);
  };
  useKey('isCaller', () => void is(), { enabled: callId !== null });
  if (!call) return null;
  return (
    <section className={classes.isCaller} aria-label={say.t('isCaller.label')}>
      <IconPhone size={18} aria-hidden="true" />
      <p>
        {call.number === null ? say.t('isCaller.withheld') : say.t('isCaller.number', { number: call.shown })}
      </p>
      <PlainButton
        ref={button}
        className={classes.show}
        disabled={busy}
        // The Enter that chose them, held a little too long, is no answer.
        onKeyDown={(event) => event.repeat && event.preventDefault()}
        onClick={() => void is()}
      >
        {say.t('isCaller.yes', { name: name ?? say.t('card.noName') })}
      </PlainButton>
    </section>
  );
}
