import { IconHandStop } from '@tabler/icons-react';
import type { Ref } from 'react';
import type { Stop } from '#shared/recovery/stop.ts';
import { LongField } from '../../../ui/long-field.tsx';
import { useScreen } from '../screen-context.ts';
import classes from './recovery.module.css';

type Props = {
  stop: Stop;
  checked: string;
  onChange: (checked: string) => void;
  problem: string | undefined;
  field?: Ref<HTMLTextAreaElement>;
};

/** The stop before the same thing is sent once more: it goes on only with what was checked by hand. */
export function StopBox({ stop, checked, onChange, problem, field }: Props) {
  const { say, leaf } = useScreen();
  const trunk = say.t(`cases.kind.${stop.kind}`);
  const name = leaf(stop.failure);
  return (
    <section className={classes.stop} role="alert">
      <h3>
        <IconHandStop size={18} aria-hidden="true" />{' '}
        {say.t('give.stopTitle', { kind: name === null ? trunk : `${trunk} (${name})`, count: stop.times })}
      </h3>
      {stop.product !== null && <p dir="auto">{say.t('give.stopProduct', { product: stop.product })}</p>}
      {stop.carrier !== null && <p dir="auto">{say.t('give.stopCarrier', { carrier: stop.carrier })}</p>}
      <LongField
        ref={field}
        size="xs"
        label={say.t('give.stopText')}
        least={1}
        most={4}
        maxLength={2000}
        value={checked}
        error={problem}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </section>
  );
}
