import { clockText } from '../../ui/ago-text.ts';
import { useNow } from '../../ui/use-now.ts';
import { useWords } from '../../words/words.ts';
import styles from './call-bar.module.css';
import { type Call, stateOf } from './calls.ts';

/** How long it rings, how long it is talked (running), or how long was talked. */
export function CallTime({ call }: { call: Call }) {
  const { t } = useWords();
  const now = useNow(1000);
  const state = stateOf(call);
  const from = call.startedAt ?? (state === 'ringing' ? call.rangAt : null);
  if (from === null) return null;
  const time = clockText((call.endedAt ?? Math.max(now, from)) - from);
  return (
    <span className={`${styles.time} hilo-number`} role="timer" aria-label={t('call.time')}>
      {state === 'ended' ? t('call.talked', { time }) : time}
    </span>
  );
}
