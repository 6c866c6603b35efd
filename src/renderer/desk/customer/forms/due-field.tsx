import { useId, useState } from 'react';
import { MomentField } from '../../../ui/moment-field.tsx';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { useScreen } from '../screen-context.ts';
import classes from './forms.module.css';

const day = 86_400_000;
/** The evening of a day so many days on, in the calendar of the desk. */
const daysOn = (now: number, days: number): number => new Date(now + days * day).setHours(20, 0, 0, 0);

type DueProps = {
  label: string;
  due: number | null;
  onChange: (due: number | null) => void;
  /** A day that something calls for, and what. */
  suggested?: { at: number; why: string } | null;
};

/** Until when, for what takes weeks: a suggested day, a week, a month, any day, or none. */
export function DueField({ label, due, onChange, suggested = null }: DueProps) {
  const { say } = useScreen();
  const id = useId();
  const quick = [
    ...(suggested ? [{ name: say.day(suggested.at), at: suggested.at }] : []),
    { name: say.t('claims.inDays', { count: 7 }), at: daysOn(say.now, 7) },
    { name: say.t('claims.inDays', { count: 30 }), at: daysOn(say.now, 30) },
  ];
  const [picking, setPicking] = useState(due !== null && !quick.some(({ at }) => at === due));
  const choose = (at: number | null) => {
    setPicking(false);
    onChange(at);
  };
  return (
    <fieldset className={classes.until} aria-labelledby={id}>
      <span id={id} className={classes.label}>
        {label}
      </span>
      <div className={classes.picks}>
        {quick.map(({ name, at }) => (
          <PlainButton
            key={name}
            className={classes.pick}
            aria-pressed={at === due && !picking}
            onClick={() => choose(at)}
          >
            {name}
          </PlainButton>
        ))}
        <PlainButton className={classes.pick} aria-pressed={picking} onClick={() => setPicking(true)}>
          {say.t('promise.other')}
        </PlainButton>
        <PlainButton
          className={classes.pick}
          aria-pressed={due === null && !picking}
          onClick={() => choose(null)}
        >
          {say.t('claims.noDate')}
        </PlainButton>
      </div>
      {picking && <MomentField label={say.t('promise.when')} hidden at={due} hour={20} onChange={onChange} />}
      {suggested && due === suggested.at && <p className={classes.soft}>{suggested.why}</p>}
      {due !== null && (
        <p className={due < say.now ? classes.problem : classes.chosen} role="status">
          {due < say.now ? say.t('promise.past') : say.t('promise.chosen', { when: say.moment(due) })}
        </p>
      )}
    </fieldset>
  );
}
