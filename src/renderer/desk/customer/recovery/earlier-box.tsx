import { Checkbox } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import type { Ref } from 'react';
import type { EarlierRemedy } from '#shared/views/remedies.ts';
import { useScreen } from '../screen-context.ts';
import classes from './recovery.module.css';

type Props = {
  earlier: readonly EarlierRemedy[];
  orderId: string | null;
  /** Whoever gives says that they have seen it; whoever answers only reads it. */
  check?: {
    box: Ref<HTMLInputElement>;
    seen: boolean;
    onSeen: (seen: boolean) => void;
    problem: string | undefined;
  };
};

/** What was given or asked for before: nobody gives a second time for the same thing without having seen the first. */
export function EarlierBox({ earlier, orderId, check }: Props) {
  const { say } = useScreen();
  if (earlier.length === 0) return null;
  const whereOf = ({ compensation, why, customerName, subject }: EarlierRemedy): string => {
    if (why !== 'same-customer') return say.t(`give.earlierOther.${why}`, { name: customerName ?? '—' });
    return orderId !== null && compensation.orderId === orderId
      ? say.t('give.earlierSame')
      : say.t('give.earlierCase', { subject });
  };
  return (
    <section className={classes.earlier} aria-label={say.t('give.earlier')}>
      <h3>
        <IconHistory size={15} aria-hidden="true" /> {say.t('give.earlier')}
      </h3>
      <ul>
        {earlier.slice(0, 6).map((one) => {
          const { compensationId, remedy, amount, state, by, at, answered } = one.compensation;
          return (
            <li key={compensationId}>
              <strong>
                {say.t(`remedy.${remedy}`)}
                {amount && ` ${say.money(amount)}`}
              </strong>{' '}
              {whereOf(one)}
              {state !== 'given' && `, ${say.t(`compensationState.${state}`)}`} · {by.name}, {say.moment(at)}
              {state === 'declined' && answered && (
                <div>
                  {answered.by.name}: {say.t('give.declinedWhy', { text: answered.text })}
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {check && (
        <Checkbox
          ref={check.box}
          size="xs"
          label={say.t('give.despite')}
          checked={check.seen}
          error={check.problem}
          onChange={(event) => check.onSeen(event.currentTarget.checked)}
        />
      )}
    </section>
  );
}
